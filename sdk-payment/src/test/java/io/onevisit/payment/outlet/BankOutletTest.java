package io.onevisit.payment.outlet;

import static io.onevisit.payment.outlet.Bank.done;
import static io.onevisit.payment.outlet.Bank.ending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.payment.CheckCode;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.SettableClock;
import io.onevisit.payment.outlet.CollectingPlatform.Death;
import io.onevisit.payment.outlet.CollectingPlatform.Fault;
import io.onevisit.payment.qr.PaymentQr;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Look up and collect while the platform can be reached, or while its answers are lost. */
class BankOutletTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final String TEXT = "32068226300000000001";
    private static final PaymentCode CODE = new PaymentCode(TEXT);
    private static final PaymentCode NOBODYS = new PaymentCode("00000000000000000009");
    private static final String SERIAL = "ICBC0001";
    private static final String COLLECT = "/v1/outlet/collections";
    private static final String QUERY = "/v1/outlet/collections/query";

    private final SettableClock clock = new SettableClock(NOW);
    private final CollectingPlatform platform = new CollectingPlatform(clock);
    private final Bank bank = new Bank(platform, clock, Bank.SETTINGS);
    private final BankOutlet outlet = bank.outlet;

    @BeforeEach
    void a_department_has_ordered_the_code() {
        platform.open(TEXT, "80.50", Bank.PAYEE.value(), "2026-11-21T09:04:05Z");
    }

    private Outcome<CollectionReceipt> collect(Payable payable) {
        return outlet.collect(payable, SERIAL, "0301");
    }

    private ScannedCode scanned() {
        return outlet.scan(Bank.picture(TEXT, "80.50", NOW.plusSeconds(21600))).orThrow();
    }

    // Inspecting and looking up.

    @Test
    void a_payers_code_is_read_from_a_picture_and_verified_before_any_call() {
        ScannedCode scanned = scanned();

        assertThat(scanned.content())
                .isEqualTo(new PaymentQr(CODE, Money.yuan("80.50"), Bank.PAYEE, NOW.plusSeconds(21600)));
        assertThat(platform.paths()).isEmpty();
    }

    @Test
    void f38_a_swapped_stale_or_foreign_code_is_refused_before_any_call() {
        PaymentQr code = new PaymentQr(CODE, Money.yuan("80.50"), Bank.PAYEE, NOW.plusSeconds(60));
        SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2, "payee-1");

        assertThat(outlet.scan(picture(code.sign(stranger, Bank.ADDRESS))).verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(outlet.scan(picture("https://pay.example/other")).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outlet.scan(Bank.picture(TEXT, "80.50", NOW)).subject()).isEmpty();
        assertThatThrownBy(() -> outlet.scan(new byte[] {1, 2, 3})).isInstanceOf(MalformedMessageException.class);
        assertThat(platform.paths()).isEmpty();
    }

    private static byte[] picture(String text) {
        return QrCode.of(text, ErrorCorrection.M).png(4, 300);
    }

    @Test
    void the_teller_sees_what_is_to_be_paid() {
        PayableBill bill = outlet.lookUp(CODE);

        assertThat(bill.code()).isEqualTo(CODE);
        assertThat(bill.payee()).isEqualTo(Bank.PAYEE);
        assertThat(bill.payeeName()).isEqualTo("Housing Bureau");
        assertThat(bill.amount()).isEqualTo(Money.yuan("80.50"));
        assertThat(bill.expires()).isEqualTo(Instant.parse("2026-11-21T09:04:05Z"));
        assertThat(bill.seenAt()).isEqualTo(NOW);
        assertThat(bill.scanned()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PAID, PAID_ALREADY", "EXPIRED, EXPIRED", "CLOSED, VOID"})
    void a_bill_that_cannot_be_paid_is_no_payable_bill(String state, RefusalReason reason) {
        platform.bill(TEXT).put("state", state);

        assertThat(refusalOf(() -> outlet.lookUp(CODE))).isEqualTo(reason);
    }

    @Test
    void f13_a_code_that_nobody_knows_is_refused_with_its_reason() {
        assertThat(refusalOf(() -> outlet.lookUp(NOBODYS))).isEqualTo(RefusalReason.UNKNOWN_CODE);
    }

    @Test
    void a_check_code_is_sent_beside_the_code() {
        platform.bill(TEXT).put("checkCode", "4821");

        assertThat(outlet.lookUp(CODE, new CheckCode("4821")).code()).isEqualTo(CODE);
        assertThat(refusalOf(() -> outlet.lookUp(CODE, new CheckCode("4812")))).isEqualTo(RefusalReason.CHECK_CODE);
        assertThat(refusalOf(() -> outlet.lookUp(CODE))).isEqualTo(RefusalReason.CHECK_CODE);
    }

    @Test
    void a_check_code_is_sent_beside_a_code_that_was_scanned() {
        platform.bill(TEXT).put("checkCode", "4821");
        ScannedCode scanned = scanned();

        assertThat(refusalOf(() -> outlet.lookUp(scanned))).isEqualTo(RefusalReason.CHECK_CODE);
        assertThat(refusalOf(() -> outlet.lookUp(scanned, new CheckCode("4812"))))
                .isEqualTo(RefusalReason.CHECK_CODE);
        assertThatThrownBy(() -> outlet.lookUp(scanned, (CheckCode) null)).isInstanceOf(InvalidValueException.class);
        assertThat(outlet.lookUp(scanned, new CheckCode("4821")).scanned()).contains(scanned);
        ScannedCode cheaper =
                outlet.scan(Bank.picture(TEXT, "80.49", NOW.plusSeconds(60))).orThrow();
        assertThat(refusalOf(() -> outlet.lookUp(cheaper, new CheckCode("4821"))))
                .isEqualTo(RefusalReason.AMOUNT_DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "XZ20261121000042", "ABCD1234567890123456789012345678901234567890"})
    void every_code_that_a_region_can_have_is_scanned_and_collected(String region) {
        platform.open(region, "80.50", Bank.PAYEE.value(), "2026-11-21T09:04:05Z");
        ScannedCode scanned = outlet.scan(Bank.picture(region, "80.50", NOW.plusSeconds(21600)))
                .orThrow();

        assertThat(done(collect(outlet.lookUp(scanned))).code()).isEqualTo(new PaymentCode(region));
    }

    private static RefusalReason refusalOf(Runnable call) {
        try {
            call.run();
        } catch (PlatformRefusedException e) {
            return RefusalReason.of(e.refusal());
        }
        throw new AssertionError("was not refused");
    }

    @Test
    void a_code_outside_the_table_is_refused_all_the_same_and_kept_raw() {
        platform.next(Fault.REFUSED);

        assertThatThrownBy(() -> outlet.lookUp(CODE)).isInstanceOfSatisfying(PlatformRefusedException.class, e -> {
            assertThat(RefusalReason.of(e.refusal())).isEqualTo(RefusalReason.OTHER);
            assertThat(e.refusal().code()).isEqualTo("not-permitted");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NO_CONNECTION", "REQUEST_LOST", "ANSWER_LOST"})
    void a_look_up_without_an_answer_says_so(Fault fault) {
        platform.next(fault);

        assertThatThrownBy(() -> outlet.lookUp(CODE)).isInstanceOf(PlatformUnreachableException.class);
    }

    static Stream<Consumer<ObjectNode>> wrong_bills() {
        return Stream.of(
                bill -> bill.put("paymentCode", NOBODYS.value()),
                bill -> bill.put("state", "PAYABLE"),
                bill -> bill.put("state", "open"),
                bill -> bill.remove("state"),
                bill -> bill.withObject("total").put("amount", "0.00"),
                bill -> bill.withObject("total").put("amount", "-80.50"),
                bill -> bill.put("total", 80.5),
                bill -> bill.withObject("payee").put("code", "91350100M000100Y44"),
                bill -> bill.putNull("expires"));
    }

    @ParameterizedTest
    @MethodSource("wrong_bills")
    void a_bill_that_is_not_as_the_contract_says_is_not_shown(Consumer<ObjectNode> wrong) {
        platform.twist(wrong);

        assertThatThrownBy(() -> outlet.lookUp(CODE)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_scanned_code_is_compared_with_the_bill() {
        ScannedCode cheaper =
                outlet.scan(Bank.picture(TEXT, "80.49", NOW.plusSeconds(60))).orThrow();

        assertThat(outlet.lookUp(scanned()).scanned()).isPresent();
        assertThat(refusalOf(() -> outlet.lookUp(cheaper))).isEqualTo(RefusalReason.AMOUNT_DIFFERS);
        platform.bill(TEXT).withObject("payee").put("code", Bank.FIRST);
        assertThat(refusalOf(() -> outlet.lookUp(scanned()))).isEqualTo(RefusalReason.ACCOUNT_DIFFERS);
    }

    // Collecting.

    @Test
    void a_collection_is_told_once() {
        CollectionReceipt receipt = done(collect(outlet.lookUp(CODE)));

        assertThat(receipt)
                .isEqualTo(new CollectionReceipt(SERIAL, CODE, Money.yuan("80.50"), "P" + Bank.FIRST + SERIAL, NOW));
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo(SERIAL);
        assertThat(platform.lastCall().body().toArray())
                .asString()
                .isEqualTo("{\"bankSerial\":\"ICBC0001\",\"bank\":\"91330106MA9D00443G\","
                        + "\"paymentCode\":\"32068226300000000001\","
                        + "\"amount\":{\"amount\":\"80.50\",\"currency\":\"CNY\"},\"seen\":\"LOOKED_UP\","
                        + "\"collectedAt\":\"2026-11-21T03:04:05Z\",\"outlet\":\"0301\"}");
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        bank.forward();
        assertThat(platform.paths()).containsExactly("/v1/outlet/bills/lookup", COLLECT);
    }

    @Test
    void a_scanned_code_needs_no_look_up() {
        done(collect(scanned()));

        assertThat(platform.lastCall().body().toArray()).asString().contains("\"seen\":\"SCANNED\"");
        assertThat(outlet.find(SERIAL).orElseThrow().scanned()).isTrue();
    }

    @Test
    void code_12005_what_was_seen_in_another_visit_is_not_collected() {
        PayableBill bill = outlet.lookUp(CODE);
        clock.advance(Duration.ofMinutes(30).plusSeconds(1));

        assertThat(ending(collect(bill)))
                .isEqualTo(RefusalReason.NOT_SEEN.code())
                .isEqualTo("12005");
        assertThat(outlet.find(SERIAL)).isEmpty();
        assertThat(platform.paths()).hasSize(1);
    }

    @Test
    void what_was_seen_half_an_hour_ago_is_still_the_same_visit() {
        PayableBill bill = outlet.lookUp(CODE);
        clock.advance(Duration.ofMinutes(30));

        assertThat(ending(collect(bill))).isEqualTo("done");
    }

    @Test
    void f01_the_same_collection_again_gives_the_same_receipt_without_a_call() {
        CollectionReceipt first = done(collect(scanned()));
        int calls = platform.paths().size();
        clock.advance(Duration.ofSeconds(7));

        assertThat(done(collect(scanned()))).isEqualTo(first);
        assertThat(platform.paths()).hasSize(calls);
    }

    @Test
    void f01_another_collection_under_the_same_serial_is_refused() {
        String other = "32068226300000000002";
        platform.open(other, "80.50", Bank.PAYEE.value(), "2026-11-21T09:04:05Z");
        collect(scanned());
        int calls = platform.paths().size();

        assertThatThrownBy(() -> collect(outlet.scan(Bank.picture(other, "80.50", NOW.plusSeconds(60)))
                        .orThrow()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> collect(outlet.scan(Bank.picture(TEXT, "80.51", NOW.plusSeconds(60)))
                        .orThrow()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.collect(scanned(), SERIAL, "0302")).isInstanceOf(InvalidValueException.class);
        assertThat(platform.paths()).hasSize(calls);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_UNVERIFIABLE", "ANSWER_EMPTY"})
    void f19_f40_after_a_lost_answer_the_platform_is_asked_first(Fault fault) {
        PayableBill bill = outlet.lookUp(CODE);
        platform.next(fault);

        assertThat(collect(bill)).isInstanceOf(Outcome.Unknown.class);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.UNKNOWN);
        assertThat(done(collect(bill)).paymentNumber()).isEqualTo("P" + Bank.FIRST + SERIAL);
        assertThat(platform.paths().subList(1, 3)).containsExactly(COLLECT, QUERY);
        assertThat(platform.collections()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "DEATH_AFTER", "DEATH_BEFORE"},
            mode = EnumSource.Mode.EXCLUDE)
    void f40_while_the_query_is_not_answered_the_ending_stays_unknown(Fault fault) {
        PayableBill bill = outlet.lookUp(CODE);
        platform.next(Fault.ANSWER_LOST, fault);
        collect(bill);

        assertThat(collect(bill)).isInstanceOf(Outcome.Unknown.class);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.UNKNOWN);
    }

    static Stream<Consumer<ObjectNode>> wrong_receipts() {
        return Stream.of(
                receipt -> receipt.withObject("amount").put("amount", "80.51"),
                receipt -> receipt.withObject("amount").put("currency", "USD"),
                receipt -> receipt.put("paymentCode", NOBODYS.value()),
                receipt -> receipt.put("bankSerial", "ICBC0002"),
                receipt -> receipt.remove("amount"),
                receipt -> receipt.remove("paymentNumber"),
                receipt -> receipt.put("receivedAt", "2026-11-21"));
    }

    @ParameterizedTest
    @MethodSource("wrong_receipts")
    void f11_f12_a_receipt_for_something_else_is_no_success_and_is_asked_about(Consumer<ObjectNode> wrong) {
        PayableBill bill = outlet.lookUp(CODE);
        platform.twist(wrong);

        assertThat(collect(bill)).isInstanceOf(Outcome.Unknown.class);
        assertThat(collect(bill)).isInstanceOf(Outcome.Unknown.class);
        bank.forward();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.UNKNOWN);
        platform.twist(receipt -> {});
        assertThat(ending(collect(bill))).isEqualTo("done");
        assertThat(platform.collections()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"PAID, 12001", "EXPIRED, 11003", "CLOSED, 11004"})
    void f02_f03_a_bill_that_ends_between_look_up_and_collection_is_refused_at_the_counter(String state, String code) {
        PayableBill bill = outlet.lookUp(CODE);
        platform.bill(TEXT).put("state", state);

        assertThat(ending(collect(bill))).isEqualTo(code);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REFUSED);
        assertThat(ending(collect(bill))).as("again").isEqualTo(code);
        bank.forward();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REFUSED);
        assertThat(outlet.find(SERIAL).orElseThrow().refusal().requestId()).isEqualTo("r-7");
    }

    @Test
    void code_12004_a_scanned_code_with_another_amount_than_the_bill_is_refused() {
        ScannedCode cheaper =
                outlet.scan(Bank.picture(TEXT, "80.49", NOW.plusSeconds(60))).orThrow();

        assertThat(ending(collect(cheaper))).isEqualTo(RefusalReason.AMOUNT_DIFFERS.code());
    }

    @Test
    void f02_of_two_banks_one_collects_and_the_other_gives_the_money_back() {
        OutletSettings settings =
                new OutletSettings(CreditCode.parse(Bank.SECOND), Bank.SETTINGS.dayCut(), Bank.SETTINGS.offline());
        Bank other = new Bank(platform, clock, settings);
        PayableBill seenThere = other.outlet.lookUp(CODE);
        PayableBill seenHere = outlet.lookUp(CODE);

        assertThat(ending(collect(seenHere))).isEqualTo("done");
        Outcome<CollectionReceipt> second = other.outlet.collect(seenThere, SERIAL, "0301");

        assertThat(second)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(RefusalReason.of(refused.refusal())).isEqualTo(RefusalReason.PAID_ALREADY));
        assertThat(RefusalReason.PAID_ALREADY.zh()).contains("退还缴款人");
        assertThat(other.state(SERIAL)).isEqualTo(OutletState.REFUSED);
        assertThat(platform.collections()).containsOnlyKeys(Bank.FIRST + " " + SERIAL);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEATH_BEFORE", "DEATH_AFTER"})
    void a_process_that_dies_while_telling_leaves_a_collection_that_is_forwarded(Fault death) {
        PayableBill bill = outlet.lookUp(CODE);
        platform.next(death);
        assertThatThrownBy(() -> collect(bill)).isInstanceOf(Death.class);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.SENDING);

        bank.outbox.runDue();
        assertThat(bank.state(SERIAL)).as("the counter may still be at it").isEqualTo(OutletState.SENDING);
        assertThat(collect(bill)).as("so others only wait").isInstanceOf(Outcome.Unknown.class);
        assertThat(platform.paths()).hasSize(2);
        bank.forward();

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        assertThat(platform.collections()).hasSize(1);
        assertThat(platform.paths().subList(2, platform.paths().size())).startsWith(QUERY);
    }

    @Test
    void a_counter_that_was_taken_for_dead_finds_what_the_forwarder_has_done() {
        PayableBill bill = outlet.lookUp(CODE);
        platform.next(Fault.NO_CONNECTION);
        platform.during(() -> bank.forward());

        assertThat(done(collect(bill)).paymentNumber()).isEqualTo("P" + Bank.FIRST + SERIAL);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
    }

    @Test
    void a_collection_that_nobody_took_is_not_found() {
        assertThat(outlet.find("ICBC9999")).isEmpty();
        assertThatThrownBy(() -> outlet.find("ICBC-1")).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "ICBC-0001", "ICBC0001|", "X23456789012345678901234567890123"})
    void refuses_a_serial_that_no_statement_could_hold(String serial) {
        assertThatThrownBy(() -> outlet.collect(scanned(), serial, "0301")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_what_is_missing_or_is_not_of_yuan() {
        platform.bill(TEXT).withObject("total").put("currency", "USD");

        assertThatThrownBy(() -> collect(outlet.lookUp(CODE))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> collect(null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.collect(scanned(), SERIAL, " ")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.lookUp((PaymentCode) null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.lookUp((ScannedCode) null)).isInstanceOf(InvalidValueException.class);
        assertThat(outlet.find(SERIAL)).isEmpty();
    }

    @Test
    void every_reason_of_the_table_has_a_code_of_its_own_and_a_sentence_in_both_languages() {
        assertThat(Arrays.stream(RefusalReason.values()).map(RefusalReason::code))
                .doesNotHaveDuplicates();
        assertThat(RefusalReason.values()).allSatisfy(reason -> {
            assertThat(reason.zh()).endsWith("。").matches("[^a-zA-Z]+");
            assertThat(reason.en()).endsWith(".").matches("\\p{ASCII}+");
            if (reason != RefusalReason.OTHER) {
                assertThat(RefusalReason.of(new Refusal(reason.code(), "no", null)))
                        .isEqualTo(reason);
            }
        });
        assertThat(Arrays.stream(RefusalReason.values()).map(RefusalReason::code))
                .contains("11001", "11002", "11003", "11004", "11005", "11006")
                .contains("12001", "12002", "12003", "12004", "12005", "12006")
                .contains("13001", "13002", "14001", "14002", "15001", "15002", "15003", "15010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11000", "11007", "1100", "110011", "15011", "00000", "PAID"})
    void a_code_that_is_none_of_the_table_is_another_reason(String code) {
        assertThat(RefusalReason.of(new Refusal(code, "no", null))).isEqualTo(RefusalReason.OTHER);
    }
}
