package io.onevisit.payment;

import static io.onevisit.payment.NoticeAnswer.ACCEPTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who paid is forgotten when all has long been settled (Personal Information Protection Law articles 19 and 47). */
class ForgettingTest {
    private static final String NAME = "Zhang San";
    private static final String REMARK = "Zhang San 330106199001011234";

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");

    private void paid() {
        assertThat(department.receive(platform.pay(bill, "P1"))).isEqualTo(ACCEPTED);
    }

    private void retentionIsOver() {
        department.clock.advance(Department.RETENTION.plus(Department.LIFETIME));
    }

    private int forget() {
        return department.payments.forgetPayers();
    }

    private PaymentOrder order() {
        return department.payments.find(bill.number()).orElseThrow();
    }

    private String stored(String kind, String id) {
        State state = department.store.inTransaction(
                tx -> department.store.find(tx, new StateKey(kind, id)).orElseThrow());
        return new String(state.value().toArray(), UTF_8);
    }

    private String stored() {
        return stored("payment.order", "BILL-1");
    }

    private String ended(Outcome<?> outcome) {
        return outcome.fold(done -> "done", refusal -> refusal.code(), pending -> "unknown");
    }

    private RefundNumber refunded(String number, String payment, Money amount) {
        Money left = order().refundable(payment);
        assertThat(ended(department.payments.refund(new RefundRequest(
                        new RefundNumber(number), bill.number(), payment, amount, left, "overcharged", null))))
                .isEqualTo("done");
        department.clock.advance(Duration.ofMinutes(1));
        return new RefundNumber(number);
    }

    private void ends(RefundNumber refund, String state) {
        assertThat(department.receive(platform.end(refund, state))).isEqualTo(ACCEPTED);
    }

    // What goes, and what stays.

    @Test
    void the_payer_of_a_paid_order_is_forgotten_after_the_retention_and_the_money_stays() {
        paid();
        PaymentOrder before = order();
        assertThat(stored()).contains(NAME);
        retentionIsOver();

        assertThat(forget()).isEqualTo(1);

        assertThat(stored()).doesNotContain(NAME);
        assertThat(order()).isEqualTo(before.forgotten());
        assertThat(order().bill().payerName()).isEqualTo("***");
        assertThat(order().payment()).isEqualTo(before.payment());
        assertThat(order().code()).isEqualTo(before.code());
        assertThat(forget()).as("again").isZero();
    }

    @Test
    void nothing_is_forgotten_a_second_before() {
        paid();
        department.clock.advance(Department.RETENTION.plus(Department.LIFETIME).minusSeconds(1));

        assertThat(forget()).isZero();
        assertThat(stored()).contains(NAME);
    }

    @Test
    void the_same_bill_still_gives_the_same_order_and_another_is_still_refused() {
        paid();
        retentionIsOver();
        forget();
        int calls = platform.paths().size();

        assertThat(department.payments.order(bill)).isEqualTo(new Outcome.Done<>(order()));
        assertThatThrownBy(() -> department.payments.order(Department.bill("BILL-1", "80.51")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(platform.paths()).hasSize(calls);
    }

    @Test
    void a_notice_of_a_forgotten_payment_that_comes_again_changes_nothing() {
        paid();
        retentionIsOver();
        forget();

        assertThat(department.receive(platform.notice(bill, "P1").put("eventId", "again")))
                .isEqualTo(ACCEPTED);

        assertThat(department.told(bill)).containsExactly("PAID P1");
        assertThat(stored()).doesNotContain(NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOSED", "EXPIRED"})
    void the_payer_of_an_order_that_ended_unpaid_is_forgotten_too(String state) {
        platform.close(bill, state);
        department.payments.query(bill.number());
        retentionIsOver();

        assertThat(forget()).isEqualTo(1);
        assertThat(stored()).doesNotContain(NAME);
    }

    @Test
    void the_payer_of_an_order_that_the_platform_refused_is_forgotten_too() {
        Bill refused = Department.bill("BILL-2");
        platform.next(PlatformInMemory.Fault.REFUSED);
        department.payments.order(refused);
        retentionIsOver();

        assertThat(forget()).isEqualTo(1);
        assertThat(stored("payment.order", "BILL-2")).doesNotContain(NAME);
        assertThat(ended(department.payments.order(refused))).isEqualTo("refused-before");
    }

    @Test
    void everybody_is_forgotten_when_there_are_more_than_a_page() {
        IntStream.range(0, 201).forEach(i -> {
            Bill each = department.opened("MANY-" + i);
            platform.close(each, "CLOSED");
            department.payments.query(each.number());
        });
        paid();
        retentionIsOver();

        assertThat(forget()).isEqualTo(202);
    }

    @Test
    void who_is_forgotten_already_costs_no_transaction_any_more() {
        arrived("P9");
        department.payments.claim(bill.number(), "P9", new ByHand("0301", "named in the remark"));
        retentionIsOver();
        assertThat(forget()).isEqualTo(2);
        int pages = 4; // of orders and of arrivals, each with an empty one behind it

        Payments watched = department.payments(pages + 1, () -> {
            throw new AssertionError("a transaction for a row");
        });

        assertThat(watched.forgetPayers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{"})
    void a_row_that_cannot_be_read_stands_in_the_way_of_no_other_and_is_told_of(String damage) {
        paid();
        Bill later = department.opened("BILL-2");
        department.receive(platform.pay(later, "P2"));
        retentionIsOver();
        StateKey first = new StateKey("payment.order", "BILL-1");
        department.store.inTransaction(tx -> department.store.compareAndSet(
                tx, first, department.store.find(tx, first).orElseThrow().version(), Bytes.of(damage.getBytes(UTF_8))));

        assertThatThrownBy(this::forget).isInstanceOf(StorageException.class).hasMessageNotContaining(NAME);

        assertThat(stored("payment.order", "BILL-2")).doesNotContain(NAME);
    }

    // What is open or unsettled stays.

    @Test
    void an_order_that_is_open_or_was_never_heard_of_is_not_forgotten() {
        platform.next(PlatformInMemory.Fault.REQUEST_LOST);
        department.payments.order(Department.bill("BILL-2"));
        retentionIsOver();

        assertThat(forget()).isZero();
        assertThat(stored()).contains(NAME);
        assertThat(stored("payment.order", "BILL-2")).contains(NAME);
    }

    @Test
    void an_order_whose_payment_the_bank_took_back_is_kept_until_it_is_closed() {
        paid();
        department.receive(platform.reverse(bill, "P1"));
        retentionIsOver();
        assertThat(forget()).isZero();

        assertThat(ended(department.payments.close(bill.number()))).isEqualTo("done");
        assertThat(forget()).isEqualTo(1);
    }

    @Test
    void surplus_is_kept_until_it_has_gone_back_whole() {
        paid();
        department.receive(platform.notice(bill, "P2", Money.yuan("10.00")));
        RefundNumber part = refunded("R-001", "P2", Money.yuan("9.99"));
        ends(part, "DONE");
        retentionIsOver();
        assertThat(forget()).isZero();
        assertThat(stored()).contains(NAME);
    }

    @Test
    void surplus_that_has_gone_back_whole_is_forgotten() {
        paid();
        department.receive(platform.notice(bill, "P2", Money.yuan("10.00")));
        ends(refunded("R-001", "P2", Money.yuan("9.99")), "DONE");
        RefundNumber rest = refunded("R-002", "P2", Money.yuan("0.01"));
        retentionIsOver();
        assertThat(forget()).as("under way").isZero();

        ends(rest, "DONE");
        assertThat(forget()).isEqualTo(1);
    }

    @Test
    void late_money_that_nobody_has_decided_about_is_kept_and_forgotten_once_it_was_accepted() {
        platform.close(bill, "CLOSED");
        department.payments.query(bill.number());
        department.receive(platform.notice(bill, "P1"));
        retentionIsOver();
        assertThat(forget()).isZero();

        department.payments.accept(bill.number(), "P1", new ByHand("0301", "paid at the window"));
        assertThat(forget()).as("the decision is of now").isZero();
        retentionIsOver();
        assertThat(forget()).isEqualTo(1);
        assertThat(order().arrivals().get(0).decision()).isPresent();
    }

    @Test
    void a_refund_that_came_back_keeps_the_payer_until_it_is_made_good() {
        paid();
        RefundNumber failed = refunded("R-001", "P1", Money.yuan("30.00"));
        ends(failed, "FAILED");
        RefundNumber less = refunded("R-002", "P1", Money.yuan("29.99"));
        ends(less, "DONE");
        Duration far = Department.RETENTION.minus(Duration.ofDays(700));
        department.clock.advance(far);
        ends(refunded("R-003", "P1", Money.yuan("0.01")), "DONE");
        department.clock.advance(Department.RETENTION.minus(Duration.ofDays(1)));
        assertThat(forget()).as("the last refund was asked for later").isZero();

        department.clock.advance(Duration.ofDays(1));
        assertThat(forget()).isEqualTo(1);
    }

    @Test
    void a_refund_that_came_back_and_was_not_made_good_keeps_the_payer() {
        paid();
        ends(refunded("R-001", "P1", Money.yuan("30.00")), "FAILED");
        ends(refunded("R-002", "P1", Money.yuan("29.99")), "DONE");
        retentionIsOver();
        retentionIsOver();

        assertThat(forget()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void surplus_that_came_back_twice_keeps_the_payer_until_it_has_gone_out_twice(boolean twice) {
        paid();
        department.receive(platform.notice(bill, "P2", Money.yuan("10.00")));
        RefundNumber first = refunded("R-001", "P2", Money.yuan("5.00"));
        RefundNumber second = refunded("R-002", "P2", Money.yuan("5.00"));
        ends(first, "FAILED");
        ends(second, "FAILED");
        ends(refunded("R-003", "P2", Money.yuan("5.00")), "DONE");
        if (twice) {
            ends(refunded("R-004", "P2", Money.yuan("5.00")), "DONE");
        }
        retentionIsOver();

        assertThat(forget()).isEqualTo(twice ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_refund_that_came_back_is_made_good_by_the_next_and_not_by_one_that_was_asked_for_beside_it(boolean next) {
        paid();
        RefundNumber first = refunded("R-001", "P1", Money.yuan("5.00"));
        ends(refunded("R-002", "P1", Money.yuan("5.00")), "DONE");
        ends(first, "FAILED");
        if (next) {
            ends(refunded("R-003", "P1", Money.yuan("5.00")), "DONE");
        }
        retentionIsOver();

        assertThat(forget()).isEqualTo(next ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "DONE"})
    void a_refund_that_came_back_again_and_again_is_made_good_once(String end) {
        paid();
        ends(refunded("R-001", "P1", Money.yuan("5.00")), "FAILED");
        ends(refunded("R-002", "P1", Money.yuan("5.00")), "FAILED");
        ends(refunded("R-003", "P1", Money.yuan("5.00")), end);
        retentionIsOver();

        assertThat(forget()).isEqualTo(end.equals("DONE") ? 1 : 0);
    }

    @Test
    void money_refunded_and_also_taken_back_by_the_bank_is_owed_by_the_payer_who_is_kept() {
        paid();
        ends(refunded("R-001", "P1", Money.yuan("5.00")), "DONE");
        department.receive(platform.reverse(bill, "P1"));
        department.receive(platform.pay(bill, "P2"));
        retentionIsOver();

        assertThat(forget()).isZero();
    }

    @Test
    void a_refund_that_came_back_of_a_payment_that_the_bank_took_back_keeps_nobody() {
        paid();
        ends(refunded("R-001", "P1", Money.yuan("5.00")), "FAILED");
        department.receive(platform.reverse(bill, "P1"));
        department.receive(platform.pay(bill, "P2"));
        retentionIsOver();

        assertThat(forget()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80.50", "5.00"})
    void a_refund_that_was_refused_and_done_after_all_beside_the_next_one_keeps_the_payer(String yuan) {
        paid();
        Money amount = Money.yuan(yuan);
        RefundRequest refused = new RefundRequest(
                new RefundNumber("R-001"), bill.number(), "P1", amount, bill.total(), "overcharged", null);
        platform.next(PlatformInMemory.Fault.REFUSED);
        assertThat(ended(department.payments.refund(refused))).isEqualTo("not-permitted");
        department.clock.advance(Duration.ofMinutes(1));
        platform.takeOver(refused);
        ObjectNode late = platform.end(refused.number(), "DONE");
        platform.end(refused.number(), "FAILED");
        ends(refunded("R-002", "P1", amount), "DONE");
        assertThat(department.receive(late)).isEqualTo(ACCEPTED);
        retentionIsOver();

        assertThat(forget()).as("twice as much is out").isZero();
    }

    @Test
    void an_order_that_the_platform_denies_is_kept() {
        paid();
        platform.order(bill).put("state", "OPEN").remove("payment");
        department.payments.query(bill.number());
        retentionIsOver();

        assertThat(forget()).isZero();
    }

    // Money without a bill.

    private void arrived(String payment) {
        assertThat(department.receive(platform.arrivedNotice(payment, "80.50").put("remark", REMARK)))
                .isEqualTo(ACCEPTED);
        assertThat(stored("payment.unmatched", payment)).contains(REMARK);
    }

    @Test
    void what_a_payer_wrote_is_kept_while_the_money_is_in_the_pool() {
        arrived("P9");
        retentionIsOver();

        assertThat(forget()).isZero();
        assertThat(department.payments.unmatched(10).get(0).remark()).contains(REMARK);
    }

    @Test
    void what_a_payer_wrote_is_forgotten_with_the_payer_of_the_bill_it_was_claimed_for() {
        arrived("P9");
        department.payments.claim(bill.number(), "P9", new ByHand("0301", "named in the remark"));
        assertThat(forget()).isZero();
        assertThat(stored("payment.unmatched", "P9")).contains(REMARK);
        retentionIsOver();

        assertThat(forget()).isEqualTo(2);

        assertThat(stored("payment.unmatched", "P9")).doesNotContain("Zhang").contains("80.50", "0301", "BILL-1");
        assertThat(stored()).doesNotContain(NAME);
        assertThat(forget()).as("again").isZero();
        assertThat(ended(department.payments.claim(bill.number(), "P9", new ByHand("0301", "again"))))
                .isEqualTo("done");
    }

    @Test
    void what_a_payer_wrote_is_forgotten_too_when_the_platform_named_the_bill_itself() {
        arrived("P9");
        department.receive(platform.pay(bill, "P9"));
        assertThat(department.payments.unmatched(10)).isEqualTo(List.of());
        retentionIsOver();

        assertThat(forget()).isEqualTo(2);
        assertThat(stored("payment.unmatched", "P9")).doesNotContain("Zhang");
    }

    // Terms.

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 86_399, 36_500L * 86_400 + 1})
    void a_retention_shorter_than_a_day_or_longer_than_a_century_is_refused(long seconds) {
        assertThatThrownBy(() -> new PaymentTerms(
                        Department.ACCOUNT,
                        PlatformInMemory.NOTIFY_URI,
                        Department.LIFETIME,
                        PaymentCodeProfile.REGIONAL,
                        RefundRules.defaults(),
                        Duration.ZERO,
                        Duration.ofSeconds(seconds)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void payers_are_forgotten_after_three_years_unless_the_department_says_otherwise() {
        assertThat(PaymentTerms.of(Department.ACCOUNT, PlatformInMemory.NOTIFY_URI, Department.LIFETIME)
                        .retention())
                .isEqualTo(Duration.ofDays(1098));
    }
}
