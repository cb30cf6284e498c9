package io.onevisit.payment;

import static io.onevisit.payment.Department.bill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.payment.PlatformInMemory.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices that are lost, and answers that contradict them. */
class PaymentFollowingTest {
    private static final String QUERY = "/v1/payments/orders/query";

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");

    private int queries() {
        return Math.toIntExact(platform.paths().stream().filter(QUERY::equals).count());
    }

    @Test
    void f05_without_any_notice_the_payment_is_found_and_told_once() {
        platform.pay(bill, "P1");

        department.follow();
        department.follow();

        assertThat(department.told(bill)).containsExactly("PAID P1");
        assertThat(queries()).isEqualTo(1);
    }

    @Test
    void f05_the_pauses_grow_and_end_with_the_order() {
        for (int minutes = 0; minutes < 24 * 60; minutes++) {
            department.clock.advance(Duration.ofMinutes(1));
            department.desk.following.runDue();
        }
        int asked = queries();
        assertThat(asked).isBetween(10, 20);
        platform.close(bill, "EXPIRED");

        for (int i = 0; i < 4; i++) {
            department.follow();
        }

        assertThat(department.state(bill)).isEqualTo(PaymentState.EXPIRED);
        assertThat(queries()).isEqualTo(asked + 4);
        department.follow();
        int until = queries();
        for (int i = 0; i < 3; i++) {
            department.follow();
        }
        assertThat(queries()).isEqualTo(until);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void f40_a_query_that_fails_is_made_again(Fault fault) {
        platform.pay(bill, "P1");
        platform.next(fault);

        department.follow();
        assertThat(department.state(bill)).isEqualTo(PaymentState.OPEN);
        department.follow();

        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void an_order_that_never_reached_the_platform_expires() {
        Bill lost = bill("BILL-2");
        platform.next(Fault.REQUEST_LOST);
        department.payments.order(lost);

        department.follow();

        assertThat(department.state(lost)).isEqualTo(PaymentState.EXPIRED);
        assertThat(platform.order(lost)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPEN", "CLOSED", "EXPIRED"})
    void f39_a_denial_does_not_undo_a_payment_and_counts_only_the_second_time(String state) {
        department.receive(platform.pay(bill, "P1"));
        platform.order(bill).remove("payment");
        platform.close(bill, state);

        department.follow();
        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("PAID P1");

        department.follow();
        department.follow();
        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
        assertThat(queries()).isEqualTo(2);
    }

    @Test
    void f39_a_stale_answer_is_forgotten_when_the_next_agrees() {
        department.receive(platform.pay(bill, "P1"));
        platform.close(bill, "OPEN");
        department.follow();
        platform.close(bill, "PAID");

        department.follow();
        department.follow();

        assertThat(department.told(bill)).containsExactly("PAID P1");
        assertThat(department.payments.find(bill.number()).orElseThrow().doubts())
                .isZero();
    }

    @Test
    void f39_an_order_that_the_platform_has_lost_is_denied_twice_before_a_person_is_told() {
        department.receive(platform.pay(bill, "P1"));
        platform.forget(bill);

        department.follow();
        assertThat(department.told(bill)).containsExactly("PAID P1");
        department.follow();

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
    }

    @Test
    void f39_each_time_that_the_platform_begins_to_contradict_itself_a_person_is_told() {
        department.receive(platform.pay(bill, "P1"));
        for (String said : new String[] {"OPEN", "CLOSED", "CLOSED"}) {
            platform.close(bill, said);
            department.payments.query(bill.number());
            department.payments.query(bill.number());
            platform.close(bill, "PAID");
            department.payments.query(bill.number());
        }

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "CONTRADICTED", "CONTRADICTED", "PAID P1");
    }

    @Test
    void f39_whoever_asks_by_hand_is_asked_for_twice() {
        department.receive(platform.pay(bill, "P1"));
        platform.forget(bill);

        assertThat(department.payments.query(bill.number()).state()).isEqualTo(PaymentState.PAID);

        assertThat(queries()).isEqualTo(2);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
    }

    @Test
    void what_was_accepted_by_hand_is_not_denied_by_the_platform() {
        department.payments.close(bill.number());
        department.receive(platform.notice(bill, "P1"));
        department.payments.accept(bill.number(), "P1", new ByHand("window-3", "paid in the queue"));

        department.follow();
        department.follow();

        assertThat(department.told(bill)).doesNotContain("CONTRADICTED");
    }

    @Test
    void f03_a_closed_order_with_money_at_the_platform_is_paid_after_close() {
        platform.pay(bill, "P1");
        platform.close(bill, "CLOSED");

        department.follow();

        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1");
    }

    @Test
    void f03_f05_money_that_comes_after_closing_is_found_though_its_notice_is_lost() {
        department.payments.close(bill.number());
        department.follow();
        department.follow();
        assertThat(department.told(bill)).isEmpty();
        platform.pay(bill, "P1");

        department.follow();

        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID_AFTER_CLOSE);
        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1");
    }

    @Test
    void f05_f07_money_that_came_in_time_and_is_told_after_the_expiry_pays_though_its_notice_is_lost() {
        platform.pay(bill, "P1");
        ObjectNode payment = platform.order(bill).withObject("payment");
        platform.order(bill).remove("payment");
        platform.close(bill, "EXPIRED");
        department.follow();
        assertThat(department.state(bill)).isEqualTo(PaymentState.EXPIRED);
        platform.order(bill).put("state", "PAID").set("payment", payment);

        department.follow();

        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f05_f11_the_right_money_after_wrong_money_is_found_though_its_notice_is_lost() {
        department.receive(platform.notice(bill, "P1", Money.yuan("8.05")));
        department.follow();
        platform.pay(bill, "P2");

        department.follow();

        assertThat(department.told(bill))
                .containsExactly("AFTER_MISMATCH REFUND_OR_ACCEPT P2", "AMOUNT_MISMATCH REFUND_OR_ACCEPT P1");
    }

    @Test
    void f05_after_the_days_that_were_agreed_nobody_asks_any_more() {
        PaymentTerms terms = new PaymentTerms(
                Department.ACCOUNT,
                PlatformInMemory.NOTIFY_URI,
                Department.LIFETIME,
                PaymentCodeProfile.REGIONAL,
                RefundRules.defaults(),
                Duration.ZERO,
                Department.RETENTION);
        Desk desk = department.desk(platform, terms);
        platform.close(bill, "EXPIRED");
        desk.following.runDue();
        department.clock.advance(Department.LIFETIME);
        desk.following.runDue();
        assertThat(queries()).isEqualTo(1);
        platform.pay(bill, "P1");

        department.clock.advance(Duration.ofHours(12));
        desk.following.runDue();

        assertThat(queries()).isEqualTo(1);
        assertThat(department.state(bill)).isEqualTo(PaymentState.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 7 * 24 * 3600 + 1})
    void late_money_is_looked_for_during_nothing_to_seven_days(long seconds) {
        assertThatThrownBy(() -> new PaymentTerms(
                        Department.ACCOUNT,
                        PlatformInMemory.NOTIFY_URI,
                        Department.LIFETIME,
                        PaymentCodeProfile.REGIONAL,
                        RefundRules.defaults(),
                        Duration.ofSeconds(seconds),
                        Department.RETENTION))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void codes_of_another_form_than_agreed_are_no_answer() {
        PaymentCodeProfile other = new PaymentCodeProfile("", 30, 0);
        PaymentTerms terms = new PaymentTerms(
                Department.ACCOUNT,
                PlatformInMemory.NOTIFY_URI,
                Department.LIFETIME,
                other,
                RefundRules.defaults(),
                Duration.ofDays(3),
                Department.RETENTION);
        Bill second = bill("BILL-2");

        assertThat(department.desk(platform, terms).payments.order(second)).isInstanceOf(Outcome.Unknown.class);
        assertThat(department.state(second)).isEqualTo(PaymentState.SENDING);
    }

    @Test
    void a_check_code_is_kept_where_one_is_agreed() {
        PaymentTerms terms = new PaymentTerms(
                Department.ACCOUNT,
                PlatformInMemory.NOTIFY_URI,
                Department.LIFETIME,
                new PaymentCodeProfile("", 20, 4),
                RefundRules.defaults(),
                Duration.ofDays(3),
                Department.RETENTION);
        Payments payments = department.desk(platform, terms).payments;
        platform.order(bill).put("checkCode", "0417");

        assertThat(payments.query(bill.number()).checkCode()).contains(new CheckCode("0417"));
    }

    @Test
    void f39_an_order_that_may_still_be_paid_is_asked_for_however_often_it_was_denied() {
        ObjectNode kept = platform.order(bill).deepCopy();
        platform.forget(bill);
        for (int i = 0; i < 3; i++) {
            department.follow();
        }
        assertThat(department.told(bill)).containsExactly("CONTRADICTED");
        platform.restore(bill, kept);
        platform.pay(bill, "P1");
        platform.order(bill).withObject("payment").put("paidAt", Department.NOW.toString());

        department.follow();

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
    }
}
