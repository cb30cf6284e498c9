package io.onevisit.payment.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.Attention;
import io.onevisit.payment.Bill;
import io.onevisit.payment.BillItem;
import io.onevisit.payment.BillNumber;
import io.onevisit.payment.BillType;
import io.onevisit.payment.Desk;
import io.onevisit.payment.Payee;
import io.onevisit.payment.Payment;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.PaymentHandler;
import io.onevisit.payment.PaymentOrder;
import io.onevisit.payment.PaymentTerms;
import io.onevisit.payment.Payments;
import io.onevisit.payment.PlatformInMemory;
import io.onevisit.payment.PlatformInMemory.Fault;
import io.onevisit.payment.Refund;
import io.onevisit.payment.SettableClock;
import io.onevisit.payment.Stores;
import io.onevisit.payment.qr.CodeAddress;
import io.onevisit.payment.qr.PaymentQr;
import io.onevisit.payment.qr.PaymentQrInspector;
import io.onevisit.payment.qr.TrustedPayee;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankOutletTest {
    private static final CodeAddress ADDRESS = new CodeAddress("https://pay.example.gov.cn/q/");
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final CreditCode PAYEE = CreditCode.parse("91350100M000100Y43");
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.SM2, "payee-1");
    private static final PaymentCode CODE = new PaymentCode("32068226300000000001");
    private static final OutletCollection COLLECTION = collection("ICBC0001", CODE, "80.50");
    private static final String COLLECT = "/v1/outlet/collections";
    private static final String QUERY = "/v1/outlet/collections/query";

    private final SettableClock clock = new SettableClock(NOW);
    private final PlatformInMemory platform = new PlatformInMemory(clock);
    private final JdbcStateStore store = Stores.h2(clock);
    private final BankOutlet outlet = outlet();

    private BankOutlet outlet() {
        TrustedPayee payee = new TrustedPayee(PAYEE, Map.of("payee-1", KEY.verificationKey()), Set.of(ADDRESS));
        return new BankOutlet(platform, store, new PaymentQrInspector(List.of(payee), clock));
    }

    private static OutletCollection collection(String serial, PaymentCode code, String yuan) {
        return new OutletCollection(serial, code, Money.yuan(yuan), NOW, "0301");
    }

    @BeforeEach
    void a_department_has_ordered_the_code() {
        PaymentTerms terms = PaymentTerms.of(PlatformInMemory.NOTIFY_URI, Duration.ofHours(2));
        Payments payments = new Desk(platform, Stores.h2Database(), clock, terms, store -> new Unheard()).payments;
        payments.order(new Bill(
                new BillNumber("BILL-1"),
                BillType.FEE,
                new CaseNumber("2026-000123"),
                "Zhang San",
                new Payee(PAYEE, "Housing Bureau", "6222020000000000"),
                List.of(new BillItem("103042", "registration fee", Money.yuan("80.50"), 1)),
                Money.yuan("80.50")));
    }

    @Test
    void a_payers_code_is_read_from_a_picture_and_verified_before_any_call() {
        PaymentQr code = new PaymentQr(CODE, Money.yuan("80.50"), PAYEE, NOW.plusSeconds(60));
        int calls = platform.paths().size();

        assertThat(outlet.scan(picture(code.sign(KEY, ADDRESS))).orThrow()).isEqualTo(code);
        assertThat(platform.paths()).hasSize(calls);
    }

    @Test
    void f38_a_swapped_or_foreign_code_is_refused_before_any_call() {
        PaymentQr code = new PaymentQr(CODE, Money.yuan("80.50"), PAYEE, NOW.plusSeconds(60));
        SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2, "payee-1");
        int calls = platform.paths().size();

        assertThat(outlet.scan(picture(code.sign(stranger, ADDRESS))).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outlet.scan(picture("https://pay.example/other")).verdict()).isEqualTo(Verdict.FAILED);
        assertThatThrownBy(() -> outlet.scan(new byte[] {1, 2, 3})).isInstanceOf(MalformedMessageException.class);
        assertThat(platform.paths()).hasSize(calls);
    }

    private static byte[] picture(String text) {
        return QrCode.of(text, ErrorCorrection.M).png(4, 300);
    }

    @Test
    void the_teller_sees_what_is_to_be_paid() {
        assertThat(outlet.lookUp(CODE))
                .isEqualTo(new PayableBill(
                        CODE, PAYEE, "Housing Bureau", Money.yuan("80.50"), true, NOW.plus(Duration.ofHours(2))));
    }

    @Test
    void f13_a_code_that_nobody_knows_is_refused_by_the_platform() {
        assertThatThrownBy(() -> outlet.lookUp(new PaymentCode("00000000000000000009")))
                .isInstanceOf(PlatformRefusedException.class)
                .hasMessageContaining("11001");
    }

    @Test
    void a_look_up_without_an_answer_says_so() {
        platform.next(Fault.NO_CONNECTION, Fault.ANSWER_EMPTY);

        assertThatThrownBy(() -> outlet.lookUp(CODE)).isInstanceOf(PlatformUnreachableException.class);
        assertThatThrownBy(() -> outlet.lookUp(CODE)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_collection_is_told_once() {
        CollectionReceipt receipt = done(outlet.collect(COLLECTION));

        assertThat(receipt).isEqualTo(new CollectionReceipt("PICBC0001", NOW));
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo("ICBC0001");
        assertThat(platform.lastCall().body().toArray())
                .asString()
                .isEqualTo("{\"bankSerial\":\"ICBC0001\",\"paymentCode\":\"32068226300000000001\","
                        + "\"amount\":{\"amount\":\"80.50\",\"currency\":\"CNY\"},"
                        + "\"collectedAt\":\"2026-11-21T03:04:05Z\",\"outlet\":\"0301\"}");
    }

    @Test
    void f01_the_same_collection_again_gives_the_same_receipt_from_a_query() {
        CollectionReceipt first = done(outlet.collect(COLLECTION));

        assertThat(done(outlet().collect(COLLECTION))).isEqualTo(first);
        assertThat(platform.paths()).endsWith(COLLECT, QUERY);
    }

    @Test
    void f01_another_collection_under_the_same_serial_is_refused() {
        outlet.collect(COLLECTION);
        int calls = platform.paths().size();

        assertThatThrownBy(() -> outlet.collect(collection("ICBC0001", CODE, "80.51")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(platform.paths()).hasSize(calls);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_UNVERIFIABLE", "ANSWER_EMPTY"})
    void f40_after_a_lost_answer_the_platform_is_asked_first(Fault fault) {
        platform.next(fault);

        assertThat(outlet.collect(COLLECTION)).isInstanceOf(Outcome.Unknown.class);
        assertThat(done(outlet().collect(COLLECTION)).paymentNumber()).isEqualTo("PICBC0001");
        assertThat(platform.paths().subList(1, 3)).containsExactly(COLLECT, QUERY);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void f40_while_the_query_is_not_answered_the_ending_stays_unknown(Fault fault) {
        platform.next(Fault.ANSWER_LOST, fault);
        outlet.collect(COLLECTION);

        assertThat(outlet.collect(COLLECTION)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void f40_without_a_connection_the_collection_is_kept_and_told_later() {
        platform.next(Fault.NO_CONNECTION);

        assertThatThrownBy(() -> outlet.collect(COLLECTION)).isInstanceOf(PlatformUnreachableException.class);
        assertThat(done(outlet.collect(COLLECTION)).paymentNumber()).isEqualTo("PICBC0001");
        assertThat(platform.paths()).endsWith(COLLECT, QUERY, COLLECT);
    }

    @Test
    void f11_f13_a_collection_that_the_platform_refuses_says_why() {
        assertThat(refusalOf(outlet.collect(collection("ICBC0002", CODE, "80.49"))))
                .isEqualTo("12004");
        assertThat(refusalOf(outlet.collect(collection("ICBC0003", new PaymentCode("00000000000000000009"), "80.50"))))
                .isEqualTo("11001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "ICBC-0001", "ICBC0001|", "X23456789012345678901234567890123"})
    void refuses_a_serial_that_no_statement_could_hold(String serial) {
        assertThatThrownBy(() -> collection(serial, CODE, "80.50")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_collection_of_nothing_or_at_no_whole_second() {
        assertThatThrownBy(() -> collection("ICBC0001", CODE, "0.00")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> collection("ICBC0001", CODE, "-80.50")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new OutletCollection("ICBC0001", CODE, Money.fen(1), NOW.plusNanos(1), "0301"))
                .isInstanceOf(InvalidValueException.class);
    }

    private static CollectionReceipt done(Outcome<CollectionReceipt> outcome) {
        return outcome.fold(
                receipt -> receipt,
                refusal -> {
                    throw new AssertionError(refusal.code());
                },
                pending -> {
                    throw new AssertionError(pending.cause());
                });
    }

    private static String refusalOf(Outcome<CollectionReceipt> outcome) {
        return outcome.fold(receipt -> "done", refusal -> refusal.code(), pending -> "unknown");
    }

    /** The department hears nothing in these tests. */
    private static final class Unheard implements PaymentHandler {
        @Override
        public void paid(Connection transaction, PaymentOrder order, Payment payment) {
            throw new AssertionError("no notice is pushed here");
        }

        @Override
        public void refunded(Connection transaction, PaymentOrder order, Refund refund) {
            throw new AssertionError("nothing is given back here");
        }

        @Override
        public void needsAttention(Connection transaction, Attention attention) {
            throw new AssertionError("no notice is pushed here");
        }
    }
}
