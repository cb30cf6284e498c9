package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.payment.PlatformInMemory.Fault;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money back through a real database; the numbers are those of the fault list. */
class RefundTest {
    private static final FiscalReceipt RECEIPT = new FiscalReceipt("33060126", "0000000001");
    private static final FiscalReceipt RED_LETTER = new FiscalReceipt("33060126", "0000000002");

    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");

    @BeforeEach
    void is_paid() {
        department.receive(platform.pay(bill, "P1"));
    }

    private RefundRequest request(String number, String yuan, String available) {
        return request(number, "P1", yuan, available, null);
    }

    private RefundRequest request(
            String number, String payment, String yuan, String available, @Nullable FiscalReceipt redLetter) {
        return new RefundRequest(
                new RefundNumber(number),
                bill.number(),
                payment,
                Money.yuan(yuan),
                Money.yuan(available),
                "overcharged",
                redLetter);
    }

    private Outcome<Refund> refund(String number, String yuan, String available) {
        return department.payments.refund(request(number, yuan, available));
    }

    private static String ending(Outcome<Refund> outcome) {
        return outcome.fold(refund -> refund.state().name(), refusal -> refusal.code(), pending -> "UNKNOWN");
    }

    private PaymentOrder order() {
        return department.payments.find(bill.number()).orElseThrow();
    }

    private String left() {
        return order().refundable("P1").toPlainString();
    }

    private void pause() {
        department.clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void f23_accepted_is_not_done() {
        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("ACCEPTED");

        assertThat(left()).isEqualTo("50.50");
        assertThat(department.told(bill)).containsExactly("PAID P1");
        assertThat(department.receive(platform.end(new RefundNumber("R-001"), "DONE")))
                .isEqualTo(NoticeAnswer.ACCEPTED);
        assertThat(department.told(bill)).containsExactly("PAID P1", "REFUNDED R-001");
        assertThat(order().state()).isEqualTo(PaymentState.PAID);
    }

    @Test
    void a_request_says_what_the_contract_asks_for() {
        department.payments.refund(request("R-001", "P1", "30.00", "80.50", RED_LETTER));

        assertThat(platform.lastCall().idempotencyKey()).isEqualTo("R-001");
        assertThat(platform.lastCall().body().toArray())
                .asString()
                .isEqualTo("{'refundNumber':'R-001','orderNumber':'BILL-1','paymentNumber':'P1',".replace('\'', '"')
                        + ("'amount':{'amount':'30.00','currency':'CNY'},'available':{'amount':'80.50','currency':'CNY'},"
                                        + "'reason':'overcharged','redLetter':{'code':'33060126','number':'0000000002'}}")
                                .replace('\'', '"'));
    }

    @Test
    void f20_never_more_than_was_paid() {
        assertThat(ending(refund("R-001", "80.51", "80.50"))).isEqualTo("REFUND_OVER");
        assertThat(ending(refund("R-002", "80.51", "80.51"))).isEqualTo("REFUND_OVER");
        assertThat(ending(refund("R-003", "50.00", "80.50"))).isEqualTo("ACCEPTED");
        pause();
        assertThat(ending(refund("R-004", "30.51", "30.50"))).isEqualTo("REFUND_OVER");
        assertThat(ending(refund("R-005", "30.50", "30.50"))).isEqualTo("ACCEPTED");
        pause();
        assertThat(ending(refund("R-006", "0.01", "0.00"))).isEqualTo("REFUND_OVER");

        assertThat(platform.refunds()).isEqualTo(2);
    }

    @Test
    void f20_the_number_of_a_refund_that_was_never_sent_is_not_kept() {
        assertThat(ending(refund("R-001", "80.51", "80.50"))).isEqualTo("REFUND_OVER");

        Optional<State> kept = department.store.inTransaction(
                tx -> department.store.find(tx, new StateKey("payment.refund", "R-001")));
        assertThat(kept).isEmpty();
        assertThatThrownBy(() -> department.payments.queryRefund(new RefundNumber("R-001")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(ending(refund("R-001", "80.50", "80.50"))).isEqualTo("ACCEPTED");
    }

    @Test
    void f22_the_number_of_a_refund_that_was_sent_stays_that_of_its_bill_also_when_the_platform_refused_it() {
        platform.next(Fault.REFUSED);
        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("not-permitted");
        Bill other = department.opened("BILL-2");
        department.receive(platform.pay(other, "P2"));
        Money all = Money.yuan("80.50");

        assertThatThrownBy(() -> department.payments.refund(new RefundRequest(
                        new RefundNumber("R-001"), other.number(), "P2", all, all, "overcharged", null)))
                .isInstanceOf(InvalidValueException.class);
        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("refused-before");
    }

    @Test
    void f26_another_currency_is_not_given_back() {
        Money yen = Money.parse("10", "JPY");
        RefundRequest request =
                new RefundRequest(new RefundNumber("R-001"), bill.number(), "P1", yen, yen, "overcharged", null);

        assertThat(ending(department.payments.refund(request))).isEqualTo("REFUND_OVER");
        assertThatThrownBy(() -> new RefundRequest(
                        new RefundNumber("R-001"), bill.number(), "P1", yen, Money.fen(1), "overcharged", null))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f21_of_two_that_saw_the_same_amount_one_is_told_to_look_again() {
        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("ACCEPTED");
        pause();

        assertThat(ending(refund("R-002", "30.00", "80.50"))).isEqualTo("PRECONDITION");
        assertThat(platform.refunds()).isEqualTo(1);
    }

    @Test
    void f21_of_many_nodes_at_once_one_wins() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        List<String> endings = new ArrayList<>();
        try {
            List<Future<Outcome<Refund>>> outcomes = IntStream.range(0, 8)
                    .mapToObj(i -> {
                        Payments node = department.payments();
                        return nodes.submit(() -> node.refund(request("R-00" + i, "80.50", "80.50")));
                    })
                    .toList();
            for (Future<Outcome<Refund>> outcome : outcomes) {
                endings.add(ending(outcome.get()));
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(endings).containsOnlyOnce("ACCEPTED").containsOnly("ACCEPTED", "PRECONDITION");
        assertThat(platform.refunds()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_UNVERIFIABLE", "ANSWER_EMPTY"})
    void f22_after_a_lost_answer_it_is_asked_for_first_and_paid_out_once(Fault fault) {
        platform.next(fault);

        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("UNKNOWN");
        assertThat(left()).isEqualTo("50.50");
        assertThat(ending(department.payments().refund(request("R-001", "30.00", "80.50"))))
                .isEqualTo("ACCEPTED");

        assertThat(platform.refunds()).isEqualTo(1);
        assertThat(platform.paths()).contains("/v1/payments/refunds/query");
        assertThat(left()).isEqualTo("50.50");
    }

    @Test
    void f22_without_a_connection_it_is_kept_and_sent_later_by_itself() {
        platform.next(Fault.NO_CONNECTION);
        assertThatThrownBy(() -> refund("R-001", "30.00", "80.50")).isInstanceOf(PlatformUnreachableException.class);

        department.follow();

        assertThat(platform.refund(new RefundNumber("R-001")).path("state").asText())
                .isEqualTo("ACCEPTED");
        assertThat(order().refunds()).extracting(Refund::state).containsExactly(RefundState.ACCEPTED);
    }

    @Test
    void f22_the_same_number_is_the_same_refund_and_another_content_is_refused() {
        refund("R-001", "30.00", "80.50");

        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("ACCEPTED");
        assertThatThrownBy(() -> refund("R-001", "30.01", "80.50")).isInstanceOf(InvalidValueException.class);
        assertThat(platform.refunds()).isEqualTo(1);
    }

    @Test
    void f22_a_number_of_another_bills_refund_is_refused() {
        refund("R-001", "30.00", "80.50");
        Bill other = department.opened("BILL-2");
        department.receive(platform.pay(other, "P2"));

        assertThatThrownBy(() -> department.payments.refund(new RefundRequest(
                        new RefundNumber("R-001"),
                        other.number(),
                        "P2",
                        Money.yuan("1.00"),
                        Money.yuan("80.50"),
                        "overcharged",
                        null)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_refund_that_the_platform_refuses_holds_no_money() {
        platform.next(Fault.REFUSED);

        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("not-permitted");
        assertThat(left()).isEqualTo("80.50");
        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("refused-before");
        assertThat(ending(refund("R-002", "30.00", "80.50"))).isEqualTo("ACCEPTED");
    }

    @Test
    void f23_a_late_failure_opens_the_amount_again_and_is_told_once() {
        refund("R-001", "80.50", "80.50");
        department.clock.advance(Duration.ofDays(5));
        ObjectNode failed = platform.end(new RefundNumber("R-001"), "FAILED");

        assertThat(department.receive(failed)).isEqualTo(NoticeAnswer.ACCEPTED);
        assertThat(department.receive(failed)).isEqualTo(NoticeAnswer.ACCEPTED);

        assertThat(left()).isEqualTo("80.50");
        assertThat(department.told(bill)).containsExactly("PAID P1", "REFUND_FAILED R-001");
        assertThat(ending(refund("R-001", "80.50", "80.50"))).isEqualTo("FAILED");
        assertThat(ending(refund("R-002", "80.50", "80.50"))).isEqualTo("ACCEPTED");
    }

    @Test
    void f23_without_any_notice_the_end_is_asked_for() {
        refund("R-001", "80.50", "80.50");
        department.follow();
        platform.end(new RefundNumber("R-001"), "DONE");

        for (int i = 0; i < 12; i++) {
            department.follow();
        }

        assertThat(department.told(bill)).containsExactly("PAID P1", "REFUNDED R-001");
        assertThat(department.payments.queryRefund(new RefundNumber("R-001")).state())
                .isEqualTo(RefundState.DONE);
        assertThat(department.told(bill)).containsExactly("PAID P1", "REFUNDED R-001");
    }

    @ParameterizedTest
    @CsvSource({"DONE,FAILED", "FAILED,DONE"})
    void f07_a_refund_that_ended_stays_so_and_a_contradiction_comes_to_a_person(String first, String second) {
        refund("R-001", "80.50", "80.50");
        department.receive(platform.end(new RefundNumber("R-001"), first));

        assertThat(department.receive(platform.end(new RefundNumber("R-001"), second)))
                .isEqualTo(NoticeAnswer.REFUSED);

        assertThat(order().refunds().get(0).state()).hasToString(first);
        assertThat(department.told(bill)).contains("CONTRADICTED").hasSize(3);
    }

    @Test
    void f07_the_end_may_be_told_before_the_answer() {
        platform.next(Fault.ANSWER_LOST);
        refund("R-001", "80.50", "80.50");
        department.receive(platform.end(new RefundNumber("R-001"), "DONE"));

        assertThat(ending(refund("R-001", "80.50", "80.50"))).isEqualTo("DONE");
        assertThat(department.told(bill)).containsExactly("PAID P1", "REFUNDED R-001");
    }

    @ParameterizedTest
    @CsvSource({"refundNumber,R-002", "paymentNumber,P2", "orderNumber,BILL-9"})
    void a_notice_of_a_refund_that_was_not_asked_for_so_is_refused_each_time(String member, String value) {
        refund("R-001", "80.50", "80.50");
        ObjectNode other = platform.end(new RefundNumber("R-001"), "DONE").put(member, value);

        assertThat(department.receive(other)).isEqualTo(NoticeAnswer.REFUSED);
        assertThat(department.receive(other)).isEqualTo(NoticeAnswer.REFUSED);
        assertThat(order().refunds()).extracting(Refund::state).containsExactly(RefundState.ACCEPTED);
    }

    @Test
    void an_answer_about_another_refund_is_no_success() {
        platform.next(Fault.ANSWER_LOST);
        refund("R-001", "30.00", "80.50");
        platform.refund(new RefundNumber("R-001")).set("amount", PlatformInMemory.amount(Money.yuan("30.01")));

        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("UNKNOWN");
    }

    @Test
    void f24_a_year_after_the_payment_nothing_is_sent() {
        department.clock.advance(Duration.ofDays(365));
        assertThat(ending(refund("R-001", "1.00", "80.50"))).isEqualTo("ACCEPTED");
        department.clock.advance(Duration.ofSeconds(60));

        assertThat(ending(refund("R-002", "1.00", "79.50"))).isEqualTo("REFUND_WINDOW");
        assertThat(platform.refunds()).isEqualTo(1);
    }

    @Test
    void f24_each_channel_has_limits_of_its_own() {
        RefundRules rules = new RefundRules(Map.of("OUTLET", RefundLimits.pix()), RefundLimits.wechat());
        PaymentTerms terms = new PaymentTerms(
                Department.ACCOUNT,
                PlatformInMemory.NOTIFY_URI,
                Department.LIFETIME,
                PaymentCodeProfile.REGIONAL,
                rules,
                Duration.ofDays(3),
                Department.RETENTION);
        Payments payments = department.desk(platform, terms).payments;
        department.clock.advance(Duration.ofDays(90).plusSeconds(1));

        assertThat(ending(payments.refund(request("R-001", "1.00", "80.50")))).isEqualTo("REFUND_WINDOW");
    }

    @Test
    void f24_within_a_minute_and_after_fifty_parts_nothing_is_sent() {
        assertThat(ending(refund("R-000", "1.00", "80.50"))).isEqualTo("ACCEPTED");
        department.clock.advance(Duration.ofSeconds(59));
        assertThat(ending(refund("R-xxx", "1.00", "79.50"))).isEqualTo("REFUND_INTERVAL");
        for (int i = 1; i < 50; i++) {
            pause();
            assertThat(ending(refund("R-" + (100 + i), "1.00", (80 - i) + ".50")))
                    .isEqualTo("ACCEPTED");
        }
        pause();

        assertThat(ending(refund("R-150", "1.00", "30.50"))).isEqualTo("REFUND_COUNT");
        assertThat(platform.refunds()).isEqualTo(50);
    }

    @Test
    void f25_after_a_receipt_only_with_a_red_letter() {
        assertThat(department.receive(platform.receiptNotice(bill, RECEIPT))).isEqualTo(NoticeAnswer.ACCEPTED);

        assertThat(order().receipt()).contains(RECEIPT);
        assertThat(ending(refund("R-001", "30.00", "80.50"))).isEqualTo("RECEIPT_ISSUED");
        assertThat(ending(department.payments.refund(request("R-002", "P1", "30.00", "80.50", RECEIPT))))
                .isEqualTo("RECEIPT_ISSUED");
        assertThat(ending(department.payments.refund(request("R-003", "P1", "30.00", "80.50", RED_LETTER))))
                .isEqualTo("ACCEPTED");
    }

    @Test
    void another_receipt_for_the_same_bill_comes_to_a_person() {
        department.receive(platform.receiptNotice(bill, RECEIPT));

        assertThat(department.receive(platform.receiptNotice(bill, RED_LETTER))).isEqualTo(NoticeAnswer.REFUSED);
        assertThat(order().receipt()).contains(RECEIPT);
        assertThat(department.told(bill)).contains("CONTRADICTED");
    }

    @Test
    void f02_surplus_is_given_back_by_its_own_payment_number_also_after_a_receipt() {
        department.receive(platform.notice(bill, "P2"));
        department.receive(platform.receiptNotice(bill, RECEIPT));

        assertThat(ending(department.payments.refund(request("R-001", "P2", "80.50", "80.50", null))))
                .isEqualTo("ACCEPTED");
        assertThat(left()).isEqualTo("80.50");
    }

    @Test
    void f03_money_after_closing_is_given_back_and_then_not_accepted() {
        Bill closed = department.opened("BILL-2");
        department.payments.close(closed.number());
        department.receive(platform.notice(closed, "P2"));
        RefundRequest request = new RefundRequest(
                new RefundNumber("R-001"),
                closed.number(),
                "P2",
                Money.yuan("80.50"),
                Money.yuan("80.50"),
                "paid too late",
                null);

        assertThat(ending(department.payments.refund(request))).isEqualTo("ACCEPTED");
        assertThatThrownBy(() -> department.payments.accept(closed.number(), "P2", new ByHand("window-3", "after all")))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void f12_money_of_another_payee_is_not_ours_to_give_back() {
        department.receive(platform.notice(bill, "P2").put("payee", "91350100M000101376"));

        assertThat(ending(department.payments.refund(request("R-001", "P2", "80.50", "80.50", null))))
                .isEqualTo("OTHER_PAYEE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P2", "p1"})
    void money_that_has_not_arrived_is_not_given_back(String payment) {
        assertThatThrownBy(() -> department.payments.refund(request("R-001", payment, "1.00", "80.50", null)))
                .isInstanceOf(InvalidValueException.class);
        assertThat(platform.refunds()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_has_a_sentence_in_both_languages(RefundRefusal refusal) {
        assertThat(refusal.zh()).isNotBlank();
        assertThat(refusal.refusal().reason()).isEqualTo(refusal.en());
        assertThat(refusal.refusal().code()).isEqualTo(refusal.name());
    }

    @Test
    void f22_a_refund_that_was_refused_and_is_done_after_all_comes_to_a_person() {
        platform.during(() -> {
            platform.next(Fault.NONE, Fault.REFUSED);
            assertThat(ending(department.payments().refund(request("R-001", "80.50", "80.50"))))
                    .isEqualTo("not-permitted");
        });
        assertThat(ending(refund("R-001", "80.50", "80.50"))).isEqualTo("ACCEPTED");
        department.receive(platform.end(new RefundNumber("R-001"), "DONE"));

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REFUNDED R-001");
    }

    @Test
    void f22_f23_a_refund_that_was_refused_and_is_under_way_after_all_is_followed_to_its_end() {
        platform.during(() -> {
            platform.next(Fault.NONE, Fault.REFUSED);
            department.payments().refund(request("R-001", "80.50", "80.50"));
            department.follow();
        });
        assertThat(ending(refund("R-001", "80.50", "80.50"))).isEqualTo("ACCEPTED");
        platform.end(new RefundNumber("R-001"), "DONE");

        department.follow();

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REFUNDED R-001");
    }

    @Test
    void f22_f23_a_refused_refund_that_a_person_finds_at_the_platform_is_followed_once_more() {
        platform.next(Fault.REFUSED);
        refund("R-001", "80.50", "80.50");
        department.follow();
        platform.takeOver(request("R-001", "80.50", "80.50"));

        assertThat(department.payments.queryRefund(new RefundNumber("R-001")).state())
                .isEqualTo(RefundState.ACCEPTED);
        department.payments.queryRefund(new RefundNumber("R-001"));
        platform.end(new RefundNumber("R-001"), "FAILED");
        department.follow();

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1", "REFUND_FAILED R-001");
    }

    @Test
    void f23_f25_a_receipt_issued_after_the_money_came_back_stands_in_the_way_of_the_next_refund() {
        refund("R-001", "80.50", "80.50");
        department.receive(platform.end(new RefundNumber("R-001"), "FAILED"));

        assertThat(department.receive(platform.receiptNotice(bill, RECEIPT))).isEqualTo(NoticeAnswer.ACCEPTED);

        assertThat(ending(refund("R-002", "80.50", "80.50"))).isEqualTo("RECEIPT_ISSUED");
        pause();
        assertThat(ending(department.payments.refund(request("R-003", "P1", "80.50", "80.50", RED_LETTER))))
                .isEqualTo("ACCEPTED");
        assertThat(department.told(bill)).containsExactly("PAID P1", "REFUND_FAILED R-001");
    }

    @Test
    void f25_a_receipt_for_a_payment_that_was_given_back_whole_comes_to_a_person() {
        refund("R-001", "80.50", "80.50");

        assertThat(department.receive(platform.receiptNotice(bill, RECEIPT))).isEqualTo(NoticeAnswer.ACCEPTED);
        department.receive(platform.receiptNotice(bill, RECEIPT));

        assertThat(order().receipt()).contains(RECEIPT);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
    }

    @Test
    void each_contradiction_comes_to_a_person() {
        department.receive(platform.receiptNotice(bill, RECEIPT));
        department.receive(platform.receiptNotice(bill, RED_LETTER));
        department.payments.refund(request("R-001", "P1", "30.00", "80.50", RED_LETTER));
        department.receive(platform.end(new RefundNumber("R-001"), "DONE"));
        department.receive(platform.end(new RefundNumber("R-001"), "FAILED"));

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "CONTRADICTED", "PAID P1", "REFUNDED R-001");
    }

    @Test
    void f20_before_an_order_is_full_of_refunds_the_next_one_is_refused_and_money_still_arrives() {
        RefundRules rules = new RefundRules(Map.of(), RefundLimits.pix());
        PaymentTerms terms = new PaymentTerms(
                Department.ACCOUNT,
                PlatformInMemory.NOTIFY_URI,
                Department.LIFETIME,
                PaymentCodeProfile.REGIONAL,
                rules,
                Duration.ofDays(3),
                Department.RETENTION);
        Payments payments = department.desk(platform, terms).payments;
        String ending = "ACCEPTED";
        int made = 0;
        for (; ending.equals("ACCEPTED"); made++) {
            ending = ending(payments.refund(new RefundRequest(
                    new RefundNumber("R-%05d".formatted(made)),
                    bill.number(),
                    "P1",
                    Money.fen(1),
                    Money.fen(8050 - made),
                    "退".repeat(200),
                    null)));
        }

        assertThat(ending).isEqualTo("REFUND_COUNT");
        assertThat(made).isBetween(100, 200);
        assertThat(platform.refunds()).isEqualTo(made - 1);
        assertThat(department.receive(platform.notice(bill, "P2"))).isEqualTo(NoticeAnswer.ACCEPTED);
    }

    @Test
    void limits_that_no_time_could_hold_are_refused() {
        Duration forever = ChronoUnit.FOREVER.getDuration();

        assertThatThrownBy(() -> new RefundLimits(forever, 1, Duration.ZERO)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RefundLimits(Duration.ofDays(1), 1, forever))
                .isInstanceOf(InvalidValueException.class);
    }
}
