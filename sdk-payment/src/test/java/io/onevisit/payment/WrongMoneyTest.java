package io.onevisit.payment;

import static io.onevisit.payment.Department.bill;
import static io.onevisit.payment.Department.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.payment.PlatformInMemory.Fault;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F11, F12: money of a wrong amount or for a wrong payee; how the payer is given a right code, and when not. */
class WrongMoneyTest {
    private static final ByHand BY = new ByHand("window-3", "the rest was paid in cash");

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");
    private final Bill fresh = bill("BILL-2");

    @BeforeEach
    void a_wrong_amount_arrives_and_the_code_stays_open() {
        department.receive(platform.notice(bill, "P1", Money.yuan("8.05")));
        assertThat(department.state(bill)).isEqualTo(PaymentState.MISMATCHED);
        assertThat(order().isPayable()).isTrue();
    }

    private PaymentOrder order() {
        return department.payments.find(bill.number()).orElseThrow();
    }

    private String there() {
        return platform.order(bill).path("state").asText();
    }

    private Outcome<PaymentOrder> replace() {
        return department.payments.replace(bill.number(), fresh);
    }

    private Outcome<PaymentOrder> accept() {
        return department.payments.accept(bill.number(), "P1", BY);
    }

    private static String ending(Outcome<?> outcome) {
        return outcome.fold(done -> "done", refusal -> refusal.code(), pending -> "unknown");
    }

    private Outcome<Refund> refund(String number, String yuan) {
        return department.payments.refund(new RefundRequest(
                new RefundNumber(number),
                bill.number(),
                "P1",
                Money.yuan(yuan),
                order().refundable("P1"),
                "wrong amount",
                null));
    }

    // No new code.

    @Test
    void f04_f11_while_wrong_money_is_neither_accepted_nor_given_back_there_is_no_new_code() {
        assertThat(ending(replace())).isEqualTo("UNDECIDED");

        assertThat(there()).as("nobody can pay by the old one either").isEqualTo("CLOSED");
        assertThat(department.payments.find(fresh.number())).isEmpty();
    }

    @Test
    void f04_f11_money_given_back_in_part_is_not_decided() {
        refund("R-001", "8.04");

        assertThat(ending(replace())).isEqualTo("UNDECIDED");
    }

    @Test
    void f04_f22_a_refund_that_may_still_be_refused_decides_nothing() {
        platform.next(Fault.REQUEST_LOST);
        assertThat(ending(refund("R-001", "8.05"))).isEqualTo("unknown");

        assertThat(ending(replace())).isEqualTo("UNDECIDED");
    }

    @Test
    void f04_f11_what_was_accepted_is_paid_and_not_replaced() {
        done(accept());

        assertThat(ending(replace())).isEqualTo("PAID");
        assertThat(ending(department.payments.close(bill.number()))).isEqualTo("PAID");
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_UNVERIFIABLE", "ANSWER_EMPTY"})
    void f04_while_the_old_code_may_still_be_open_there_is_no_new_one(Fault fault) {
        refund("R-001", "8.05");
        platform.next(fault);

        assertThat(ending(replace())).isEqualTo("unknown");
        assertThat(order().isPayable()).isTrue();
        assertThat(department.payments.find(fresh.number())).isEmpty();
        assertThat(done(replace()).state()).isEqualTo(PaymentState.OPEN);
    }

    @Test
    void f04_when_the_platform_does_not_close_the_old_code_there_is_no_new_one() {
        refund("R-001", "8.05");
        platform.next(Fault.REFUSED);

        assertThat(ending(replace())).isEqualTo("not-permitted");
        assertThat(order().isPayable()).isTrue();
        assertThat(department.payments.find(fresh.number())).isEmpty();
    }

    // Nothing is accepted.

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_UNVERIFIABLE", "ANSWER_EMPTY"})
    void f11_nothing_is_accepted_while_the_code_may_still_be_paid(Fault fault) {
        platform.next(fault);

        assertThat(ending(accept())).isEqualTo("unknown");
        assertThat(order().state()).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told(bill)).containsExactly("AMOUNT_MISMATCH REFUND_OR_ACCEPT P1");
        assertThat(done(accept()).state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void f11_nothing_is_accepted_when_the_platform_does_not_close_the_code_or_is_not_there() {
        platform.next(Fault.REFUSED);
        assertThat(ending(accept())).isEqualTo("not-permitted");
        platform.next(Fault.NO_CONNECTION);
        assertThatThrownBy(this::accept).isInstanceOf(PlatformUnreachableException.class);

        assertThat(order().payment()).isEmpty();
    }

    @Test
    void f11_what_cannot_be_accepted_closes_nothing() {
        assertThatThrownBy(() -> department.payments.accept(bill.number(), "P9", BY))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> department.payments.accept(new BillNumber("BILL-9"), "P1", BY))
                .isInstanceOf(InvalidValueException.class);

        assertThat(there()).isEqualTo("OPEN");
    }

    @Test
    void f12_money_for_another_payee_is_not_accepted() {
        Bill other = department.opened("BILL-3");
        department.receive(platform.notice(other, "P3").put("payee", "91350100M000101376"));

        assertThatThrownBy(() -> department.payments.accept(other.number(), "P3", BY))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f23_money_whose_refund_came_back_is_given_back_anew_and_not_accepted() {
        refund("R-001", "8.05");
        department.receive(platform.end(new RefundNumber("R-001"), "FAILED"));
        done(replace());

        assertThatThrownBy(this::accept).isInstanceOf(InvalidValueException.class);
        department.clock.advance(Duration.ofMinutes(1));
        assertThat(ending(refund("R-002", "8.05"))).isEqualTo("done");
    }

    // What goes through.

    @Test
    void f11_once_the_money_is_on_its_way_back_the_payer_gets_a_new_code_and_nobody_can_pay_the_old_one() {
        refund("R-001", "8.05");

        assertThat(done(replace()).state()).isEqualTo(PaymentState.OPEN);

        assertThat(there()).isEqualTo("CLOSED");
        assertThat(order().isPayable()).isFalse();
        assertThat(order().state()).as("never back").isEqualTo(PaymentState.MISMATCHED);
        assertThat(done(replace()).bill()).isEqualTo(fresh);
        assertThat(platform.orders()).isEqualTo(2);
    }

    @Test
    void f11_accepted_money_pays_and_closes_the_code_at_the_platform() {
        assertThat(done(accept()).state()).isEqualTo(PaymentState.PAID);

        assertThat(there()).isEqualTo("CLOSED");
        assertThat(department.told(bill)).containsExactly("AMOUNT_MISMATCH REFUND_OR_ACCEPT P1", "PAID P1");
    }

    @Test
    void f12_money_that_went_to_another_payee_does_not_stand_in_the_way_of_a_new_code() {
        Bill other = department.opened("BILL-3");
        department.receive(platform.notice(other, "P3").put("payee", "91350100M000101376"));

        assertThat(done(department.payments.replace(other.number(), fresh)).state())
                .isEqualTo(PaymentState.OPEN);
        assertThat(platform.order(other).path("state").asText()).isEqualTo("CLOSED");
    }

    @Test
    void f11_an_order_that_the_platform_counts_as_paid_by_the_wrong_money_is_over() {
        platform.order(bill).put("state", "PAID").set("payment", platform.paymentOf("P1"));

        assertThat(done(department.payments.close(bill.number())).state()).isEqualTo(PaymentState.MISMATCHED);
        assertThat(order().isPayable()).isFalse();
    }

    @Test
    void f37_money_claimed_for_an_order_with_wrong_money_closes_its_code_too() {
        department.receive(platform.arrivedNotice("T1", "80.50"));

        done(department.payments.claim(bill.number(), "T1", BY));

        assertThat(there()).isEqualTo("CLOSED");
        assertThat(done(department.payments.accept(bill.number(), "T1", BY)).state())
                .isEqualTo(PaymentState.PAID);
    }

    @Test
    void f39_a_code_that_was_closed_and_is_open_again_comes_to_a_person() {
        done(department.payments.close(bill.number()));
        platform.close(bill, "OPEN");

        department.payments.query(bill.number());

        assertThat(department.told(bill)).contains("CONTRADICTED");
    }

    @Test
    void what_a_restarted_node_reads_is_the_same() {
        refund("R-001", "8.05");
        done(department.payments.close(bill.number()));

        assertThat(department.payments().find(bill.number()))
                .contains(order())
                .hasToString("Optional[order BILL-1 MISMATCHED]");
    }
}
