package io.onevisit.payment.reconcile;

import static io.onevisit.payment.reconcile.Days.DAY;
import static io.onevisit.payment.reconcile.Days.at;
import static io.onevisit.payment.reconcile.Days.bank;
import static io.onevisit.payment.reconcile.Days.code;
import static io.onevisit.payment.reconcile.Days.file;
import static io.onevisit.payment.reconcile.Days.kinds;
import static io.onevisit.payment.reconcile.Days.ours;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.payment.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilerTest {
    private final JdbcStateStore store = Stores.h2();
    private final Reconciler reconciler = new Reconciler(store, Days.FOLDER);
    private final List<Entry> book =
            new ArrayList<>(List.of(ours(1, "80.50", "09:00:00"), ours(2, "20.00", "10:00:00")));
    private final byte[] file = file(bank("B001", 1, "80.05", "09:00:00"), bank("B003", 3, "7.00", "11:00:00"));

    @Test
    void f34_the_same_file_again_gives_the_result_of_the_first_time() {
        Reconciliation first = run("ICBC", DAY, book, file);
        book.clear();

        Reconciliation again = new Reconciler(store, Days.FOLDER)
                .run("ICBC", BankDay.of(DAY), book, BankStatement.in(UTF_8), new ByteArrayInputStream(file));

        assertThat(kinds(first)).containsExactly("AMOUNT CNY -0.45", "SHORT CNY -20.00", "LONG CNY 7.00");
        assertThat(again).isEqualTo(first);
        assertThat(again.balances()).isTrue();
    }

    @Test
    void f34_another_file_for_the_same_day_and_bank_is_a_conflict() {
        Reconciliation first = run("ICBC", DAY, book, file);

        assertThatThrownBy(() -> run("ICBC", DAY, book, file(bank("B001", 1, "80.50", "09:00:00"))))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("another file");
        assertThat(run("ICBC", DAY, book, file)).isEqualTo(first);
    }

    @Test
    void f34_another_bank_or_day_is_another_reconciliation() {
        byte[] empty = file();
        run("ICBC", DAY, book, file);

        assertThat(run("CCB", DAY, List.of(), empty).discrepancies()).isEmpty();
        assertThat(run("ICBC", DAY.plusDays(1), book, empty).discrepancies()).isEmpty();
    }

    @Test
    void f35_a_damaged_file_leaves_no_trace_and_the_good_one_is_taken_later() {
        byte[] cut = Arrays.copyOf(file, file.length - 1);

        assertThatThrownBy(() -> run("ICBC", DAY, book, cut)).isInstanceOf(MalformedMessageException.class);

        assertThat(run("ICBC", DAY, book, file).discrepancies()).hasSize(3);
    }

    @Test
    void f33_the_day_before_settles_what_lies_at_midnight() {
        Entry late = ours(4, "5.00", "23:59:59");
        Entry early = Entry.collected(code(5), Money.yuan("6.00"), at(DAY.plusDays(1), "00:00:10"));
        List<Entry> all = List.of(late, early);
        byte[] tomorrow =
                file(StatementLine.collected("B004", code(4), Money.yuan("5.00"), at(DAY.plusDays(1), "00:00:05")));

        Reconciliation first = run("ICBC", DAY, all, file(bank("B005", 5, "6.00", "23:59:58")));
        Reconciliation second = run("ICBC", DAY.plusDays(1), all, tomorrow);

        assertThat(first.discrepancies()).isEmpty();
        assertThat(second.discrepancies()).isEmpty();
        assertThat(first.matched() + second.matched()).isEqualTo(2);
    }

    /** Both days alone would take the one payment of ours for the bank's: what it collected twice would be seen by none. */
    @Test
    void f33_a_day_is_not_reconciled_after_its_successor() {
        Entry late = ours(4, "5.00", "23:59:59");
        byte[] today = file(bank("B004", 4, "5.00", "23:59:59"));
        byte[] tomorrow =
                file(StatementLine.collected("B005", code(4), Money.yuan("5.00"), at(DAY.plusDays(1), "00:00:05")));
        run("ICBC", DAY.plusDays(1), List.of(late), tomorrow);

        assertThatThrownBy(() -> run("ICBC", DAY, List.of(late), today))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("before the day after it");
        assertThat(run("CCB", DAY, List.of(late), today).matched()).isEqualTo(1);
        assertThat(kinds(run("CCB", DAY.plusDays(1), List.of(late), tomorrow))).containsExactly("LONG CNY 5.00");
    }

    /** The later day has looked for the earlier and found none; then the earlier one is entered by another node. */
    @Test
    void f33_a_day_entered_while_its_successor_runs_is_not_passed_over() {
        Entry late = ours(4, "5.00", "23:59:59");
        byte[] today = file(bank("B004", 4, "5.00", "23:59:59"));
        byte[] tomorrow =
                file(StatementLine.collected("B005", code(4), Money.yuan("5.00"), at(DAY.plusDays(1), "00:00:05")));

        assertThatThrownBy(() -> runBetween(
                        "ICBC", DAY.plusDays(1), late, tomorrow, () -> run("ICBC", DAY, List.of(late), today)))
                .isInstanceOf(StorageException.class);

        assertThat(kinds(run("ICBC", DAY.plusDays(1), List.of(late), tomorrow))).containsExactly("LONG CNY 5.00");
    }

    /** The earlier day has looked for the later and found none; then the later one is entered without it. */
    @Test
    void f33_a_day_whose_successor_is_entered_while_it_runs_is_not_entered_after_it() {
        Entry late = ours(4, "5.00", "23:59:59");
        byte[] today = file(bank("B004", 4, "5.00", "23:59:59"));
        byte[] tomorrow =
                file(StatementLine.collected("B005", code(4), Money.yuan("5.00"), at(DAY.plusDays(1), "00:00:05")));

        assertThatThrownBy(() -> runBetween(
                        "ICBC", DAY, late, today, () -> run("ICBC", DAY.plusDays(1), List.of(late), tomorrow)))
                .isInstanceOf(StorageException.class);

        assertThatThrownBy(() -> run("ICBC", DAY, List.of(late), today))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("before the day after it");
    }

    /** The first day of a bank leaves nothing in the way of those after it, nor a gap in the way of the day after that. */
    @Test
    void f33_days_after_a_gap_go_on() {
        run("ICBC", DAY, List.of(), file());
        run("ICBC", DAY.plusDays(2), List.of(), file());

        assertThat(run("ICBC", DAY.plusDays(3), List.of(), file()).balances()).isTrue();
        assertThatThrownBy(() -> run("ICBC", DAY.plusDays(1), List.of(), file()))
                .isInstanceOf(InvalidValueException.class);
    }

    /** Runs a day; the rest of the world goes on between its questions and its entry. */
    private void runBetween(String bank, LocalDate day, Entry entry, byte[] statement, Runnable between) {
        Iterable<Entry> entries = () -> {
            between.run();
            return List.of(entry).iterator();
        };
        reconciler.run(bank, BankDay.of(day), entries, BankStatement.in(UTF_8), new ByteArrayInputStream(statement));
    }

    @Test
    void a_result_larger_than_one_state_is_remembered_whole() {
        List<StatementLine> lines = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            lines.add(bank("B%06d".formatted(i), i, "1.00", "09:00:00"));
        }
        byte[] large = BankStatement.write(lines);

        Reconciliation first = run("ICBC", DAY, List.of(), large);

        assertThat(first.discrepancies()).hasSize(5_000);
        assertThat(run("ICBC", DAY, List.of(), large)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IC BC", "ICBC\n", "工商银行", "X23456789012345678901234567890123"})
    void refuses_a_bank_that_is_no_code(String bank) {
        assertThatThrownBy(() -> run(bank, DAY, book, file)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void the_conflict_bears_its_number_in_the_fiscal_check() {
        run("ICBC", DAY, book, file);

        assertThatThrownBy(() -> run("ICBC", DAY, book, file()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("15010");
    }

    @Test
    void every_kind_of_difference_and_entry_is_remembered_as_it_was() {
        Entry refund = ours(6, "1.00", "12:00:00").in(CollectionState.REFUNDED);
        List<Entry> all = List.of(
                ours(1, "80.50", "09:00:00"),
                ours(2, "20.00", "10:00:00"),
                ours(4, "9.00", "09:00:00").inBatch("P1"),
                ours(5, "9.00", "09:00:00").inBatch("P1"),
                refund,
                ours(7, "3.00", "23:59:59"),
                ours(8, "4.00", "23:59:59"));
        StatementFormat inMemory = format(List.of(
                Entry.of("P1", "S4", Money.yuan("17.00"), at("13:00:00"), CollectionState.COLLECTED),
                new Entry("S5", null, "S5", Money.yuan("5.00"), at("13:00:00"), true, CollectionState.COLLECTED),
                Entry.of(code(1).value(), null, Money.yuan("80.50"), at("13:00:00"), CollectionState.REVERSED),
                Entry.of(code(8).value(), "S8", Money.yuan("4.00"), at("23:59:58"), CollectionState.COLLECTED)));

        Reconciliation first = reconciler.run("ICBC", BankDay.of(DAY), all, inMemory, new ByteArrayInputStream(file));

        assertThat(kinds(first))
                .containsExactly(
                        "STATE CNY -80.50",
                        "SHORT CNY -20.00",
                        "REFUND CNY 1.00",
                        "MANY CNY -1.00",
                        "UNCLAIMED CNY 5.00");
        assertThat(first.open()).hasSize(1);
        assertThat(first.settledAtEnd()).hasSize(1);
        assertThat(reconciler.run("ICBC", BankDay.of(DAY), all, inMemory, new ByteArrayInputStream(file)))
                .isEqualTo(first);
    }

    @Test
    void a_result_that_somebody_has_changed_in_the_store_is_not_believed() {
        run("ICBC", DAY, List.of(ours(1, "80.50", "09:00:00")), file(bank("B001", 1, "80.50", "09:00:00")));
        StateKey key = new StateKey("payment.reconciliation", "ICBC " + DAY);
        store.inTransaction(transaction -> {
            State state = store.find(transaction, key).orElseThrow();
            String doctored = new String(state.value().toArray(), UTF_8).replaceFirst("80\\.50", "80.51");
            return store.compareAndSet(transaction, key, state.version(), Bytes.of(doctored.getBytes(UTF_8)));
        });

        assertThatThrownBy(() -> run("ICBC", DAY, book, file))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("does not balance");
    }

    @Test
    void a_file_that_cannot_be_read_is_a_storage_error_and_leaves_no_trace() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertThatThrownBy(() -> reconciler.run("ICBC", BankDay.of(DAY), book, BankStatement.in(UTF_8), broken))
                .isInstanceOf(StorageException.class);
        assertThat(run("ICBC", DAY, book, file).discrepancies()).hasSize(3);
    }

    private static StatementFormat format(List<Entry> entries) {
        return new StatementFormat() {
            @Override
            public String name() {
                return "list";
            }

            @Override
            public void read(InputStream in, Lines lines) throws IOException {
                in.readAllBytes();
                entries.forEach(entry -> lines.take(1, entry));
            }
        };
    }

    private Reconciliation run(String bank, LocalDate day, List<Entry> entries, byte[] statement) {
        return reconciler.run(
                bank, BankDay.of(day), entries, BankStatement.in(UTF_8), new ByteArrayInputStream(statement));
    }
}
