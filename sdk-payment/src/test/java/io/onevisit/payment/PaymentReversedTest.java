package io.onevisit.payment;

import static io.onevisit.payment.NoticeAnswer.ACCEPTED;
import static io.onevisit.payment.NoticeAnswer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments that the bank takes back (冲正), told in any order and as often as it likes. */
class PaymentReversedTest {
    private static final FiscalReceipt RECEIPT = new FiscalReceipt("33060126", "0000000001");
    private static final FiscalReceipt NEXT_RECEIPT = new FiscalReceipt("33060126", "0000000002");

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");

    private PaymentOrder order() {
        return department.payments.find(bill.number()).orElseThrow();
    }

    private void paid() {
        assertThat(department.receive(platform.pay(bill, "P1"))).isEqualTo(ACCEPTED);
    }

    private void reversed() {
        assertThat(department.receive(platform.reverse(bill, "P1"))).isEqualTo(ACCEPTED);
    }

    // What is refused.

    @ParameterizedTest
    @ValueSource(strings = {"orderNumber", "paymentCode", "paymentNumber", "amount", "eventId"})
    void a_reversal_that_does_not_say_all_is_refused(String member) {
        paid();
        ObjectNode notice = platform.reversedNotice(bill, "P1");
        notice.remove(member);

        assertThat(department.receive(notice)).isEqualTo(REFUSED);
        assertThat(order().state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void a_reversal_of_another_amount_order_or_code_is_refused() {
        paid();
        ObjectNode other = platform.reversedNotice(bill, "P1");
        other.set("amount", PlatformInMemory.amount(Money.yuan("80.49")));

        assertThat(department.receive(other)).isEqualTo(REFUSED);
        assertThat(department.receive(platform.reversedNotice(bill, "P1").put("orderNumber", "BILL-9")))
                .isEqualTo(REFUSED);
        assertThat(department.receive(platform.reversedNotice(bill, "P1").put("paymentCode", "99999999999999999999")))
                .isEqualTo(REFUSED);
        assertThat(order().state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
    }

    @Test
    void a_reversal_of_another_amount_comes_to_a_person_and_the_right_one_is_still_taken_in() {
        paid();
        ask();
        for (String yuan : new String[] {"80.49", "80.49", "0.01"}) {
            ObjectNode other = platform.reversedNotice(bill, "P1").put("eventId", "wrong-" + yuan);
            other.set("amount", PlatformInMemory.amount(Money.yuan(yuan)));
            assertThat(department.receive(other)).isEqualTo(REFUSED);
        }
        ask();
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "CONTRADICTED", "PAID P1");

        reversed();
        platform.pay(bill, "P2");
        ask();

        assertThat(department.told(bill))
                .containsExactly("CONTRADICTED", "CONTRADICTED", "PAID P1", "PAID P2", "REVERSED P1");
    }

    @Test
    void money_refunded_and_taken_back_goes_before_a_person_also_when_the_payment_was_told_otherwise_before() {
        ObjectNode otherwise = platform.notice(bill, "P1", Money.yuan("8.05")).put("eventId", "otherwise");
        paid();
        assertThat(department.receive(otherwise)).isEqualTo(REFUSED);
        department.payments.refund(new RefundRequest(
                new RefundNumber("R-001"),
                bill.number(),
                "P1",
                Money.yuan("5.00"),
                Money.yuan("80.50"),
                "overcharged",
                null));

        reversed();

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "CONTRADICTED", "PAID P1", "REVERSED P1");
    }

    @Test
    void what_was_taken_back_is_not_refunded_and_not_accepted() {
        paid();
        reversed();
        RefundRequest request = new RefundRequest(
                new RefundNumber("R-001"),
                bill.number(),
                "P1",
                Money.yuan("80.50"),
                Money.yuan("80.50"),
                "overcharged",
                null);

        assertThat(order().refundable("P1")).isEqualTo(Money.yuan("0.00"));
        assertThat(department.payments.refund(request))
                .isEqualTo(new Outcome.Refused<>(RefundRefusal.REVERSED.refusal()));
        assertThatThrownBy(() -> department.payments.accept(bill.number(), "P1", new ByHand("0301", "paid in cash")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(platform.refunds()).isZero();
    }

    @Test
    void f39_a_query_that_no_longer_shows_the_payment_undoes_nothing_and_is_told() {
        paid();
        ObjectNode notice = platform.reverse(bill, "P1");

        assertThat(department.payments.query(bill.number()).state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        assertThat(order().state()).isEqualTo(PaymentState.REVERSED);
        assertThat(order().doubts()).isZero();
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REVERSED P1");
    }

    @Test
    void f39_a_query_that_still_shows_the_payment_does_not_bring_it_back() {
        paid();
        department.receive(platform.reversedNotice(bill, "P1"));

        assertThat(department.payments.query(bill.number()).state()).isEqualTo(PaymentState.REVERSED);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REVERSED P1");
    }

    @Test
    void f04_a_platform_that_still_counts_as_paid_what_it_took_back_and_closes_nothing_comes_to_a_person() {
        paid();
        department.receive(platform.reversedNotice(bill, "P1"));

        assertThat(department.payments.close(bill.number())).isInstanceOf(Outcome.Refused.class);
        assertThat(order().doubts()).isEqualTo(1);
        department.payments.query(bill.number());

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REVERSED P1");
        assertThat(order().isPayable()).isTrue();
    }

    @Test
    void f04_the_same_claim_after_the_bank_took_the_money_back_closes_nothing() {
        ByHand by = new ByHand("0301", "named in the remark");
        department.receive(platform.arrivedNotice("T1", "80.50"));
        Department.done(department.payments.claim(bill.number(), "T1", by));
        department.receive(platform.reverse(bill, "T1"));

        assertThat(Department.done(department.payments.claim(bill.number(), "T1", by)))
                .isEqualTo(order());

        assertThat(platform.order(bill).path("state").asText()).isEqualTo("OPEN");
        assertThat(order().state()).isEqualTo(PaymentState.REVERSED);
    }

    // What is taken in.

    @Test
    void a_payment_taken_back_pays_no_more_and_the_department_is_told() {
        paid();
        reversed();

        assertThat(order().state()).isEqualTo(PaymentState.REVERSED);
        assertThat(order().payment()).isEmpty();
        assertThat(order().arrivals()).extracting(Arrival::state).containsExactly(ArrivalState.REVERSED);
        assertThat(ArrivalState.REVERSED.proposal()).isEqualTo(Optional.of(ProposedAction.UNDO));
        assertThat(department.told(bill)).containsExactly("PAID P1", "REVERSED P1");
        assertThat(department.payments.query(bill.number()).state()).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void the_same_reversal_many_times_has_one_effect_also_under_other_event_numbers() {
        paid();
        reversed();
        for (int i = 0; i < 3; i++) {
            assertThat(department.receive(platform.reversedNotice(bill, "P1"))).isEqualTo(ACCEPTED);
            assertThat(department.receive(platform.reversedNotice(bill, "P1").put("eventId", "again-" + i)))
                    .isEqualTo(ACCEPTED);
        }

        assertThat(department.told(bill)).containsExactly("PAID P1", "REVERSED P1");
    }

    @Test
    void the_notice_of_the_payment_again_does_not_bring_it_back() {
        paid();
        reversed();

        assertThat(department.receive(platform.notice(bill, "P1").put("eventId", "again")))
                .isEqualTo(ACCEPTED);
        assertThat(order().state()).isEqualTo(PaymentState.REVERSED);
        assertThat(department.told(bill)).containsExactly("PAID P1", "REVERSED P1");
    }

    @Test
    void f07_taken_back_before_it_was_told_of_it_pays_nothing_and_nobody_hears_of_it() {
        ObjectNode notice = platform.pay(bill, "P1");
        reversed();
        assertThat(order().state()).isEqualTo(PaymentState.OPEN);

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        assertThat(order().state()).isEqualTo(PaymentState.OPEN);
        assertThat(order().arrivals()).extracting(Arrival::state).containsExactly(ArrivalState.REVERSED);
        assertThat(department.told(bill)).isEmpty();
    }

    @Test
    void taken_back_before_the_department_heard_of_it_is_told_of_by_neither_call() {
        department.payments.receive(platform.push(platform.pay(bill, "P1")));
        department.payments.receive(platform.push(platform.reverse(bill, "P1")));

        assertThat(department.told(bill)).isEmpty();
        assertThat(order().state()).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void it_can_be_paid_anew() {
        paid();
        reversed();

        assertThat(department.receive(platform.pay(bill, "P2"))).isEqualTo(ACCEPTED);
        assertThat(order().state()).isEqualTo(PaymentState.PAID);
        assertThat(order().payment().orElseThrow().number()).isEqualTo("P2");
        assertThat(department.told(bill)).containsExactly("PAID P1", "PAID P2", "REVERSED P1");
    }

    @Test
    void f05_paid_anew_without_a_notice_is_found_by_asking() {
        paid();
        ask();
        reversed();
        platform.pay(bill, "P2");

        ask();

        assertThat(order().state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("PAID P1", "PAID P2", "REVERSED P1");
    }

    /** Lets some minutes pass and asks the platform about all that is not at its end. */
    private void ask() {
        department.desk.following.runDue();
        department.clock.advance(Duration.ofMinutes(5));
        department.desk.following.runDue();
    }

    @Test
    void it_can_be_closed_and_what_expires_is_over() {
        paid();
        reversed();
        Bill second = department.opened("BILL-2");
        department.receive(platform.pay(second, "P2"));
        department.receive(platform.reverse(second, "P2"));
        platform.close(second, "EXPIRED");

        assertThat(Department.done(department.payments.close(bill.number())).state())
                .isEqualTo(PaymentState.CLOSED);
        assertThat(platform.order(bill).path("state").asText()).isEqualTo("CLOSED");
        assertThat(department.payments.query(second.number()).state()).isEqualTo(PaymentState.EXPIRED);
    }

    @Test
    void of_two_payments_the_second_stays_when_it_is_the_one_that_is_left() {
        paid();
        department.receive(platform.notice(bill, "P2"));
        reversed();

        assertThat(order().state()).isEqualTo(PaymentState.REVERSED);
        assertThat(Department.done(department.payments.accept(
                                bill.number(), "P2", new ByHand("0301", "the first was taken back")))
                        .state())
                .isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("DOUBLE_PAID REFUND P2", "PAID P1", "PAID P2", "REVERSED P1");
    }

    @Test
    void f07_paid_anew_before_the_reversal_was_told_the_code_is_over_and_a_person_accepts_the_second_payment() {
        paid();
        ObjectNode reversal = platform.reverse(bill, "P1");
        department.receive(platform.pay(bill, "P2"));
        department.receive(reversal);
        assertThat(order().state()).isEqualTo(PaymentState.REVERSED);

        department.payments.query(bill.number());

        assertThat(order().isPayable()).isFalse();
        assertThat(department.told(bill)).containsExactly("DOUBLE_PAID REFUND P2", "PAID P1", "REVERSED P1");
        Department.done(
                department.payments.accept(bill.number(), "P2", new ByHand("0301", "the first was taken back")));
        assertThat(order().payment().orElseThrow().number()).isEqualTo("P2");
    }

    @Test
    void surplus_taken_back_leaves_the_bill_paid_and_is_told_of() {
        paid();
        department.receive(platform.notice(bill, "P2"));

        assertThat(department.receive(platform.reversedNotice(bill, "P2"))).isEqualTo(ACCEPTED);
        assertThat(order().state()).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("DOUBLE_PAID REFUND P2", "PAID P1", "REVERSED UNDO P2");
    }

    @Test
    void a_payment_refunded_and_taken_back_goes_before_a_person() {
        paid();
        department.payments.refund(new RefundRequest(
                new RefundNumber("R-001"),
                bill.number(),
                "P1",
                Money.yuan("5.00"),
                Money.yuan("80.50"),
                "overcharged",
                null));

        reversed();

        assertThat(order().state()).isEqualTo(PaymentState.REVERSED);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REVERSED P1");
    }

    @Test
    void what_a_restarted_node_reads_is_the_same() {
        ObjectNode notice = platform.pay(bill, "P1");
        reversed();
        department.clock.advance(Duration.ofSeconds(1));

        assertThat(department.payments().receive(platform.push(notice))).isEqualTo(ACCEPTED);
        assertThat(department
                        .payments()
                        .find(bill.number())
                        .orElseThrow()
                        .money()
                        .reversedAhead())
                .containsExactly("P1");
        assertThat(department.told(bill)).isEmpty();
    }

    // Receipts.

    private void issued(FiscalReceipt receipt, String eventId) {
        assertThat(department.receive(platform.receiptNotice(bill, receipt).put("eventId", eventId)))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void the_receipt_of_a_payment_taken_back_does_not_count_any_more_and_comes_to_a_person() {
        paid();
        issued(RECEIPT, "issued");

        reversed();

        assertThat(order().receipt()).isEmpty();
        assertThat(order().reversedReceipts()).containsExactly(RECEIPT);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REVERSED P1");
    }

    @Test
    void the_next_payment_has_a_receipt_of_its_own_and_the_old_one_told_again_changes_nothing() {
        paid();
        issued(RECEIPT, "issued");
        reversed();
        department.receive(platform.pay(bill, "P2"));

        issued(NEXT_RECEIPT, "issued next");
        issued(RECEIPT, "issued again");

        assertThat(order().receipt()).contains(NEXT_RECEIPT);
        assertThat(order().reversedReceipts()).containsExactly(RECEIPT);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "PAID P2", "REVERSED P1");
    }

    @Test
    void f07_a_receipt_that_is_told_of_after_its_payment_was_taken_back_does_not_count() {
        paid();
        reversed();

        issued(RECEIPT, "issued");
        issued(RECEIPT, "issued again");

        assertThat(order().receipt()).isEmpty();
        assertThat(order().reversedReceipts()).containsExactly(RECEIPT);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REVERSED P1");
    }

    @Test
    void f07_the_receipt_of_the_next_payment_told_of_before_that_payment_counts() {
        paid();
        issued(RECEIPT, "issued");
        reversed();
        ObjectNode next = platform.pay(bill, "P2");

        issued(NEXT_RECEIPT, "issued next");
        assertThat(department.receive(next)).isEqualTo(ACCEPTED);

        assertThat(order().receipt()).contains(NEXT_RECEIPT);
        assertThat(order().reversedReceipts()).containsExactly(RECEIPT);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "PAID P2", "REVERSED P1");
        Money all = bill.total();
        RefundRequest request =
                new RefundRequest(new RefundNumber("R-001"), bill.number(), "P2", all, all, "overcharged", null);
        assertThat(department.payments.refund(request))
                .isEqualTo(new Outcome.Refused<>(RefundRefusal.RECEIPT_ISSUED.refusal()));
    }

    @Test
    void f07_a_receipt_told_of_between_a_reversal_and_its_payment_goes_with_that_payment() {
        ObjectNode notice = platform.pay(bill, "P1");
        reversed();
        issued(RECEIPT, "issued");

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        assertThat(order().receipt()).isEmpty();
        assertThat(order().reversedReceipts()).containsExactly(RECEIPT);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED");
        department.receive(platform.pay(bill, "P2"));
        issued(NEXT_RECEIPT, "issued next");
        assertThat(order().receipt()).contains(NEXT_RECEIPT);
    }

    @Test
    void an_order_that_was_stored_before_these_receipts_were_kept_is_read_as_without_any() {
        paid();
        PaymentOrder before = order();
        StateKey key = new StateKey("payment.order", "BILL-1");
        boolean done = department.store.inTransaction(tx -> {
            State state = department.store.find(tx, key).orElseThrow();
            ObjectNode stored = StrictJson.readObject(state.value().toArray(), 1_000_000, "stored order");
            assertThat(((ObjectNode) stored.get("money")).remove("reversedReceipts"))
                    .isNotNull();
            return department.store.compareAndSet(tx, key, state.version(), Bytes.of(StrictJson.write(stored)));
        });

        assertThat(done).isTrue();
        assertThat(order()).isEqualTo(before);
        issued(RECEIPT, "issued");
        reversed();
        assertThat(order().reversedReceipts()).containsExactly(RECEIPT);
    }

    @Test
    void f25_a_receipt_that_counts_no_more_stands_in_the_way_of_no_refund_of_the_next_payment() {
        paid();
        issued(RECEIPT, "issued");
        reversed();
        department.receive(platform.pay(bill, "P2"));
        Money all = Money.yuan("80.50");

        Outcome<Refund> outcome = department.payments.refund(
                new RefundRequest(new RefundNumber("R-001"), bill.number(), "P2", all, all, "overcharged", null));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void surplus_that_the_bank_takes_back_leaves_the_receipt_as_it_is() {
        paid();
        issued(RECEIPT, "issued");
        department.receive(platform.notice(bill, "P2"));

        assertThat(department.receive(platform.reversedNotice(bill, "P2"))).isEqualTo(ACCEPTED);

        assertThat(order().receipt()).contains(RECEIPT);
        assertThat(order().reversedReceipts()).isEmpty();
    }
}
