package io.onevisit.payment.outlet;

import static io.onevisit.payment.outlet.Bank.done;
import static io.onevisit.payment.outlet.Bank.ending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Outcome;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.core.store.TransactionWork;
import io.onevisit.payment.SettableClock;
import io.onevisit.payment.Stores;
import io.onevisit.payment.outlet.CollectingPlatform.Death;
import io.onevisit.payment.outlet.CollectingPlatform.Fault;
import io.onevisit.payment.qr.PaymentQrInspector;
import io.onevisit.payment.qr.TrustedPayee;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Giving a collection back within its bank day. */
class ReversalTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final String CODE = "32068226300000000001";
    private static final String SERIAL = "ICBC0001";
    private static final String REVERSAL = "CZ0001";
    private static final String QUERY = "/v1/outlet/reversals/query";

    private final SettableClock clock = new SettableClock(NOW);
    private final CollectingPlatform platform = new CollectingPlatform(clock);
    private final Bank bank = new Bank(platform, clock, Bank.SETTINGS);
    private final BankOutlet outlet = bank.outlet;

    @BeforeEach
    void a_code_has_been_collected() {
        platform.open(CODE, "80.50", Bank.PAYEE.value(), "2026-11-22T03:04:05Z");
        done(outlet.collect(scanned(), SERIAL, "0301"));
        bank.outbox.runDue();
    }

    private ScannedCode scanned() {
        return outlet.scan(Bank.picture(CODE, "80.50", NOW.plus(Duration.ofDays(1))))
                .orThrow();
    }

    private Outcome<ReversalReceipt> reverse() {
        return outlet.reverse(SERIAL, REVERSAL, "payer changed his mind");
    }

    @Test
    void a_collection_is_reversed_once_in_full() {
        assertThat(done(reverse())).isEqualTo(new ReversalReceipt("P" + Bank.FIRST + SERIAL, NOW));
        assertThat(platform.lastCall().idempotencyKey()).isEqualTo(REVERSAL);
        assertThat(platform.lastCall().body().toArray())
                .asString()
                .isEqualTo("{\"reversalSerial\":\"CZ0001\",\"bankSerial\":\"ICBC0001\","
                        + "\"amount\":{\"amount\":\"80.50\",\"currency\":\"CNY\"},"
                        + "\"reversedAt\":\"2026-11-21T03:04:05Z\",\"outlet\":\"0301\","
                        + "\"reason\":\"payer changed his mind\"}");
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSED);
        int calls = platform.paths().size();

        assertThat(done(reverse())).as("again").isEqualTo(new ReversalReceipt("P" + Bank.FIRST + SERIAL, NOW));
        bank.forward();
        assertThat(platform.paths()).hasSize(calls);
        assertThat(platform.reversals()).hasSize(1);
    }

    @Test
    void what_is_reversed_is_neither_reversed_nor_collected_again_under_its_serial() {
        done(reverse());

        assertThat(ending(outlet.reverse(SERIAL, "CZ0002", "once more"))).isEqualTo(RefusalReason.REVERSED.code());
        assertThat(ending(outlet.collect(scanned(), SERIAL, "0301"))).isEqualTo(RefusalReason.REVERSED.code());
        assertThat(ending(outlet.collect(scanned(), "ICBC0002", "0301")))
                .as("the bill itself can be paid anew")
                .isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST_LOST", "ANSWER_LOST", "ANSWER_UNVERIFIABLE", "ANSWER_EMPTY"})
    void f19_f40_after_a_lost_answer_the_platform_is_asked_first(Fault fault) {
        platform.next(Fault.NONE, fault);

        assertThat(reverse()).isInstanceOf(Outcome.Unknown.class);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSING);
        int calls = platform.paths().size();
        assertThat(ending(reverse())).isEqualTo("done");
        assertThat(platform.paths().get(calls)).isEqualTo(QUERY);
        assertThat(platform.reversals()).hasSize(1);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_CONNECTION", "ANSWER_LOST"})
    void f40_without_an_ending_it_is_forwarded_by_itself(Fault fault) {
        platform.next(Fault.NONE, fault);
        assertThat(reverse()).isInstanceOf(Outcome.Unknown.class);
        assertThat(outlet.unsettled(Bank.SETTINGS.dayCut().dayOf(NOW), 10)).hasSize(1);

        bank.forward();

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSED);
        assertThat(platform.reversals()).hasSize(1);
        assertThat(ending(reverse())).isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEATH_BEFORE", "DEATH_AFTER"})
    void a_process_that_dies_while_telling_leaves_a_reversal_that_is_forwarded(Fault death) {
        platform.next(Fault.NONE, death);
        assertThatThrownBy(this::reverse).isInstanceOf(Death.class);

        bank.forward();

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSED);
        assertThat(platform.reversals()).hasSize(1);
    }

    @Test
    void counter_and_forwarder_at_once_have_one_effect() {
        platform.next(Fault.NONE);
        platform.during(() -> bank.forward());

        assertThat(ending(reverse())).isEqualTo("done");
        assertThat(platform.reversals()).hasSize(1);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSED);
    }

    @Test
    void an_ending_is_noted_also_when_another_node_is_faster() {
        platform.next(Fault.NONE, Fault.ANSWER_LOST);
        assertThat(ending(reverse())).isEqualTo("unknown");
        CreditCode first = Bank.SETTINGS.bank();
        StateStore overtaken = new Overtaken(bank.store, "outlet.reversal", new AtomicBoolean(true));
        ReversalBook book = new ReversalBook(overtaken, first, new CollectionBook(overtaken, first));
        ReversalReceipt receipt = new ReversalReceipt("P" + Bank.FIRST + SERIAL, NOW);

        Reversal settled = bank.store.inTransaction(tx -> book.settle(tx, REVERSAL, new Outcome.Done<>(receipt)));

        assertThat(settled.receipt()).isEqualTo(receipt);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSED);
    }

    /** A store where somebody else changes a state of one kind just before it is changed here, once. */
    private record Overtaken(StateStore store, String kind, AtomicBoolean next) implements StateStore {
        @Override
        public boolean insert(Connection transaction, StateKey key, Bytes value, Instant expires) {
            return store.insert(transaction, key, value, expires);
        }

        @Override
        public Optional<State> find(Connection transaction, StateKey key) {
            return store.find(transaction, key);
        }

        @Override
        public List<State> list(Connection transaction, String of, String after, int limit) {
            return store.list(transaction, of, after, limit);
        }

        @Override
        public boolean compareAndSet(Connection transaction, StateKey key, long expectedVersion, Bytes value) {
            if (key.kind().equals(kind) && next.getAndSet(false)) {
                Bytes same = store.find(transaction, key).orElseThrow().value();
                store.compareAndSet(transaction, key, expectedVersion, same);
            }
            return store.compareAndSet(transaction, key, expectedVersion, value);
        }

        @Override
        public <T> T inTransaction(TransactionWork<T> work) {
            return store.inTransaction(work);
        }
    }

    // Refused with a reason.

    @ParameterizedTest
    @CsvSource({"2026-11-21T12:59:59Z, done", "2026-11-21T13:00:00Z, DAY_CUT", "2026-11-22T03:04:05Z, DAY_CUT"})
    void after_the_day_cut_nothing_is_reversed(Instant at, String end) {
        clock.advance(Duration.between(NOW, at));
        int calls = platform.paths().size();

        assertThat(ending(reverse())).isEqualTo(end);
        if (!end.equals("done")) {
            assertThat(platform.paths()).as("no call is made").hasSize(calls);
            assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        }
    }

    @Test
    void after_a_fiscal_receipt_the_collection_stands() {
        platform.bill(CODE).put("receipt", true);

        assertThat(ending(reverse())).isEqualTo(RefusalReason.RECEIPT_ISSUED.code());
        OutletCollection stands = outlet.find(SERIAL).orElseThrow();
        assertThat(stands.state()).isEqualTo(OutletState.CONFIRMED);
        assertThat(stands.refusal().code()).isEqualTo("RECEIPT_ISSUED");
        assertThat(ending(outlet.collect(scanned(), SERIAL, "0301"))).isEqualTo("done");
        assertThat(ending(reverse())).as("again").isEqualTo(RefusalReason.RECEIPT_ISSUED.code());
        platform.bill(CODE).remove("receipt");
        assertThat(ending(reverse())).as("a refused serial stays refused").isEqualTo("RECEIPT_ISSUED");
        assertThat(ending(outlet.reverse(SERIAL, "CZ0002", "a new try"))).isEqualTo("done");
    }

    @Test
    void a_refusal_that_the_forwarder_hears_lets_the_collection_stand() {
        platform.bill(CODE).put("receipt", true);
        platform.next(Fault.NO_CONNECTION);
        assertThat(ending(reverse())).isEqualTo("unknown");

        bank.forward();

        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
        assertThat(ending(reverse())).isEqualTo(RefusalReason.RECEIPT_ISSUED.code());
    }

    @Test
    void what_was_never_collected_is_not_reversed() {
        assertThat(ending(outlet.reverse("ICBC9999", REVERSAL, "wrong number")))
                .isEqualTo(RefusalReason.NOT_COLLECTED.code());
    }

    @Test
    void what_was_refused_or_has_no_ending_is_not_reversed() {
        ScannedCode paid = scanned();
        assertThat(ending(outlet.collect(paid, "ICBC0002", "0301"))).isEqualTo("12001");
        platform.next(Fault.ANSWER_LOST);
        assertThat(ending(outlet.collect(paid, "ICBC0003", "0301"))).isEqualTo("unknown");

        assertThat(ending(outlet.reverse("ICBC0002", REVERSAL, "no"))).isEqualTo(RefusalReason.NOT_COLLECTED.code());
        assertThat(ending(outlet.reverse("ICBC0003", REVERSAL, "no"))).isEqualTo(RefusalReason.NOT_CONFIRMED.code());
    }

    @Test
    void of_two_reversals_of_one_collection_the_first_counts() {
        platform.next(Fault.NONE, Fault.ANSWER_LOST);
        assertThat(ending(reverse())).isEqualTo("unknown");

        assertThat(ending(outlet.reverse(SERIAL, "CZ0002", "again"))).isEqualTo(RefusalReason.REVERSED.code());
        assertThat(ending(reverse())).isEqualTo("done");
        assertThat(platform.reversals()).hasSize(1);
    }

    @Test
    void a_reversal_serial_is_for_one_collection() {
        done(reverse());

        assertThatThrownBy(() -> outlet.reverse("ICBC0002", REVERSAL, "another"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_bank_does_not_reverse_what_another_has_collected() {
        Bank other = new Bank(
                platform,
                clock,
                new OutletSettings(CreditCode.parse(Bank.SECOND), Bank.SETTINGS.dayCut(), OfflineLimits.NEVER));

        assertThat(ending(other.outlet.reverse(SERIAL, REVERSAL, "not mine")))
                .isEqualTo(RefusalReason.NOT_COLLECTED.code());
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
    }

    static Stream<Consumer<ObjectNode>> wrong_receipts() {
        return Stream.of(
                receipt -> receipt.put("paymentNumber", "P-another"),
                receipt -> receipt.remove("paymentNumber"),
                receipt -> receipt.put("reversedAt", "yesterday"));
    }

    @ParameterizedTest
    @MethodSource("wrong_receipts")
    void a_receipt_for_something_else_is_no_success(Consumer<ObjectNode> wrong) {
        platform.twist(wrong);

        assertThat(ending(reverse())).isEqualTo("unknown");
        assertThat(ending(reverse())).isEqualTo("unknown");
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.REVERSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "CZ-0001"})
    void refuses_serials_of_another_form(String serial) {
        assertThatThrownBy(() -> outlet.reverse(SERIAL, serial, "reason")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.reverse(serial, REVERSAL, "reason")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_reversal_without_a_reason() {
        assertThatThrownBy(() -> outlet.reverse(SERIAL, REVERSAL, " ")).isInstanceOf(InvalidValueException.class);
        assertThat(bank.state(SERIAL)).isEqualTo(OutletState.CONFIRMED);
    }

    @Test
    void while_it_is_being_reversed_a_collection_asked_for_again_has_no_ending() {
        platform.next(Fault.NONE, Fault.ANSWER_LOST);
        assertThat(ending(reverse())).isEqualTo("unknown");

        assertThat(outlet.collect(scanned(), SERIAL, "0301")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void an_outbox_without_the_forwarders_is_found_at_the_start() {
        Platform side = platform.of(Bank.FIRST);
        List<OutboxHandler> half =
                BankOutlet.forwarders(side, bank.store, Bank.SETTINGS.bank()).subList(0, 1);
        Outbox outbox = new Outbox(Stores.h2Database(), half, OutboxSettings.defaults(), clock);
        TrustedPayee payee =
                new TrustedPayee(Bank.PAYEE, Map.of("payee-1", Bank.PAYEE_KEY.verificationKey()), Set.of(Bank.ADDRESS));
        PaymentQrInspector inspector = new PaymentQrInspector(List.of(payee), clock);

        assertThatThrownBy(() -> new BankOutlet(side, bank.store, outbox, inspector, Bank.SETTINGS))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("forwarders");
    }
}
