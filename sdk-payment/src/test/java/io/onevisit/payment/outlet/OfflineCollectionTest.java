package io.onevisit.payment.outlet;

import static io.onevisit.payment.outlet.Bank.ending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.id.CreditCode;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.SettableClock;
import io.onevisit.payment.outlet.CollectingPlatform.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Taking money while the platform cannot be reached (F40), and what becomes of it. */
class OfflineCollectionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final String CODE = "32068226300000000001";
    private static final String SERIAL = "ICBC0001";
    private static final String QUERY = "/v1/outlet/collections/query";
    private static final String COLLECT = "/v1/outlet/collections";

    private final SettableClock clock = new SettableClock(NOW);
    private final CollectingPlatform platform = new CollectingPlatform(clock);
    private final Bank bank = new Bank(platform, clock, Bank.SETTINGS);
    private final BankOutlet outlet = bank.outlet;

    @BeforeEach
    void the_platform_has_answered_once_and_then_the_line_is_cut() {
        open(CODE, "80.50");
        outlet.lookUp(new PaymentCode(CODE));
        platform.weather(() -> Fault.NO_CONNECTION);
    }

    private void open(String code, String yuan) {
        platform.open(code, yuan, Bank.PAYEE.value(), "2026-11-22T03:04:05Z");
    }

    private void theLineIsBack() {
        platform.weather(() -> Fault.NONE);
    }

    private ScannedCode scanned(String yuan) {
        return scanned(CODE, yuan);
    }

    private ScannedCode scanned(String code, String yuan) {
        return outlet.scan(Bank.picture(code, yuan, NOW.plus(Duration.ofDays(1))))
                .orThrow();
    }

    /** A code for each collection, as each payer has one. */
    private ScannedCode another(int number, String yuan) {
        return scanned("3206822630000000020" + number, yuan);
    }

    private Outcome<CollectionReceipt> collect(Payable payable) {
        return outlet.collect(payable, SERIAL, "0301");
    }

    @Test
    void a_scanned_code_is_taken_and_forwarded_once_under_the_same_serial_asking_first() {
        Outcome<CollectionReceipt> outcome = collect(scanned("80.50"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.pending().cause())
                                .isEqualTo("Taken, not yet confirmed: it is forwarded by itself."));
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TAKEN);
        bank.forward();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TAKEN);
        int calls = platform.paths().size();
        theLineIsBack();
        bank.forward();

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        assertThat(platform.paths().subList(calls, platform.paths().size()))
                .startsWith(QUERY)
                .endsWith(QUERY, COLLECT)
                .containsOnlyOnce(COLLECT);
        assertThat(platform.collections()).containsOnlyKeys(Bank.FIRST + " " + SERIAL);
        assertThat(outlet.unsettled(DAY, 10)).isEmpty();
        assertThat(outlet.find(SERIAL).orElseThrow().collectedAt()).isEqualTo(NOW);
    }

    @Test
    void the_bill_that_was_looked_up_by_a_scanned_code_may_be_taken_too() {
        theLineIsBack();
        PayableBill bill = outlet.lookUp(scanned("80.50"));
        platform.next(Fault.NO_CONNECTION);

        assertThat(ending(collect(bill))).isEqualTo("unknown");
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TAKEN);
    }

    @Test
    void an_answer_that_is_lost_within_the_limits_is_taken_too() {
        platform.weather(() -> Fault.ANSWER_LOST);

        assertThat(ending(collect(scanned("80.50")))).isEqualTo("unknown");
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TAKEN);
        theLineIsBack();
        bank.forward();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        assertThat(platform.collections()).hasSize(1);
    }

    // Limits: what may not wait is not taken.

    @Test
    void a_code_that_was_only_looked_up_is_not_taken_without_the_platform() {
        theLineIsBack();
        PayableBill bill = outlet.lookUp(new PaymentCode(CODE));
        platform.weather(() -> Fault.NO_CONNECTION);

        refusesAndNeverForwards(bill, RefusalReason.OFFLINE_CODE);
    }

    @Test
    void a_scanned_code_that_has_expired_at_the_counter_is_not_taken_without_the_platform() {
        ScannedCode scanned =
                outlet.scan(Bank.picture(CODE, "80.50", NOW.plusSeconds(60))).orThrow();
        clock.advance(Duration.ofSeconds(60));

        refusesAndNeverForwards(scanned, RefusalReason.OFFLINE_CODE);
    }

    @Test
    void a_fen_over_the_limit_is_not_taken_without_the_platform() {
        refusesAndNeverForwards(scanned("500.01"), RefusalReason.OFFLINE_AMOUNT);
    }

    @Test
    void the_limit_itself_is_taken() {
        assertThat(ending(collect(scanned("500.00")))).isEqualTo("unknown");
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TAKEN);
    }

    @ParameterizedTest
    @CsvSource({"7200, TAKEN", "7201, REFUSED"})
    void the_time_since_the_last_answer_is_limited_to_the_second(long seconds, OutletState state) {
        clock.advance(Duration.ofSeconds(seconds));

        collect(scanned("80.50"));

        assertThat(bank.state(SERIAL)).isEqualTo(state);
    }

    @Test
    void a_bank_that_has_never_had_an_answer_takes_nothing_without_the_platform() {
        Bank fresh = new Bank(platform, clock, Bank.SETTINGS);

        assertThat(ending(fresh.outlet.collect(scanned("80.50"), SERIAL, "0301")))
                .isEqualTo(RefusalReason.OFFLINE_TIME.code());
    }

    @Test
    void a_node_with_a_slow_clock_does_not_move_the_last_answer_back() {
        CreditCode first = CreditCode.parse(Bank.FIRST);
        Contact slow = new Contact(bank.store, first, new SettableClock(NOW.minus(Duration.ofMinutes(10))));
        Contact right = new Contact(bank.store, first, clock);

        slow.answered();
        assertThat(right.last()).contains(NOW);
        clock.advance(Duration.ofMinutes(1));
        right.answered();
        assertThat(slow.last()).contains(NOW.plusSeconds(60));
    }

    @Test
    void a_bank_without_offline_limits_takes_nothing_without_the_platform() {
        theLineIsBack();
        Bank strict = new Bank(
                platform, clock, new OutletSettings(Bank.SETTINGS.bank(), Bank.SETTINGS.dayCut(), OfflineLimits.NEVER));
        strict.outlet.lookUp(new PaymentCode(CODE));
        platform.weather(() -> Fault.NO_CONNECTION);

        assertThat(ending(strict.outlet.collect(scanned("80.50"), SERIAL, "0301")))
                .isEqualTo(RefusalReason.OFFLINE_AMOUNT.code());
    }

    @Test
    void f40_more_than_the_total_over_all_outlets_is_not_taken_without_the_platform() {
        for (int i = 1; i <= 2; i++) {
            assertThat(ending(outlet.collect(another(i, "500.00"), "TOTAL00" + i, "030" + i)))
                    .isEqualTo("unknown");
        }

        assertThat(ending(collect(scanned("0.01")))).isEqualTo(RefusalReason.OFFLINE_TOTAL.code());
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REFUSED);
    }

    @Test
    void f40_a_lost_answer_beyond_the_total_leaves_the_ending_unknown() {
        outlet.collect(another(1, "500.00"), "TOTAL001", "0301");
        outlet.collect(another(2, "500.00"), "TOTAL002", "0301");
        platform.weather(() -> Fault.ANSWER_LOST);

        assertThat(ending(collect(scanned("80.50")))).isEqualTo("unknown");

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.UNKNOWN);
    }

    @Test
    void f40_what_has_an_ending_makes_room_in_the_total_also_when_it_was_refused() {
        outlet.collect(another(1, "500.00"), "TOTAL001", "0301");
        outlet.collect(another(2, "500.00"), "TOTAL002", "0301");
        theLineIsBack();
        bank.forward();
        assertThat(bank.state("TOTAL001")).isEqualTo(OutletState.TO_RETURN);
        platform.weather(() -> Fault.NO_CONNECTION);

        for (int i = 3; i <= 4; i++) {
            assertThat(ending(outlet.collect(another(i, "500.00"), "TOTAL00" + i, "0301")))
                    .isEqualTo("unknown");
        }
        assertThat(ending(outlet.collect(scanned("0.01"), "TOTAL005", "0301")))
                .isEqualTo(RefusalReason.OFFLINE_TOTAL.code());
    }

    @Test
    void f40_tellers_at_once_do_not_take_more_than_the_total() throws Exception {
        List<String> endings = atOnce(i -> another(i, "300.00"));

        assertThat(endings).filteredOn("unknown"::equals).hasSize(3);
        assertThat(endings)
                .filteredOn(RefusalReason.OFFLINE_TOTAL.code()::equals)
                .hasSize(3);
    }

    /** How it ends for six tellers, each with a serial number of his own. */
    private List<String> atOnce(IntFunction<ScannedCode> codes) throws Exception {
        List<ScannedCode> scanned = IntStream.range(0, 6).mapToObj(codes).toList();
        ExecutorService tellers = Executors.newFixedThreadPool(6);
        List<String> endings = new ArrayList<>();
        try {
            List<Future<Outcome<CollectionReceipt>>> outcomes = IntStream.range(0, 6)
                    .mapToObj(i -> tellers.submit(() -> outlet.collect(scanned.get(i), "TOTAL00" + i, "030" + i)))
                    .toList();
            for (Future<Outcome<CollectionReceipt>> outcome : outcomes) {
                endings.add(ending(outcome.get()));
            }
        } finally {
            tellers.shutdown();
        }
        return endings;
    }

    @Test
    void settling_where_nothing_was_ever_taken_changes_nothing() {
        OfflineTotal total = new OfflineTotal(bank.store, CreditCode.parse(Bank.FIRST));
        Money most = Money.yuan("500.00");

        boolean taken = bank.store.inTransaction(tx -> {
            total.settle(tx, most);
            boolean first = total.take(tx, Money.yuan("0.01"), most);
            total.settle(tx, most);
            return first && total.take(tx, most, most) && !total.take(tx, Money.yuan("0.01"), most);
        });

        assertThat(taken).isTrue();
    }

    // One code, one payment.

    @Test
    void f02_f40_a_code_that_one_outlet_has_taken_is_not_taken_at_another() {
        ScannedCode code = scanned("80.50");
        assertThat(ending(collect(code))).isEqualTo("unknown");

        assertThat(ending(outlet.collect(code, "ICBC0002", "0302"))).isEqualTo(RefusalReason.PAID_ALREADY.code());

        assertThat(bank.state("ICBC0002")).isEqualTo(OutletState.REFUSED);
        assertThat(ending(collect(code))).as("the same again").isEqualTo("unknown");
        theLineIsBack();
        bank.forward();
        assertThat(platform.collections()).containsOnlyKeys(Bank.FIRST + " " + SERIAL);
    }

    @Test
    void f02_f40_of_tellers_at_once_with_one_code_one_takes_the_money() throws Exception {
        ScannedCode code = scanned("80.50");

        List<String> endings = atOnce(i -> code);

        assertThat(endings).filteredOn("unknown"::equals).hasSize(1);
        assertThat(endings)
                .filteredOn(RefusalReason.PAID_ALREADY.code()::equals)
                .hasSize(5);
    }

    @Test
    void f02_f40_a_code_that_was_confirmed_before_the_line_was_cut_is_not_taken_without_the_platform() {
        theLineIsBack();
        assertThat(ending(collect(outlet.lookUp(new PaymentCode(CODE))))).isEqualTo("done");
        platform.weather(() -> Fault.NO_CONNECTION);

        assertThat(ending(outlet.collect(scanned("80.50"), "ICBC0002", "0302")))
                .isEqualTo(RefusalReason.PAID_ALREADY.code());
    }

    @Test
    void f40_a_lost_answer_about_a_code_that_another_outlet_has_taken_leaves_the_ending_unknown() {
        collect(scanned("80.50"));
        platform.weather(() -> Fault.ANSWER_LOST);

        assertThat(ending(outlet.collect(scanned("80.50"), "ICBC0002", "0302"))).isEqualTo("unknown");

        assertThat(bank.state("ICBC0002")).isEqualTo(OutletState.UNKNOWN);
    }

    @Test
    void f40_a_code_whose_collection_was_refused_or_reversed_can_be_taken_again() {
        collect(scanned("500.01"));
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REFUSED);
        theLineIsBack();
        assertThat(ending(outlet.collect(scanned("80.50"), "ICBC0002", "0302"))).isEqualTo("done");
        assertThat(ending(outlet.reverse("ICBC0002", "CZ0001", "wrong bill"))).isEqualTo("done");
        platform.weather(() -> Fault.NO_CONNECTION);

        assertThat(ending(outlet.collect(scanned("80.50"), "ICBC0003", "0303"))).isEqualTo("unknown");
        assertThat(bank.state("ICBC0003")).isEqualTo(OutletState.TAKEN);
    }

    @Test
    void the_total_is_not_less_than_the_single_amount_and_of_yuan() {
        assertThatThrownBy(() -> new OfflineLimits(Money.yuan("1.00"), Money.yuan("0.99"), Duration.ZERO))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new OfflineLimits(Money.yuan("1.00"), Money.parse("1.00", "USD"), Duration.ZERO))
                .isInstanceOf(InvalidValueException.class);
    }

    // Two banks in one database.

    @Test
    void two_banks_in_one_database_have_serials_messages_limits_and_statements_of_their_own() {
        DataSource common = Bank.database();
        Bank first = new Bank(platform, clock, Bank.SETTINGS, common);
        Bank second = new Bank(
                platform,
                clock,
                new OutletSettings(CreditCode.parse(Bank.SECOND), Bank.SETTINGS.dayCut(), Bank.SETTINGS.offline()),
                common);
        theLineIsBack();
        first.outlet.lookUp(new PaymentCode(CODE));
        platform.weather(() -> Fault.NO_CONNECTION);
        assertThat(ending(second.outlet.collect(scanned("80.50"), SERIAL, "0901")))
                .as("the platform has never answered the second")
                .isEqualTo(RefusalReason.OFFLINE_TIME.code());
        theLineIsBack();
        second.outlet.lookUp(new PaymentCode(CODE));
        platform.weather(() -> Fault.NO_CONNECTION);

        collectUpToTheTotal(first);
        assertThat(ending(second.outlet.collect(scanned("80.50"), "TOTAL001", "0901")))
                .isEqualTo("unknown");
        theLineIsBack();
        first.forward();
        assertThat(second.state("TOTAL001"))
                .as("nobody sends it with another's key")
                .isEqualTo(OutletState.TAKEN);
        second.forward();

        assertThat(second.state("TOTAL001")).isEqualTo(OutletState.CONFIRMED);
        assertThat(platform.collections()).containsOnlyKeys(Bank.SECOND + " TOTAL001");
        assertThat(first.outlet.unsettled(DAY, 10)).hasSize(2);
        assertThat(second.outlet.unsettled(DAY, 10)).isEmpty();
    }

    private void collectUpToTheTotal(Bank full) {
        for (int i = 1; i <= 2; i++) {
            assertThat(ending(full.outlet.collect(another(i, "500.00"), "TOTAL00" + i, "0301")))
                    .isEqualTo("unknown");
        }
    }

    private void refusesAndNeverForwards(Payable payable, RefusalReason reason) {
        assertThat(ending(collect(payable))).isEqualTo(reason.code());
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REFUSED);
        theLineIsBack();
        int calls = platform.paths().size();
        bank.forward();
        assertThat(ending(collect(payable))).isEqualTo(reason.code());
        assertThat(platform.paths()).as("nothing is told later").hasSize(calls);
        assertThat(platform.collections()).isEmpty();
    }

    @Test
    void a_lost_answer_beyond_the_limits_leaves_the_ending_unknown_and_it_is_found_out() {
        platform.weather(() -> Fault.ANSWER_LOST);

        assertThat(ending(collect(scanned("500.01")))).isEqualTo("unknown");
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.UNKNOWN);
        theLineIsBack();
        bank.forward();
        assertThat(bank.state(SERIAL)).as("12004, later").isEqualTo(OutletState.TO_RETURN);
    }

    @Test
    void limits_are_not_less_than_nothing_and_of_yuan() {
        assertThatThrownBy(() -> new OfflineLimits(Money.yuan("-0.01"), Money.yuan("-0.01"), Duration.ZERO))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(
                        () -> new OfflineLimits(Money.parse("1.00", "USD"), Money.parse("1.00", "USD"), Duration.ZERO))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new OfflineLimits(Money.yuan("1.00"), Money.yuan("1.00"), Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new OfflineLimits(Money.yuan("1.00"), Money.yuan("1.00"), Duration.ofDays(366)))
                .isInstanceOf(InvalidValueException.class);
    }

    // A refusal that comes later.

    @ParameterizedTest
    @CsvSource({"PAID, PAID_ALREADY", "EXPIRED, EXPIRED", "CLOSED, VOID"})
    void f02_f03_a_refusal_that_comes_later_is_listed_until_the_money_has_gone_back(
            String state, RefusalReason reason) {
        collect(scanned("80.50"));
        platform.bill(CODE).put("state", state);
        theLineIsBack();
        bank.forward();

        OutletCollection refused = outlet.unsettled(DAY, 10).get(0);
        assertThat(refused.state()).isEqualTo(OutletState.TO_RETURN);
        assertThat(refused.state().zh()).contains("退还款项");
        assertThat(RefusalReason.of(refused.refusal())).isEqualTo(reason);
        assertThat(ending(collect(scanned("80.50")))).isEqualTo(reason.code());
        assertThat(bank.outbox.deadLetters(10)).hasSize(1);

        outlet.returned(SERIAL);
        assertThat(outlet.unsettled(DAY, 10)).isEmpty();
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.RETURNED);
        outlet.returned(SERIAL);
        assertThat(outlet.find(SERIAL).orElseThrow().refusal()).isEqualTo(refused.refusal());
    }

    @Test
    void a_dead_letter_put_back_to_work_does_not_tell_the_platform_again() {
        collect(scanned("80.50"));
        platform.bill(CODE).put("state", "PAID");
        theLineIsBack();
        bank.forward();
        platform.bill(CODE).put("state", "OPEN");
        int calls = platform.paths().size();

        assertThat(bank.outbox.release("outlet.collect." + Bank.FIRST, SERIAL)).isTrue();
        bank.forward();

        assertThat(platform.paths()).hasSize(calls);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.TO_RETURN);
    }

    @ParameterizedTest
    @EnumSource(
            value = OutletState.class,
            names = {"CONFIRMED", "TAKEN", "REFUSED"})
    void only_what_was_refused_later_is_returned(OutletState state) {
        if (state == OutletState.CONFIRMED) {
            theLineIsBack();
        }
        collect(scanned(state == OutletState.REFUSED ? "500.01" : "80.50"));
        assertThat(bank.state(SERIAL)).isEqualTo(state);

        assertThatThrownBy(() -> outlet.returned(SERIAL)).isInstanceOf(InvalidValueException.class);
        assertThat(bank.state(SERIAL)).isEqualTo(state);
        assertThatThrownBy(() -> outlet.returned("ICBC9999")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void what_is_unsettled_is_listed_up_to_the_limit() {
        for (int i = 1; i <= 7; i++) {
            String code = "3206822630000000010" + i;
            ScannedCode scanned = outlet.scan(Bank.picture(code, "10.00", NOW.plusSeconds(600)))
                    .orThrow();
            outlet.collect(scanned, "ICBC010" + i, "0301");
        }

        assertThat(outlet.unsettled(DAY, 10)).hasSize(7);
        assertThat(outlet.unsettled(DAY, 3)).hasSize(3);
        assertThat(outlet.unsettled(DAY.plusDays(1), 10)).isEmpty();
        assertThatThrownBy(() -> outlet.unsettled(DAY, 0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.unsettled(DAY, 10_001)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void every_state_tells_the_teller_what_to_do_in_both_languages() {
        assertThat(Arrays.asList(OutletState.values())).allSatisfy(state -> {
            assertThat(state.zh()).endsWith("。");
            assertThat(state.en()).endsWith(".");
        });
    }
}
