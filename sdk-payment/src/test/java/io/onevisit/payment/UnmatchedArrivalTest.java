package io.onevisit.payment;

import static io.onevisit.payment.NoticeAnswer.ACCEPTED;
import static io.onevisit.payment.NoticeAnswer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.payment.PlatformInMemory.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F37: money without a code, its pool, and claims. */
class UnmatchedArrivalTest {
    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");

    private Outcome<PaymentOrder> claim(String payment) {
        return department.payments.claim(bill.number(), payment, new ByHand("window-3", "named in the remark"));
    }

    private List<String> pool() {
        return department.payments.unmatched(1000).stream()
                .map(arrival -> arrival.payment().number())
                .toList();
    }

    @Test
    void f37_money_without_a_code_waits_in_the_pool_and_is_told_once() {
        ObjectNode notice = platform.arrivedNotice("T1", "80.50").put("remark", "Zhang San, fee");

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        assertThat(department.receive(notice.deepCopy().put("eventId", "again")))
                .isEqualTo(ACCEPTED);

        UnmatchedArrival arrival = department.payments.unmatched(10).get(0);
        assertThat(arrival.payment()).isEqualTo(new Payment("T1", Money.yuan("80.50"), Department.NOW, "TRANSFER"));
        assertThat(arrival.remark()).contains("Zhang San, fee");
        assertThat(arrival.toString()).doesNotContain("Zhang San");
        assertThat(pool()).containsExactly("T1");
        assertThat(department.effects.ofNoBill()).containsExactly("UNMATCHED T1");
    }

    @ParameterizedTest
    @MethodSource("remarks")
    void f37_whatever_a_payer_writes_the_money_is_taken_in(@Nullable String written, @Nullable String kept) {
        ObjectNode notice = platform.arrivedNotice("T1", "80.50").put("remark", written);

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        assertThat(department.payments.unmatched(10).get(0).remark()).isEqualTo(Optional.ofNullable(kept));
    }

    static Stream<Arguments> remarks() {
        String smile = "\uD83D\uDE00";
        return Stream.of(
                Arguments.of("fee\nof\tZhang San\u0000", "fee of Zhang San"),
                Arguments.of(null, null),
                Arguments.of("", null),
                Arguments.of(" ", null),
                Arguments.of("\u0007", null),
                Arguments.of("x".repeat(200), "x".repeat(200)),
                Arguments.of("x".repeat(201), "x".repeat(200)),
                Arguments.of(smile.repeat(200), smile.repeat(100)),
                Arguments.of("x" + smile.repeat(199), "x" + smile.repeat(99)));
    }

    @ParameterizedTest
    @CsvSource({"amount", "payee"})
    void f37_the_same_money_told_otherwise_is_refused(String member) {
        ObjectNode notice = platform.arrivedNotice("T1", "80.50");
        department.receive(notice);
        ObjectNode other = notice.deepCopy().put("eventId", "again");
        if (member.equals("amount")) {
            other.set("amount", PlatformInMemory.amount(Money.yuan("80.51")));
        } else {
            other.put("payee", "91350100M000101376");
        }

        assertThat(department.receive(other)).isEqualTo(REFUSED);
        assertThat(department.receive(other.deepCopy().put("eventId", "once more")))
                .isEqualTo(REFUSED);
        assertThat(pool()).containsExactly("T1");
        assertThat(department.effects.ofNoBill()).containsExactly("UNMATCHED T1", "UNMATCHED_CONTRADICTED T1");
    }

    @Test
    void f37_the_same_money_told_with_another_time_or_channel_is_the_same() {
        ObjectNode notice = platform.arrivedNotice("T1", "80.50");
        department.receive(notice);

        assertThat(department.receive(notice.deepCopy().put("eventId", "again").put("channel", "COUNTER")))
                .isEqualTo(ACCEPTED);
        assertThat(department.receive(
                        notice.deepCopy().put("eventId", "once more").put("paidAt", "2026-11-21T03:04:06Z")))
                .isEqualTo(ACCEPTED);

        assertThat(pool()).containsExactly("T1");
        assertThat(department.effects.ofNoBill()).containsExactly("UNMATCHED T1");
    }

    @Test
    void f37_money_that_pays_a_bill_by_now_is_in_the_pool_no_more() {
        department.receive(platform.arrivedNotice("T0", "80.50"));
        department.receive(platform.arrivedNotice("T1", "80.50"));

        assertThat(department.receive(platform.pay(bill, "T1"))).isEqualTo(ACCEPTED);

        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
        assertThat(pool()).containsExactly("T0");
    }

    @Test
    void f37_money_that_pays_a_bill_does_not_come_into_the_pool_later() {
        department.receive(platform.pay(bill, "T1"));

        assertThat(department.receive(platform.arrivedNotice("T1", "80.50"))).isEqualTo(ACCEPTED);

        assertThat(pool()).isEmpty();
        assertThat(department.effects.ofNoBill()).isEmpty();
        assertThat(department.told(bill)).containsExactly("PAID T1");
    }

    @Test
    void f37_money_that_pays_a_bill_told_later_of_another_amount_comes_to_a_person() {
        department.receive(platform.pay(bill, "T1"));

        assertThat(department.receive(platform.arrivedNotice("T1", "80.51"))).isEqualTo(REFUSED);

        assertThat(pool()).isEmpty();
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID T1");
    }

    @Test
    void f05_money_that_a_query_finds_for_a_full_order_waits_in_the_pool() {
        ArrivalChanges arrivals = new ArrivalChanges(department.store, department.desk.effects);
        department.store.inTransaction(transaction -> {
            IntStream.range(0, 200)
                    .forEach(i -> arrivals.arrive(
                            transaction,
                            bill.number(),
                            arrival("P%03d".formatted(i)).notice(),
                            null));
            return true;
        });
        platform.pay(bill, "LAST");

        department.payments.query(bill.number());
        department.payments.query(bill.number());

        assertThat(department.payments.find(bill.number()).orElseThrow().arrivals())
                .hasSize(200);
        assertThat(pool()).containsExactly("LAST");
        assertThat(department.told(bill)).contains("PAID P000").doesNotContain("CONTRADICTED");
        assertThat(department.effects.ofNoBill()).containsExactly("UNMATCHED LAST");
    }

    @Test
    void a_notice_cannot_claim_for_itself() {
        ObjectNode notice = platform.arrivedNotice("T1", "80.50").put("claimedFor", "BILL-1");
        notice.putObject("decision").put("operator", "x").put("reason", "y").put("at", "2026-11-21T03:04:05Z");

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        assertThat(pool()).containsExactly("T1");
        assertThat(department.payments.unmatched(1).get(0).bill()).isEmpty();
    }

    @Test
    void f37_a_claim_closes_the_order_pays_the_bill_and_is_kept_with_operator_reason_and_time() {
        department.receive(platform.arrivedNotice("T1", "80.50"));

        PaymentOrder order = Department.done(claim("T1"));

        assertThat(order.state()).isEqualTo(PaymentState.PAID);
        assertThat(platform.order(bill).path("state").asText()).isEqualTo("CLOSED");
        assertThat(order.arrivals().get(0).decision())
                .contains(new OperatorDecision(new ByHand("window-3", "named in the remark"), Department.NOW));
        assertThat(pool()).isEmpty();
        assertThat(department.told(bill)).containsExactly("PAID T1");
        department.follow();
        department.follow();
        assertThat(department.told(bill)).containsExactly("PAID T1");
    }

    @Test
    void f37_the_same_claim_again_changes_nothing_and_another_is_refused() {
        department.receive(platform.arrivedNotice("T1", "80.50"));
        PaymentOrder order = Department.done(claim("T1"));
        Bill other = department.opened("BILL-2");

        assertThat(Department.done(claim("T1"))).isEqualTo(order);
        assertThatThrownBy(
                        () -> department.payments.claim(other.number(), "T1", new ByHand("window-3", "no, this one")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(department.state(other)).isEqualTo(PaymentState.OPEN);
        assertThat(department.told(bill)).containsExactly("PAID T1");
    }

    @Test
    void f37_nothing_is_claimed_while_the_order_may_still_be_paid() {
        department.receive(platform.arrivedNotice("T1", "80.50"));
        platform.next(Fault.ANSWER_LOST);

        assertThat(claim("T1")).isInstanceOf(Outcome.Unknown.class);
        assertThat(pool()).containsExactly("T1");
        assertThat(Department.done(claim("T1")).state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void f37_money_claimed_for_a_paid_bill_is_given_back_like_any_second_payment() {
        department.receive(platform.pay(bill, "P1"));
        department.receive(platform.arrivedNotice("T1", "80.50"));

        PaymentOrder order = Department.done(claim("T1"));

        assertThat(order.arrivals())
                .extracting(Arrival::state)
                .containsExactly(ArrivalState.PAYS, ArrivalState.DOUBLE_PAID);
        assertThat(order.refundable("T1")).isEqualTo(Money.yuan("80.50"));
        assertThat(department.told(bill)).containsExactly("DOUBLE_PAID REFUND T1", "PAID P1");
    }

    @Test
    void f37_money_of_another_amount_does_not_pay_by_being_claimed() {
        department.receive(platform.arrivedNotice("T1", "80.51"));

        assertThat(Department.done(claim("T1")).state()).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told(bill)).containsExactly("AMOUNT_MISMATCH REFUND_OR_ACCEPT T1");
    }

    @Test
    void f13_money_with_a_code_that_is_not_ours_can_be_claimed_and_its_notice_is_refused_all_the_same() {
        ObjectNode notice = platform.notice(bill, "P1").put("paymentCode", "99999999999999999999");
        assertThat(department.receive(notice)).isEqualTo(REFUSED);
        assertThat(department.payments.unmatched(1).get(0).code()).contains(new PaymentCode("99999999999999999999"));

        assertThat(Department.done(claim("P1")).state()).isEqualTo(PaymentState.PAID);

        assertThat(department.receive(notice)).isEqualTo(REFUSED);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T9", ""})
    void what_is_not_in_the_pool_is_not_claimed(String payment) {
        assertThatThrownBy(() -> claim(payment)).isInstanceOf(InvalidValueException.class);
        assertThat(department.state(bill)).isEqualTo(PaymentState.OPEN);
    }

    @Test
    void the_pool_is_listed_over_its_pages_in_order_without_what_was_claimed() {
        UnmatchedPool pool = new UnmatchedPool(department.store);
        OperatorDecision decision = new OperatorDecision(new ByHand("window-3", "named in the remark"), Department.NOW);
        department.store.inTransaction(transaction -> {
            IntStream.range(0, 1100).forEach(i -> pool.enter(transaction, arrival("T%04d".formatted(i))));
            return pool.claim(transaction, "T0000", bill.number(), decision)
                    && pool.claim(transaction, "T0700", bill.number(), decision);
        });

        assertThat(pool())
                .hasSize(1000)
                .startsWith("T0001", "T0002")
                .doesNotContain("T0700")
                .isSorted();
        assertThat(department.payments.unmatched(3)).hasSize(3);
    }

    private static UnmatchedArrival arrival(String number) {
        Payment payment = new Payment(number, Money.yuan("80.50"), Department.NOW, "TRANSFER");
        return new UnmatchedArrival(payment, Department.PAYEE, null, null, null, null);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void a_list_has_bounds(int limit) {
        assertThatThrownBy(() -> department.payments.unmatched(limit)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f37_money_that_was_claimed_does_not_pay_the_bill_that_the_platform_finds_later() {
        Bill other = department.opened("BILL-2");
        department.receive(platform.arrivedNotice("T1", "80.50"));
        Department.done(department.payments.claim(other.number(), "T1", new ByHand("window-3", "named in the remark")));

        assertThat(department.receive(platform.pay(bill, "T1"))).isEqualTo(REFUSED);

        assertThat(department.state(bill)).isEqualTo(PaymentState.OPEN);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED");
        assertThat(department.told(other)).containsExactly("PAID T1");
    }

    @Test
    void f37_money_that_pays_a_bill_by_now_is_not_claimed_for_another() {
        Bill other = department.opened("BILL-2");
        department.receive(platform.arrivedNotice("T1", "80.50"));
        department.receive(platform.pay(bill, "T1"));

        assertThatThrownBy(() -> department.payments.claim(other.number(), "T1", new ByHand("window-3", "by mistake")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(department.state(other)).isEqualTo(PaymentState.OPEN);

        assertThat(Department.done(claim("T1")).arrivals()).hasSize(1);
        assertThat(pool()).isEmpty();
        assertThat(department.told(bill)).containsExactly("PAID T1");
    }
}
