package io.onevisit.payment;

import static io.onevisit.payment.Department.bill;
import static io.onevisit.payment.Department.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Outcome;
import io.onevisit.payment.PlatformInMemory.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F04: of all the orders that were made for one debt, one can be paid, and one pays it. */
class OrderReplacingTest {
    private static final ByHand BY = new ByHand("window-3", "the payer came in person");

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");
    private final Bill fresh = bill("BILL-2");
    private final Bill third = bill("BILL-3");

    private Outcome<PaymentOrder> replace(Bill old, Bill by) {
        return department.payments.replace(old.number(), by);
    }

    private Outcome<PaymentOrder> accept(Bill to, String payment) {
        return department.payments.accept(to.number(), payment, BY);
    }

    private PaymentOrder order(Bill of) {
        return department.payments.find(of.number()).orElseThrow();
    }

    private String there(Bill of) {
        return platform.order(of).path("state").asText();
    }

    private boolean isOrdered(Bill which) {
        return department.payments.find(which.number()).isPresent();
    }

    private static String ending(Outcome<?> outcome) {
        return outcome.fold(done -> "done", refusal -> refusal.code(), pending -> "unknown");
    }

    // Paid while it is being replaced.

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void f04_a_bill_whose_notice_comes_between_any_two_steps_is_never_replaced_and_paid(int before) {
        ObjectNode notice = platform.pay(bill, "P1");
        Payments interrupted = department.payments(before, () -> department.payments.receive(platform.push(notice)));

        String ending = ending(interrupted.replace(bill.number(), fresh));

        assertThat(ending).isEqualTo(department.state(bill) == PaymentState.PAID ? "PAID" : "UNDECIDED");
        assertThat(isOrdered(fresh)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void f04_a_bill_that_expired_and_whose_notice_comes_between_any_two_steps_is_not_paid_by_two(int before) {
        ObjectNode notice = platform.notice(bill, "P1");
        platform.close(bill, "EXPIRED");
        department.payments.query(bill.number());
        Payments interrupted = department.payments(before, () -> department.payments.receive(platform.push(notice)));

        String ending = ending(interrupted.replace(bill.number(), fresh));

        boolean paid = department.state(bill) == PaymentState.PAID;
        assertThat(ending).isEqualTo(paid ? "PAID" : "done");
        assertThat(isOrdered(fresh)).isEqualTo(!paid);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void f04_closing_what_is_paid_by_then_is_refused_before_whichever_of_its_steps_the_notice_comes(int before) {
        ObjectNode notice = platform.pay(bill, "P1");
        Payments interrupted = department.payments(before, () -> department.payments.receive(platform.push(notice)));

        String ending = ending(interrupted.close(bill.number()));

        assertThat(ending).isEqualTo(department.state(bill) == PaymentState.PAID ? "PAID" : "done");
    }

    // Replaced twice.

    @Test
    void f04_of_two_clerks_who_replace_the_same_order_the_second_is_refused_and_hears_by_which() {
        done(replace(bill, fresh));

        assertThat(ending(replace(bill, third))).isEqualTo("REPLACED");

        assertThat(isOrdered(third)).isFalse();
        assertThat(platform.orders()).isEqualTo(2);
        assertThat(order(bill).replacedBy()).contains(fresh.number());
        assertThat(done(replace(fresh, third)).state()).isEqualTo(PaymentState.OPEN);
        assertThat(there(fresh)).isEqualTo("CLOSED");
        assertThat(ending(replace(bill, fresh))).as("the first clerk again").isEqualTo("done");
    }

    @Test
    void f04_of_two_nodes_that_replace_at_once_one_is_refused() {
        Payments interrupted = department.payments(2, () -> done(replace(bill, fresh)));

        assertThat(ending(interrupted.replace(bill.number(), third))).isEqualTo("REPLACED");

        assertThat(platform.orders()).isEqualTo(2);
    }

    @Test
    void f04_an_order_that_was_made_for_something_else_takes_no_place_and_changes_nothing() {
        department.opened("BILL-2");

        assertThatThrownBy(() -> replace(bill, fresh)).isInstanceOf(InvalidValueException.class);

        assertThat(order(bill).replacedBy()).isEmpty();
        assertThat(done(replace(bill, third)).state()).isEqualTo(PaymentState.OPEN);
    }

    @Test
    void f04_after_an_unknown_ending_the_same_bill_is_the_one_that_is_asked_for() {
        platform.next(Fault.NONE, Fault.ANSWER_LOST);
        assertThat(ending(replace(bill, fresh))).isEqualTo("unknown");

        assertThat(ending(replace(bill, third))).isEqualTo("REPLACED");
        assertThat(done(department.payments().replace(bill.number(), fresh)).state())
                .isEqualTo(PaymentState.OPEN);
        assertThat(platform.orders()).isEqualTo(2);
    }

    // Money of the old order.

    @Test
    void f03_f04_late_money_of_a_replaced_order_is_neither_accepted_nor_claimed_while_the_new_code_is_open() {
        done(replace(bill, fresh));
        department.receive(platform.notice(bill, "P1"));
        department.receive(platform.arrivedNotice("T1", "80.50"));

        assertThat(ending(accept(bill, "P1"))).isEqualTo("REPLACED");
        assertThat(ending(department.payments.claim(bill.number(), "T1", BY))).isEqualTo("REPLACED");

        assertThat(order(bill).payment()).isEmpty();
        assertThat(there(fresh)).isEqualTo("OPEN");
        assertThat(department.payments.unmatched(10)).hasSize(1);
    }

    @Test
    void f03_f04_late_money_of_a_replaced_order_is_not_accepted_once_the_new_one_is_paid() {
        done(replace(bill, fresh));
        department.receive(platform.notice(bill, "P1"));
        department.receive(platform.pay(fresh, "P2"));

        assertThat(ending(accept(bill, "P1"))).isEqualTo("REPLACED");

        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1");
    }

    @Test
    void f03_f04_once_the_new_code_is_closed_late_money_of_the_old_order_pays_and_the_new_one_does_not() {
        done(replace(bill, fresh));
        department.receive(platform.notice(bill, "P1"));
        done(department.payments.close(fresh.number()));

        assertThat(done(accept(bill, "P1")).state()).isEqualTo(PaymentState.PAID);

        assertThat(order(bill).replacedBy()).isEmpty();
        assertThat(order(fresh).replacedBy()).contains(bill.number());
        assertThat(ending(replace(fresh, third))).isEqualTo("REPLACED");
        department.receive(platform.notice(fresh, "P2"));
        assertThat(ending(accept(fresh, "P2"))).isEqualTo("REPLACED");
        assertThat(ending(replace(bill, third))).isEqualTo("PAID");
    }

    @Test
    void f04_f37_money_claimed_for_a_replaced_order_pays_it_once_the_new_code_is_closed() {
        done(replace(bill, fresh));
        department.receive(platform.arrivedNotice("T1", "80.50"));
        done(department.payments.close(fresh.number()));

        assertThat(done(department.payments.claim(bill.number(), "T1", BY)).state())
                .isEqualTo(PaymentState.PAID);
        assertThat(order(fresh).replacedBy()).contains(bill.number());
    }

    @Test
    void f04_money_of_an_order_that_was_replaced_twice_waits_for_the_last_one() {
        done(replace(bill, fresh));
        done(replace(fresh, third));
        department.receive(platform.notice(bill, "P1"));

        assertThat(ending(accept(bill, "P1"))).isEqualTo("REPLACED");
        done(department.payments.close(third.number()));
        assertThat(done(accept(bill, "P1")).state()).isEqualTo(PaymentState.PAID);
        assertThat(order(third).replacedBy()).contains(bill.number());
    }

    @Test
    void f04_f07_money_that_came_in_time_for_an_expired_and_replaced_order_goes_before_a_person() {
        ObjectNode notice = platform.notice(bill, "P1");
        platform.close(bill, "EXPIRED");
        department.payments.query(bill.number());
        done(replace(bill, fresh));

        department.receive(notice);

        assertThat(order(bill).payment()).isEmpty();
        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1");
    }

    @Test
    void f04_after_the_bank_took_back_what_paid_by_hand_there_is_a_new_code_for_the_order_that_stands_for_the_debt() {
        done(replace(bill, fresh));
        department.receive(platform.notice(bill, "P1"));
        done(department.payments.close(fresh.number()));
        done(accept(bill, "P1"));
        department.receive(platform.reverse(bill, "P1"));

        assertThat(ending(replace(fresh, third))).isEqualTo("REPLACED");
        assertThat(done(replace(bill, third)).state()).isEqualTo(PaymentState.OPEN);
        assertThat(there(bill)).isEqualTo("CLOSED");
    }

    @Test
    void what_a_restarted_node_reads_is_the_same() {
        done(replace(bill, fresh));

        assertThat(department.payments().find(bill.number())).contains(order(bill));
        assertThat(department.payments().find(fresh.number()).orElseThrow().replacedBy())
                .isEmpty();
    }
}
