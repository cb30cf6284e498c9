package io.onevisit.payment;

import static io.onevisit.payment.NoticeAnswer.ACCEPTED;
import static io.onevisit.payment.NoticeAnswer.REFUSED;
import static io.onevisit.payment.NoticeAnswer.RETRY_LATER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import java.net.URI;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices through real signatures and a real database; the numbers are those of the fault list. */
class PaymentNoticeTest {
    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");
    private final ObjectNode notice = platform.notice(bill, "P1");

    @Test
    void a_notice_pays_the_bill_and_the_departments_row_is_written_with_it() {
        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        PaymentOrder order = department.payments.find(bill.number()).orElseThrow();
        assertThat(order.state()).isEqualTo(PaymentState.PAID);
        Payment payment = new Payment("P1", Money.yuan("80.50"), Department.NOW, "OUTLET");
        assertThat(order.arrivals()).containsExactly(new Arrival(payment, Department.PAYEE, ArrivalState.PAYS, null));
        assertThat(order.payment()).contains(payment);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f02_a_second_payment_is_kept_as_surplus_and_brought_to_a_person() {
        department.receive(notice);

        assertThat(department.receive(platform.notice(bill, "P2"))).isEqualTo(ACCEPTED);

        PaymentOrder order = department.payments.find(bill.number()).orElseThrow();
        assertThat(order.state()).isEqualTo(PaymentState.PAID);
        assertThat(order.arrivals())
                .extracting(Arrival::state)
                .containsExactly(ArrivalState.PAYS, ArrivalState.DOUBLE_PAID);
        assertThat(department.told(bill)).containsExactly("DOUBLE_PAID REFUND P2", "PAID P1");
    }

    @Test
    void f03_money_for_a_closed_order_is_no_silent_success() {
        platform.close(bill, "CLOSED");
        department.payments.query(bill.number());

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID_AFTER_CLOSE);
        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1");
    }

    @Test
    void f03_money_paid_after_the_order_had_expired_is_no_silent_success() {
        notice.put("paidAt", Department.NOW.plus(Department.LIFETIME).toString());

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID_AFTER_CLOSE);
        assertThat(department.told(bill)).containsExactly("AFTER_CLOSE REFUND_OR_ACCEPT P1");
    }

    @Test
    void f03_money_for_an_order_that_was_refused_is_no_silent_success() {
        platform.next(PlatformInMemory.Fault.REFUSED);
        Bill refused = Department.bill("BILL-2");
        department.payments.order(refused);
        notice.put("orderNumber", "BILL-2");

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        assertThat(department.state(refused)).isEqualTo(PaymentState.PAID_AFTER_CLOSE);
    }

    @Test
    void f06_the_same_notice_many_times_has_one_effect_and_one_answer() {
        RawMessage pushed = platform.push(notice);

        for (int i = 0; i < 5; i++) {
            assertThat(department.payments.receive(pushed)).isEqualTo(ACCEPTED);
            assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        }

        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f06_one_payment_under_several_event_numbers_has_one_effect() {
        department.receive(notice);
        notice.put("eventId", "another");

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f06_the_same_notice_in_parallel_has_one_effect() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<Future<NoticeAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                RawMessage pushed = platform.push(notice);
                Payments node = department.payments();
                answers.add(nodes.submit(() -> node.receive(pushed)));
            }
            for (Future<NoticeAnswer> answer : answers) {
                assertThat(answer.get()).isIn(ACCEPTED, RETRY_LATER);
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f06_an_event_number_with_another_content_is_refused() {
        department.receive(notice);
        ObjectNode other = platform.notice(bill, "P2").put("eventId", "paid-P1");

        assertThat(department.receive(other)).isEqualTo(REFUSED);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void a_known_payment_with_another_amount_is_refused_and_comes_to_a_person() {
        department.receive(notice);
        notice.put("eventId", "another").set("amount", amount("1.00", "CNY"));

        assertThat(department.receive(notice)).isEqualTo(REFUSED);
        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
        assertThat(department.payments.unmatched(1)).isEmpty();
    }

    @Test
    void f12_another_payee_than_the_query_let_believe_comes_to_a_person() {
        ObjectNode paid = platform.pay(bill, "P1");
        department.payments.query(bill.number());

        assertThat(department.receive(paid.put("payee", "91350100M000101376"))).isEqualTo(REFUSED);

        assertThat(department.told(bill)).containsExactly("CONTRADICTED", "PAID P1");
    }

    @Test
    void f12_a_query_after_a_notice_for_another_payee_is_no_contradiction() {
        department.receive(platform.pay(bill, "P1").put("payee", "91350100M000101376"));

        department.payments.query(bill.number());

        assertThat(department.told(bill)).containsExactly("PAYEE_MISMATCH ASK_PLATFORM P1");
    }

    @Test
    void f02_the_same_money_does_not_pay_two_bills() {
        Bill other = department.opened("BILL-2");
        department.receive(notice);

        assertThat(department.receive(platform.pay(other, "P1").put("eventId", "another")))
                .isEqualTo(REFUSED);
        department.payments.query(other.number());

        assertThat(department.state(other)).isEqualTo(PaymentState.OPEN);
        assertThat(department.told(other)).containsExactly("CONTRADICTED");
        assertThat(department.told(bill)).containsExactly("PAID P1");
        assertThat(department.payments.unmatched(1)).isEmpty();
    }

    @Test
    void f13_an_order_that_is_not_ours_is_not_acknowledged_as_open() {
        assertThat(department.receive(platform.openedNotice(bill).put("orderNumber", "BILL-9")))
                .isEqualTo(REFUSED);
    }

    @Test
    void f06_an_answer_is_forgotten_after_ninety_days_and_its_event_has_still_one_effect() {
        department.receive(notice);
        department.clock.advance(Duration.ofDays(90));

        assertThat(stored("payment.event", "paid-P1")).isEmpty();
        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f07_opened_after_paid_does_not_go_back() {
        department.receive(notice);

        assertThat(department.receive(platform.openedNotice(bill))).isEqualTo(ACCEPTED);
        assertThat(department.receive(platform.openedNotice(bill))).isEqualTo(ACCEPTED);
        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
    }

    @Test
    void f07_a_payment_in_time_counts_though_it_is_heard_of_after_the_expiry() {
        platform.close(bill, "EXPIRED");
        department.payments.query(bill.number());

        department.receive(notice);

        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f07_the_notice_may_come_before_the_answer_to_the_order() {
        Bill early = Department.bill("BILL-2");
        platform.next(PlatformInMemory.Fault.ANSWER_LOST);
        department.payments.order(early);

        assertThat(department.receive(platform.pay(early, "P2"))).isEqualTo(ACCEPTED);

        PaymentOrder order = Department.done(department.payments.order(early));
        assertThat(order.state()).isEqualTo(PaymentState.PAID);
        assertThat(order.code()).contains(new PaymentCode("32068226300000000002"));
        assertThat(department.told(early)).containsExactly("PAID P2");
    }

    @Test
    void f08_an_old_notice_is_refused_the_next_day() {
        RawMessage pushed = platform.push(notice);
        department.clock.advance(Duration.ofDays(1));

        assertThat(department.payments.receive(pushed)).isEqualTo(REFUSED);
        assertThat(department.told(bill)).isEmpty();
    }

    @Test
    void f08_a_notice_from_the_future_is_refused() {
        SettableClock ahead = new SettableClock(Department.NOW.plus(Duration.ofMinutes(6)));

        assertThat(department.payments.receive(new PlatformInMemory(ahead).push(notice)))
                .isEqualTo(REFUSED);
    }

    @Test
    void f08_a_nonce_used_before_is_acknowledged_only_when_already_applied() {
        ObjectNode unknown = notice.deepCopy().put("paymentCode", "00000000000000000009");
        RawMessage pushed = platform.push(unknown);

        assertThat(department.payments.receive(pushed)).isEqualTo(REFUSED);
        assertThat(department.payments.receive(pushed)).isEqualTo(REFUSED);
        assertThat(department.told(bill)).isEmpty();
    }

    @Test
    void f08_a_nonce_of_one_notice_is_not_taken_for_another() {
        Payments payments = department.payments(new Delivering(
                platform, (address, message) -> with(platform.receive(address, message), "n".repeat(24))));

        assertThat(payments.receive(platform.push(notice))).isEqualTo(ACCEPTED);
        assertThat(payments.receive(platform.push(platform.notice(bill, "P2")))).isEqualTo(REFUSED);
        assertThat(payments.receive(platform.push(notice))).isEqualTo(ACCEPTED);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    private static Report<Inbound> with(Report<Inbound> report, String nonce) {
        Inbound inbound = report.orThrow();
        return Report.of(report.checks(), new Inbound(inbound.keyId(), inbound.created(), nonce, inbound.body()));
    }

    @Test
    void f09_a_notice_signed_by_a_stranger_leaves_no_trace() {
        SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
        RawMessage forged = new MessageSignatures(stranger, VerificationKeys.of(Map.of()), department.clock)
                .sign("POST", PlatformInMemory.NOTIFY_URI, Bytes.of(StrictJson.write(notice)), null);

        assertThat(department.payments.receive(forged)).isEqualTo(REFUSED);
        assertNothingHeard();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "signature~sig=:AAAA:",
                "signature~''",
                "signature-input~''",
                "signature-input~sig=();created=1795229045;keyid=\"platform-1\";alg=\"sm2-sm3\"",
                "content-digest~sha-256=:AAAA:",
                "content-type~text/plain",
            })
    void f09_a_notice_without_its_signature_leaves_no_trace(String header, String value) {
        RawMessage pushed = platform.push(notice);
        Map<String, List<String>> headers = new TreeMap<>(pushed.headers());
        headers.put(header, List.of(value));

        assertThat(department.payments.receive(
                        new RawMessage(pushed.method(), pushed.targetUri(), headers, pushed.body())))
                .isEqualTo(REFUSED);
        headers.remove(header);
        assertThat(department.payments.receive(
                        new RawMessage(pushed.method(), pushed.targetUri(), headers, pushed.body())))
                .isEqualTo(REFUSED);
        assertNothingHeard();
    }

    @Test
    void f09_a_notice_meant_for_another_address_is_refused() {
        RawMessage pushed = platform.push(notice);
        URI other = URI.create("https://department.example/other");

        assertThat(department.payments.receive(
                        new RawMessage("POST", other.toString(), pushed.headers(), pushed.body())))
                .isEqualTo(REFUSED);
        assertNothingHeard();
    }

    @Test
    void f10_any_octet_changed_after_signing_is_refused() {
        RawMessage pushed = platform.push(notice);
        byte[] body = pushed.body().toArray();
        for (int i = 0; i < body.length; i += 7) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertThat(department.payments.receive(
                            new RawMessage("POST", pushed.targetUri(), pushed.headers(), Bytes.of(changed))))
                    .isEqualTo(REFUSED);
        }
        assertNothingHeard();
    }

    @Test
    void f10_a_body_that_was_parsed_and_written_again_is_refused() {
        RawMessage pushed = platform.push(notice);
        byte[] pretty = notice.toPrettyString().getBytes(UTF_8);

        assertThat(department.payments.receive(
                        new RawMessage("POST", pushed.targetUri(), pushed.headers(), Bytes.of(pretty))))
                .isEqualTo(REFUSED);
        assertNothingHeard();
    }

    @Test
    void f10_another_charset_or_a_byte_order_mark_is_refused_even_when_signed() {
        String text = notice.put("channel", "网点").toString();

        assertThat(department.payments.receive(platform.push(text.getBytes(Charset.forName("GBK")))))
                .isEqualTo(REFUSED);
        assertThat(department.payments.receive(platform.push(("\uFEFF" + text).getBytes(UTF_8))))
                .isEqualTo(REFUSED);
        assertThat(department.payments.receive(platform.push(text.getBytes(Charset.forName("UTF-16")))))
                .isEqualTo(REFUSED);
        assertNothingHeard();
        assertThat(department.payments.receive(platform.push(text.getBytes(UTF_8))))
                .isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"80.49,CNY", "80.51,CNY", "8050.00,CNY", "0.81,CNY", "80.50,USD", "80.500,KWD"})
    void f11_f26_another_amount_or_currency_does_not_pay(String amount, String currency) {
        notice.set("amount", amount(amount, currency));

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        assertThat(department.state(bill)).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told(bill)).containsExactly("AMOUNT_MISMATCH REFUND_OR_ACCEPT P1");
        assertThat(department.payments.find(bill.number()).orElseThrow().arrivals())
                .hasSize(1);
    }

    @Test
    void f11_the_right_amount_after_a_wrong_one_is_left_to_a_person() {
        department.receive(platform.notice(bill, "P0").set("amount", amount("0.01", "CNY")));

        department.receive(notice);

        assertThat(department.state(bill)).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told(bill))
                .containsExactly("AFTER_MISMATCH REFUND_OR_ACCEPT P1", "AMOUNT_MISMATCH REFUND_OR_ACCEPT P0");
    }

    @Test
    void f11_a_wrong_amount_after_the_payment_leaves_the_bill_paid() {
        department.receive(notice);
        department.receive(platform.notice(bill, "P2").set("amount", amount("0.01", "CNY")));

        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
        assertThat(department.told(bill)).containsExactly("PAID P1", "SURPLUS REFUND P2");
    }

    @Test
    void f12_money_for_another_payee_does_not_pay() {
        notice.put("payee", "91350100M000101376");

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);

        assertThat(department.state(bill)).isEqualTo(PaymentState.MISMATCHED);
        assertThat(department.told(bill)).containsExactly("PAYEE_MISMATCH ASK_PLATFORM P1");
    }

    @ParameterizedTest
    @CsvSource({"orderNumber,BILL-9", "paymentCode,00000000000000000009"})
    void f13_money_for_a_bill_that_is_not_ours_is_refused_and_kept(String member, String value) {
        notice.put(member, value);
        RawMessage pushed = platform.push(notice);

        for (int i = 0; i < 3; i++) {
            assertThat(department.payments.receive(pushed)).isEqualTo(REFUSED);
            assertThat(department.receive(notice)).isEqualTo(REFUSED);
        }

        assertThat(department.state(bill)).isEqualTo(PaymentState.OPEN);
        assertThat(department.told(bill)).isEmpty();
        assertThat(department.effects.ofNoBill()).containsExactly("UNMATCHED P1");
        assertThat(department.payments.unmatched(10))
                .extracting(arrival -> arrival.payment().number())
                .containsExactly("P1");
    }

    @Test
    void f17_a_crash_of_the_handler_leaves_nothing_and_the_next_run_has_one_effect() {
        int[] crashes = {2};
        department.effects.crashWhen(() -> crashes[0]-- > 0);

        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        for (int i = 0; i < 2; i++) {
            assertThat(department.effects.of(bill)).isEmpty();
            department.clock.advance(Duration.ofMinutes(10));
            department.desk.work();
        }

        assertThat(department.effects.of(bill)).containsExactly("PAID P1");
        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f17_when_the_departments_own_row_fails_it_is_written_later_and_once() {
        AtomicInteger failures = new AtomicInteger(1);
        Desk failing = new Desk(
                platform,
                department.database,
                department.clock,
                Department.TERMS,
                store -> new FailingHandler(department.effects, failures));

        assertThat(failing.payments.receive(platform.push(notice))).isEqualTo(ACCEPTED);
        failing.work();
        assertThat(department.effects.of(bill)).isEmpty();
        department.clock.advance(Duration.ofMinutes(10));
        failing.work();

        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void f18_the_answer_does_not_wait_for_the_department() {
        department.effects.crashWhen(() -> {
            throw new AssertionError("nothing of the department runs before the answer");
        });

        assertThat(department.payments.receive(platform.push(notice))).isEqualTo(ACCEPTED);
        assertThat(department.state(bill)).isEqualTo(PaymentState.PAID);
        assertThat(department.effects.of(bill)).isEmpty();
    }

    @Test
    void f19_when_our_answer_is_lost_the_repeat_gets_the_same_answer_and_no_second_effect() {
        NoticeAnswer lost = department.receive(notice);
        department.clock.advance(Duration.ofHours(6));

        assertThat(department.receive(notice)).isEqualTo(lost);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void a_query_and_a_notice_of_one_payment_have_one_effect() {
        ObjectNode paid = platform.pay(bill, "P1");
        department.payments.query(bill.number());

        assertThat(department.receive(paid)).isEqualTo(ACCEPTED);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type",
                "eventId",
                "orderNumber",
                "paymentCode",
                "paymentNumber",
                "amount",
                "payee",
                "paidAt",
                "channel"
            })
    void a_signed_notice_with_a_member_missing_or_of_another_type_leaves_no_trace(String member) {
        ObjectNode without = notice.deepCopy();
        without.remove(member);
        assertThat(department.receive(without)).isEqualTo(REFUSED);
        assertThat(department.receive(notice.deepCopy().put(member, 1))).isEqualTo(REFUSED);
        assertThat(department.receive(notice.deepCopy().putNull(member))).isEqualTo(REFUSED);
        assertThat(department.receive(notice.deepCopy().put(member, ""))).isEqualTo(REFUSED);
        assertNothingHeard();
        assertThat(department.receive(notice)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "type~payment.taken",
                "orderNumber~B",
                "orderNumber~../../etc/passwd",
                "paymentCode~1234",
                "payee~91350100M000100Y44",
                "paidAt~2026-11-21T11:04:05+08:00",
                "paidAt~2026-02-30T11:04:05Z",
                "paidAt~1795229045",
            })
    void a_signed_notice_with_a_member_out_of_its_form_leaves_no_trace(String member, String value) {
        assertThat(department.receive(notice.deepCopy().put(member, value))).isEqualTo(REFUSED);
        assertNothingHeard();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventId", "paymentNumber", "channel"})
    void a_signed_notice_with_a_text_beyond_bounds_leaves_no_trace(String member) {
        assertThat(department.receive(notice.deepCopy().put(member, "x".repeat(129))))
                .isEqualTo(REFUSED);
        assertThat(department.receive(notice.deepCopy().put(member, "x\ny"))).isEqualTo(REFUSED);
        assertThat(department.receive(notice.deepCopy().put(member, " "))).isEqualTo(REFUSED);
        assertNothingHeard();
    }

    @ParameterizedTest
    @CsvSource({"80.5e0,CNY", "80.505,CNY", "-80.50,CNY", "0,CNY", "NaN,CNY", "80.50,XXX", "80.50,cny", "80.50,RMB"})
    void f27_f29_a_signed_notice_with_an_amount_that_is_none_leaves_no_trace(String amount, String currency) {
        assertThat(department.receive(notice.set("amount", amount(amount, currency))))
                .isEqualTo(REFUSED);
        assertNothingHeard();
    }

    @Test
    void f27_an_amount_as_a_number_is_refused() {
        String text = notice.toString().replace("\"80.50\"", "80.50");

        assertThat(department.payments.receive(platform.push(text.getBytes(UTF_8))))
                .isEqualTo(REFUSED);
        assertNothingHeard();
    }

    @Test
    void two_keys_with_long_names_and_nonces_do_not_get_into_each_others_way() {
        String longest = "k".repeat(128);
        SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, longest);
        MessageSignatures sender = new MessageSignatures(key, VerificationKeys.of(Map.of()), department.clock);
        MessageSignatures receiver = new MessageSignatures(
                key, VerificationKeys.of(Map.of(longest, key.verificationKey())), department.clock);
        Payments payments = department.payments(new Delivering(platform, receiver::verify));

        RawMessage pushed = sender.sign("POST", PlatformInMemory.NOTIFY_URI, Bytes.of(StrictJson.write(notice)), null);

        assertThat(payments.receive(pushed)).isEqualTo(ACCEPTED);
        assertThat(payments.receive(pushed)).isEqualTo(ACCEPTED);
        assertThat(department.told(bill)).containsExactly("PAID P1");
    }

    @Test
    void a_message_must_be_there() {
        assertThatThrownBy(() -> department.payments.receive((RawMessage) null))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_is_what_the_contract_says(NoticeAnswer answer) {
        assertThat(answer.body()).isEqualTo("{\"result\":\"" + answer + "\"}");
        assertThat(answer.httpStatus()).isIn(200, 400, 503);
    }

    private void assertNothingHeard() {
        assertThat(department.state(bill)).isEqualTo(PaymentState.OPEN);
        assertThat(department.told(bill)).isEmpty();
        assertThat(stored("payment.event", "paid-P1")).isEmpty();
        assertThat(stored("payment.unmatched", "paid-P1")).isEmpty();
    }

    private Optional<Bytes> stored(String kind, String id) {
        return department.store.inTransaction(transaction ->
                department.store.find(transaction, new StateKey(kind, id)).map(State::value));
    }

    private static ObjectNode amount(String amount, String currency) {
        return StrictJson.object().put("amount", amount).put("currency", currency);
    }

    /** Its database fails so many times. */
    private record FailingHandler(PaymentHandler handler, AtomicInteger failures) implements PaymentHandler {
        @Override
        public void paid(Connection transaction, PaymentOrder order, Payment payment) throws SQLException {
            handler.paid(transaction, order, payment);
            if (failures.getAndDecrement() > 0) {
                throw new SQLException("the department's table is locked");
            }
        }

        @Override
        public void reversed(Connection transaction, PaymentOrder order, Payment payment) {
            throw new AssertionError("not expected");
        }

        @Override
        public void refunded(Connection transaction, PaymentOrder order, Refund refund) {
            throw new AssertionError("not expected");
        }

        @Override
        public void needsAttention(Connection transaction, Attention attention) {
            throw new AssertionError("not expected");
        }
    }
}
