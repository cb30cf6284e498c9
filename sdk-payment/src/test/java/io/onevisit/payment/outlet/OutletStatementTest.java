package io.onevisit.payment.outlet;

import static io.onevisit.payment.outlet.Bank.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.StorageException;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.SettableClock;
import io.onevisit.payment.outlet.CollectingPlatform.Fault;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.BankStatement;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Reconciler;
import io.onevisit.payment.reconcile.Reconciliation;
import io.onevisit.payment.reconcile.StatementLine;
import io.onevisit.payment.reconcile.WorkFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutletStatementTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    private final SettableClock clock = new SettableClock(NOW);
    private final CollectingPlatform platform = new CollectingPlatform(clock);
    private final Bank bank = new Bank(platform, clock, Bank.SETTINGS);
    private final BankOutlet outlet = bank.outlet;

    @BeforeEach
    void the_platform_has_answered_once() {
        platform.open(code(0), "1.00", Bank.PAYEE.value(), "2026-12-31T00:00:00Z");
        outlet.lookUp(new PaymentCode(code(0)));
    }

    private static String code(int number) {
        return "320682263%011d".formatted(number);
    }

    private void collect(int number, String yuan) {
        platform.open(code(number), yuan, Bank.PAYEE.value(), "2026-12-31T00:00:00Z");
        ScannedCode scanned = outlet.scan(Bank.picture(code(number), yuan, NOW.plus(Duration.ofDays(30))))
                .orThrow();
        outlet.collect(scanned, serial(number), "0301");
    }

    private static String serial(int number) {
        return "ICBC%04d".formatted(number);
    }

    private byte[] statement(LocalDate day) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            outlet.statement(day, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @Test
    void the_reader_of_reconciliation_reads_what_was_collected_and_reversed() {
        collect(1, "80.50");
        collect(2, "150.00");
        collect(3, "0.01");
        done(outlet.reverse(serial(2), "CZ0002", "payer changed his mind"));

        List<StatementLine> read = BankStatement.read(statement(DAY), StandardCharsets.UTF_8);

        assertThat(read.stream().map(StatementLine::counting).reduce(Money.fen(0), Money::plus))
                .isEqualTo(Money.yuan("80.51"));
        assertThat(read)
                .containsExactly(
                        StatementLine.collected(serial(1), new PaymentCode(code(1)), Money.yuan("80.50"), NOW),
                        new StatementLine(
                                serial(2),
                                new PaymentCode(code(2)),
                                Money.yuan("150.00"),
                                NOW,
                                CollectionState.REVERSED),
                        StatementLine.collected(serial(3), new PaymentCode(code(3)), Money.yuan("0.01"), NOW));
    }

    @Test
    void an_empty_day_has_only_its_first_line() {
        assertThat(statement(DAY)).asString().isEqualTo("0|0.00\n");
    }

    @Test
    void what_has_no_ending_is_there_by_its_state_and_does_not_count() {
        collect(1, "80.50");
        platform.next(Fault.NO_CONNECTION);
        collect(2, "10.00");
        platform.next(Fault.ANSWER_LOST);
        collect(3, "500.01");
        platform.next(Fault.NONE, Fault.NONE, Fault.ANSWER_LOST);
        collect(4, "20.00");
        outlet.reverse(serial(4), "CZ0004", "mistake");
        platform.next(Fault.NO_CONNECTION);
        collect(5, "600.00"); // over the offline limit: given back at once, so not there

        assertThat(statement(DAY)).asString().isEqualTo("""
                        4|80.50
                        ICBC0001|32068226300000000001|80.50|20261121110405|S
                        ICBC0002|32068226300000000002|10.00|20261121110405|TAKEN
                        ICBC0003|32068226300000000003|500.01|20261121110405|UNKNOWN
                        ICBC0004|32068226300000000004|20.00|20261121110405|REVERSING
                        """);
        bank.forward();
        assertThat(lines(statement(DAY)))
                .extracting(line -> line[4])
                .as("once all have an ending")
                .containsExactly("S", "S", "S", "R");
        assertThat(BankStatement.read(statement(DAY), StandardCharsets.UTF_8).stream()
                        .map(StatementLine::counting)
                        .reduce(Money.fen(0), Money::plus))
                .isEqualTo(Money.yuan("590.51"));
    }

    @Test
    void every_state_that_is_written_is_read_and_reconciled(@TempDir Path folder) {
        List<Entry> book = new ArrayList<>();
        int number = 0;
        for (OutletState state : OutletState.values()) {
            insert(++number, "10.00", state);
            book.add(Entry.collected(new PaymentCode(code(number)), Money.yuan("10.00"), NOW));
        }

        Reconciliation result = new Reconciler(bank.store, WorkFolder.of(folder))
                .run(
                        "ICBC",
                        BankDay.of(DAY),
                        book,
                        BankStatement.in(StandardCharsets.UTF_8),
                        new ByteArrayInputStream(statement(DAY)));

        assertThat(result.discrepancies())
                .extracting(each -> each.key().substring(18) + " " + each.kind())
                .as("all but CONFIRMED, in the order of the states")
                .containsExactly(
                        "01 PENDING_BOOKED",
                        "03 PENDING_BOOKED",
                        "04 PENDING_BOOKED",
                        "05 SHORT",
                        "06 PENDING_BOOKED",
                        "07 SHORT",
                        "08 PENDING_BOOKED",
                        "09 STATE");
        assertThat(result.matched()).isEqualTo(1);
        assertThat(result.bankTotal()).isEqualTo(Money.yuan("10.00"));
        assertThat(result.balances()).isTrue();
    }

    @Test
    void what_was_refused_later_is_there_until_the_money_has_gone_back() {
        platform.next(Fault.NO_CONNECTION);
        collect(1, "10.00");
        platform.bill(code(1)).put("state", "PAID");
        bank.forward();
        assertThat(statement(DAY))
                .asString()
                .isEqualTo("1|0.00\nICBC0001|%s|10.00|20261121110405|TO_RETURN\n".formatted(code(1)));

        outlet.returned(serial(1));
        assertThat(statement(DAY)).asString().isEqualTo("0|0.00\n");
    }

    @Test
    void a_collection_at_the_cut_belongs_to_the_next_day() {
        clock.advance(Duration.between(NOW, Instant.parse("2026-11-21T12:59:59Z")));
        collect(1, "1.00");
        clock.advance(Duration.ofSeconds(1));
        collect(2, "2.00");

        assertThat(statement(DAY))
                .asString()
                .isEqualTo("1|1.00\nICBC0001|%s|1.00|20261121205959|S\n".formatted(code(1)));
        assertThat(statement(DAY.plusDays(1)))
                .asString()
                .isEqualTo("1|2.00\nICBC0002|%s|2.00|20261121210000|S\n".formatted(code(2)));
    }

    @Test
    void what_is_forwarded_on_the_next_day_stays_on_the_day_on_which_it_was_taken() {
        platform.next(Fault.NO_CONNECTION);
        collect(1, "1.00");
        clock.advance(Duration.ofDays(1));
        bank.forward();

        assertThat(bank.state(serial(1))).isEqualTo(OutletState.CONFIRMED);
        assertThat(statement(DAY)).asString().startsWith("1|1.00\n");
        assertThat(statement(DAY.plusDays(1))).asString().startsWith("0|0.00\n");
    }

    @Test
    void a_day_of_many_pages_is_whole_by_an_independent_reader() {
        Map<String, String> expected = new TreeMap<>();
        for (int i = 1; i <= 1201; i++) {
            String yuan = i + ".01";
            insertConfirmed(i, yuan);
            expected.put(serial(i), yuan);
        }

        List<String[]> lines = lines(statement(DAY));

        Map<String, String> found = new TreeMap<>();
        lines.forEach(line -> assertThat(found.put(line[0], line[2])).isNull());
        assertThat(found).isEqualTo(expected);
        assertThat(BankStatement.read(statement(DAY), StandardCharsets.UTF_8)).hasSize(1201);
    }

    private void insertConfirmed(int number, String yuan) {
        insert(number, yuan, OutletState.CONFIRMED);
    }

    private void insert(int number, String yuan, OutletState state) {
        PaymentCode code = new PaymentCode(code(number));
        OutletCollection collection = new OutletCollection(
                serial(number),
                Bank.SETTINGS.bank(),
                code,
                Money.yuan(yuan),
                true,
                NOW,
                DAY,
                "0301",
                state,
                new CollectionReceipt(serial(number), code, Money.yuan(yuan), "P" + number, NOW),
                null,
                null,
                null);
        bank.store.inTransaction(tx -> new CollectionBook(bank.store, Bank.SETTINGS.bank()).enter(tx, collection));
    }

    /** Another reader of the same form: checks count and sum of the first line, gives the others cut at the bars. */
    private static List<String[]> lines(byte[] file) {
        Scanner scanner = new Scanner(new String(file, StandardCharsets.US_ASCII)).useDelimiter("\n");
        String[] header = scanner.next().split("\\|", -1);
        List<String[]> lines = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        while (scanner.hasNext()) {
            String[] line = scanner.next().split("\\|", -1);
            assertThat(line).hasSize(5);
            sum = line[4].equals("S") ? sum.add(new BigDecimal(line[2])) : sum;
            lines.add(line);
        }
        assertThat(lines).hasSize(Integer.parseInt(header[0]));
        assertThat(sum).isEqualByComparingTo(header[1]);
        return lines;
    }

    @Test
    void a_day_that_changes_while_it_is_written_is_no_statement() {
        collect(1, "80.50");
        OutputStream meddling = new FilterOutputStream(new ByteArrayOutputStream()) {
            private boolean begun;

            @Override
            public void write(byte[] octets) {
                if (!begun) {
                    begun = true;
                    collect(2, "10.00");
                }
            }
        };

        assertThatThrownBy(() -> outlet.statement(DAY, meddling)).isInstanceOf(StorageException.class);
    }

    @Test
    void a_stream_that_breaks_says_so_and_stays_open() throws IOException {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("disk full");
            }
        };
        boolean[] closed = new boolean[1];
        OutputStream open = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        assertThatThrownBy(() -> outlet.statement(DAY, broken)).isInstanceOf(IOException.class);
        outlet.statement(DAY, open);
        assertThat(closed[0]).isFalse();
        assertThatThrownBy(() -> outlet.statement(null, open)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> outlet.statement(DAY, null)).isInstanceOf(InvalidValueException.class);
    }
}
