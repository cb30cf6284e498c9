package io.onevisit.payment;

import static io.onevisit.payment.Department.bill;
import static io.onevisit.payment.Department.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.platform.Call;
import io.onevisit.payment.PlatformInMemory.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentClosingTest {
    private static final String SEND = "/v1/payments/orders";
    private static final String QUERY = "/v1/payments/orders/query";
    private static final String CLOSE = "/v1/payments/orders/close";

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");

    private Outcome<PaymentOrder> close() {
        return department.payments.close(bill.number());
    }

    private static String refusal(Outcome<?> outcome) {
        return outcome.fold(done -> "done", refusal -> refusal.code(), pending -> "unknown");
    }

    @Test
    void closes_once_under_a_key_of_its_own() {
        assertThat(done(close()).state()).isEqualTo(PaymentState.CLOSED);
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo("close:BILL-1:0");
        assertThat(done(close()).state()).isEqualTo(PaymentState.CLOSED);

        assertThat(platform.paths()).containsExactly(SEND, CLOSE);
        assertThat(platform.order(bill).path("state").asText()).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_UNVERIFIABLE", "ANSWER_EMPTY"})
    void after_a_lost_answer_it_is_neither_open_nor_closed_until_it_is_asked_again(Fault fault) {
        platform.next(fault);

        assertThat(close()).isInstanceOf(Outcome.Unknown.class);
        assertThat(department.state(bill)).isEqualTo(PaymentState.CLOSING);

        assertThat(done(department.payments().close(bill.number())).state()).isEqualTo(PaymentState.CLOSED);
    }

    @Test
    void without_a_connection_closing_is_remembered() {
        platform.next(Fault.NO_CONNECTION);

        assertThatThrownBy(this::close).isInstanceOf(PlatformUnreachableException.class);
        assertThat(department.state(bill)).isEqualTo(PaymentState.CLOSING);
    }

    @Test
    void a_refusal_leaves_it_open() {
        platform.next(Fault.REFUSED);

        assertThat(refusal(close())).isEqualTo("not-permitted");
        assertThat(department.state(bill)).isEqualTo(PaymentState.OPEN);
    }

    @Test
    void a_closing_whose_ending_is_unknown_keeps_its_key_and_the_one_after_a_refusal_has_another() {
        platform.next(Fault.ANSWER_LOST, Fault.NO_CONNECTION, Fault.REFUSED);
        close();
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo("close:BILL-1:0");
        assertThatThrownBy(this::close).isInstanceOf(PlatformUnreachableException.class);
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo("close:BILL-1:0");
        assertThat(refusal(close())).isEqualTo("done");

        Bill second = department.opened("BILL-2");
        platform.next(Fault.REFUSED);
        assertThat(refusal(department.payments.close(second.number()))).isEqualTo("not-permitted");
        assertThat(refusal(department.payments.close(second.number()))).isEqualTo("done");
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo("close:BILL-2:1");
    }

    @Test
    void what_was_refused_because_it_was_paid_can_be_closed_after_the_bank_took_the_payment_back() {
        platform.pay(bill, "P1");
        assertThat(refusal(close())).isEqualTo("PAID");
        department.receive(platform.reverse(bill, "P1"));

        assertThat(done(close()).state()).isEqualTo(PaymentState.CLOSED);
        assertThat(platform.order(bill).path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    void what_was_closed_and_paid_by_hand_can_be_closed_anew_after_the_bank_took_the_payment_back() {
        close();
        department.receive(platform.notice(bill, "P1"));
        done(department.payments.accept(bill.number(), "P1", new ByHand("window-3", "paid in the queue")));
        department.receive(platform.reverse(bill, "P1"));
        assertThat(department.payments.find(bill.number()).orElseThrow().isPayable())
                .isTrue();

        assertThat(done(close()).state()).isEqualTo(PaymentState.CLOSED);
        assertThat(platform.order(bill).path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    void of_two_nodes_that_are_refused_at_once_the_second_raises_no_key() {
        platform.next(Fault.REFUSED);
        platform.during(() -> {
            platform.next(Fault.REFUSED);
            department.payments().close(bill.number());
        });
        assertThat(refusal(close())).isEqualTo("not-permitted");

        assertThat(done(close()).state()).isEqualTo(PaymentState.CLOSED);
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo("close:BILL-1:1");
    }

    @Test
    void what_was_paid_cannot_be_closed_and_the_payment_is_learnt() {
        platform.pay(bill, "P1");

        assertThat(refusal(close())).isEqualTo("PAID");

        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("PAID P1");
        assertThat(refusal(close())).isEqualTo("PAID");
        assertThat(platform.paths()).containsExactly(SEND, CLOSE, QUERY);
    }

    @Test
    void f02_an_order_that_the_platform_counts_as_paid_by_the_money_of_another_bill_is_not_taken_for_closed() {
        department.receive(platform.pay(bill, "P1"));
        Bill other = department.opened("BILL-2");
        platform.pay(other, "P1");
        department.payments.query(other.number());

        assertThat(refusal(department.payments.close(other.number()))).isEqualTo("PAID");
        assertThat(department.payments.find(other.number()).orElseThrow().isPayable())
                .isTrue();
    }

    @Test
    void f03_money_that_comes_while_closing_is_under_way_is_no_silent_success() {
        platform.next(Fault.ANSWER_LOST);
        close();

        department.receive(platform.notice(bill, "P1"));

        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID_AFTER_CLOSE);
        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1");
    }

    @Test
    void f03_money_after_closing_can_be_accepted_by_hand_once() {
        close();
        department.receive(platform.notice(bill, "P1"));

        PaymentOrder order =
                done(department.payments.accept(bill.number(), "P1", new ByHand("window-3", "paid in the queue")));

        assertThat(order.state()).isEqualTo(PaymentState.PAID);
        assertThat(order.arrivals().get(0).decision())
                .contains(new OperatorDecision(new ByHand("window-3", "paid in the queue"), Department.NOW));
        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1", "PAID P1");
        assertThatThrownBy(() -> department.payments.accept(bill.number(), "P1", new ByHand("window-3", "again")))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f04_the_same_acceptance_again_changes_nothing_and_another_is_refused() {
        close();
        department.receive(platform.notice(bill, "P1"));
        ByHand by = new ByHand("window-3", "paid in the queue");
        PaymentOrder accepted = done(department.payments.accept(bill.number(), "P1", by));

        assertThat(done(department.payments().accept(bill.number(), "P1", by))).isEqualTo(accepted);

        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1", "PAID P1");
        assertThatThrownBy(() -> department.payments.accept(bill.number(), "P1", new ByHand("window-4", by.reason())))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void an_operator_is_not_named_by_a_citizen_number() {
        assertThatThrownBy(
                        () -> department.payments.accept(bill.number(), "P1", new ByHand("330106199003073514", "why")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("330106199003073514");
    }

    @Test
    void an_order_that_never_reached_the_platform_is_closed_here() {
        Bill lost = bill("BILL-2");
        platform.next(Fault.REQUEST_LOST);
        department.payments.order(lost);

        assertThat(done(department.payments.close(lost.number())).state()).isEqualTo(PaymentState.CLOSED);
        assertThat(done(department.payments.order(lost)).state()).isEqualTo(PaymentState.CLOSED);
        assertThat(platform.order(lost)).isNull();
    }

    @Test
    void an_order_whose_answer_was_lost_is_closed_there() {
        Bill lost = bill("BILL-2");
        platform.next(Fault.ANSWER_LOST);
        department.payments.order(lost);

        assertThat(done(department.payments.close(lost.number())).state()).isEqualTo(PaymentState.CLOSED);
        assertThat(platform.order(lost).path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    void an_order_that_was_on_its_way_while_it_was_closed_here_is_closed_there() {
        Bill early = bill("BILL-2");
        platform.during(() -> done(department.payments().close(early.number())));

        assertThat(done(department.payments.order(early)).state()).isEqualTo(PaymentState.CLOSED);
        assertThat(platform.order(early).path("state").asText()).isEqualTo("CLOSED");
    }

    /** An order that was given up here before the platform had it, and then got there all the same. */
    private Bill arrivedAfterItWasClosed() {
        Bill late = bill("BILL-2");
        platform.next(Fault.REQUEST_LOST);
        department.payments.order(late);
        Call request = platform.lastCall();
        done(department.payments.close(late.number()));
        platform.write(request);
        return late;
    }

    @Test
    void f04_an_order_that_reached_the_platform_after_it_was_closed_here_is_closed_there_by_whoever_asks() {
        Bill late = arrivedAfterItWasClosed();

        department.follow();

        assertThat(platform.order(late).path("state").asText()).isEqualTo("CLOSED");
        assertThat(department.payments.find(late.number()).orElseThrow().isPayable())
                .isFalse();
        assertThat(department.told(late)).isEmpty();
    }

    @Test
    void f04_an_order_that_reached_the_platform_after_it_expired_here_is_closed_there_by_whoever_asks() {
        Bill late = bill("BILL-2");
        platform.next(Fault.REQUEST_LOST);
        department.payments.order(late);
        Call request = platform.lastCall();
        department.follow();
        assertThat(department.state(late)).isEqualTo(PaymentState.EXPIRED);
        platform.write(request);

        department.follow();

        assertThat(platform.order(late).path("state").asText()).isEqualTo("CLOSED");
        assertThat(department.told(late)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "REQUEST_LOST", "NO_CONNECTION"})
    void f04_what_is_open_there_though_closed_here_can_be_closed_until_it_is(Fault fault) {
        Bill late = arrivedAfterItWasClosed();
        platform.next(Fault.NONE, fault, Fault.NONE, fault);
        department.payments.query(late.number());
        PaymentOrder open = department.payments.find(late.number()).orElseThrow();
        assertThat(open.isPayable()).isTrue();
        assertThat(open.state()).isEqualTo(PaymentState.CLOSED);
        platform.clearFaults();

        assertThat(done(department.payments.close(late.number())).isPayable()).isFalse();
        assertThat(platform.order(late).path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    void f04_what_is_open_there_though_closed_here_is_not_replaced_before_it_is_closed() {
        Bill late = arrivedAfterItWasClosed();
        platform.next(Fault.NONE, Fault.REFUSED, Fault.NONE, Fault.REFUSED);
        department.payments.query(late.number());

        assertThat(refusal(department.payments.replace(late.number(), bill("BILL-3"))))
                .isEqualTo("not-permitted");
        assertThat(refusal(department.payments.replace(late.number(), bill("BILL-3"))))
                .isEqualTo("done");
        assertThat(platform.order(late).path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    void f02_f04_an_order_never_sent_for_sure_that_the_platform_counts_as_paid_by_another_bills_money_is_not_closed() {
        department.receive(platform.pay(bill, "P1"));
        Bill other = bill("BILL-2");
        platform.next(Fault.ANSWER_LOST);
        department.payments.order(other);
        platform.pay(other, "P1");

        assertThat(refusal(department.payments.close(other.number()))).isEqualTo("PAID");
        assertThat(department.payments.find(other.number()).orElseThrow().isPayable())
                .isTrue();
    }

    @Test
    void an_order_that_is_not_here_is_not_closed() {
        assertThatThrownBy(() -> department.payments.close(new BillNumber("BILL-9")))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOSED", "EXPIRED"})
    void f07_what_the_platform_closed_by_itself_is_closed(String state) {
        platform.close(bill, state);
        department.payments.query(bill.number());

        assertThat(done(close()).state()).hasToString(state);
        assertThat(platform.paths()).containsExactly(SEND, QUERY);
    }

    @Test
    void f07_closed_after_paid_does_not_go_back() {
        department.receive(platform.pay(bill, "P1"));

        assertThat(department.receive(platform.closedNotice(bill))).isEqualTo(NoticeAnswer.ACCEPTED);
        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
    }

    @Test
    void f07_a_notice_closes_an_open_order() {
        assertThat(department.receive(platform.closedNotice(bill))).isEqualTo(NoticeAnswer.ACCEPTED);
        assertThat(department.state(bill)).isEqualTo(PaymentState.CLOSED);
    }

    @Test
    void a_closed_notice_with_another_code_is_refused() {
        assertThat(department.receive(platform.closedNotice(bill).put("paymentCode", "99999999999999999999")))
                .isEqualTo(NoticeAnswer.REFUSED);
        assertThat(department.state(bill)).isEqualTo(PaymentState.OPEN);
    }

    @Test
    void f04_the_old_order_is_closed_before_the_new_one_is_ordered() {
        PaymentOrder fresh = done(department.payments.replace(bill.number(), bill("BILL-2")));

        assertThat(fresh.state()).isEqualTo(PaymentState.OPEN);
        assertThat(platform.paths()).containsExactly(SEND, CLOSE, SEND);
        assertThat(done(department.payments.replace(bill.number(), bill("BILL-2"))))
                .isEqualTo(fresh);
        assertThat(platform.orders()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "NO_CONNECTION"},
            mode = EnumSource.Mode.EXCLUDE)
    void f04_while_the_old_order_is_not_closed_for_certain_no_new_one_is_ordered(Fault fault) {
        platform.next(fault);

        Outcome<PaymentOrder> outcome = department.payments.replace(bill.number(), bill("BILL-2"));

        assertThat(outcome).isNotInstanceOf(Outcome.Done.class);
        assertThat(department.payments.find(new BillNumber("BILL-2"))).isEmpty();
        assertThat(platform.orders()).isEqualTo(1);
        assertThat(done(department.payments.replace(bill.number(), bill("BILL-2")))
                        .state())
                .isEqualTo(PaymentState.OPEN);
    }

    @Test
    void f04_a_paid_order_is_not_replaced() {
        platform.pay(bill, "P1");

        assertThat(refusal(department.payments.replace(bill.number(), bill("BILL-2"))))
                .isEqualTo("PAID");
        assertThat(platform.orders()).isEqualTo(1);
    }

    @Test
    void f04_an_order_is_not_replaced_by_itself() {
        assertThatThrownBy(() -> department.payments.replace(bill.number(), bill))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void what_has_expired_by_itself_need_not_be_closed() {
        platform.close(bill, "EXPIRED");
        platform.next(Fault.REFUSED);

        assertThat(done(close()).state()).isEqualTo(PaymentState.EXPIRED);
    }

    @Test
    void a_decision_does_not_print_who_made_it_or_why() {
        assertThat(new OperatorDecision(new ByHand("Wang Wei", "she asked for it"), Department.NOW).toString())
                .doesNotContain("Wang", "asked");
    }
}
