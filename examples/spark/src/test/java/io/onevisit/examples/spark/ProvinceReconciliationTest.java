package io.onevisit.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Money;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.BankStatement;
import io.onevisit.payment.reconcile.Discrepancy;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Reconciler;
import io.onevisit.payment.reconcile.Reconciliation;
import io.onevisit.payment.reconcile.StatementLine;
import io.onevisit.payment.reconcile.WorkFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A province on Spark in local mode, and the same by one reconciler in one JVM. Seeded. */
class ProvinceReconciliationTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.parse("2026-11-20");
    private static final LocalDate LAST = LocalDate.parse("2026-11-23");
    private static final List<String> BANKS = List.of("ICBC", "CCB", "ABC");
    private static final int PAYMENTS = 1_000;

    @TempDir
    static Path warehouse;

    private static SparkSession spark;

    @TempDir
    Path folder;

    private final Random random = new Random(20261121);
    private final Map<String, List<Entry>> books = new TreeMap<>();
    private final Map<String, byte[]> statements = new TreeMap<>();
    private final List<StatementFile> files = new ArrayList<>();

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("province")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", warehouse.toString())
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @BeforeEach
    void plant() throws IOException {
        for (String bank : BANKS) {
            List<Entry> book = new ArrayList<>();
            List<StatementLine> lines = new ArrayList<>();
            for (int i = 0; i < PAYMENTS; i++) {
                plant(bank, i, book, lines);
            }
            books.put(bank, book);
            for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
                LocalDate of = day;
                byte[] file = BankStatement.write(lines.stream()
                        .filter(line -> LocalDate.ofInstant(line.at(), CHINA).equals(of))
                        .toList());
                Path path = Files.write(folder.resolve(bank + day + ".txt"), file);
                statements.put(bank + day, file);
                files.add(new StatementFile(bank, day, path.toString()));
            }
        }
    }

    /** Often at midnight, clocks up to seven minutes apart, one in ten gone wrong. */
    private void plant(String bank, int number, List<Entry> book, List<StatementLine> lines) {
        Instant start = FIRST.atStartOfDay(CHINA).toInstant();
        Instant paid = random.nextBoolean()
                ? start.plusSeconds(600 + random.nextInt(3 * 86_400))
                : start.plusSeconds((1 + random.nextInt(3)) * 86_400L - 600 + random.nextInt(1_200));
        PaymentCode code = new PaymentCode("%s%018d".formatted(bank.length() == 3 ? "33" : "32", number));
        Money amount = Money.fen(1 + random.nextInt(1_000_000));
        int fate = random.nextInt(50);
        if (fate != 0) {
            book.add(Entry.collected(code, amount, paid));
        }
        if (fate != 1) {
            Money banks = fate == 2 ? amount.plus(Money.fen(1)) : amount;
            lines.add(line(bank, lines, code, banks, paid));
        }
        if (fate == 3) {
            lines.add(line(bank, lines, code, amount, paid));
        }
    }

    private StatementLine line(String bank, List<StatementLine> lines, PaymentCode code, Money amount, Instant paid) {
        Instant booked = paid.plusSeconds(random.nextInt(840) - 420);
        return StatementLine.collected("%s%08d".formatted(bank, lines.size()), code, amount, booked);
    }

    @Test
    void gives_the_same_totals_and_differences_as_one_jvm() {
        Dataset<Row> results = new ProvinceReconciliation(spark, folder, 3)
                .run(FIRST, LAST, files, book())
                .cache();

        assertThat(ProvinceReconciliation.totals(results).collectAsList())
                .extracting(Row::toString)
                .containsExactlyInAnyOrderElementsOf(single(true));
        assertThat(ProvinceReconciliation.differences(results).collectAsList())
                .hasSizeGreaterThan(150)
                .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(2) + " "
                        + row.getString(3) + " " + row.getString(8) + " " + row.getString(9))
                .containsExactlyInAnyOrderElementsOf(single(false));
    }

    @Test
    void a_statement_that_is_cut_fails_the_job_and_says_where() throws IOException {
        Path cut = Path.of(files.get(0).path());
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length - 5));

        assertThatThrownBy(() -> new ProvinceReconciliation(spark, folder, 3)
                        .run(FIRST, LAST, files, book())
                        .collectAsList())
                .rootCause()
                .hasMessageContaining("bank statement: line ")
                .hasMessageContaining("does not end in LF");
    }

    private Dataset<Row> book() {
        List<Row> rows = new ArrayList<>();
        books.forEach((bank, book) ->
                book.forEach(entry -> rows.add(EntryRows.write(bank, LocalDate.ofInstant(entry.at(), CHINA), entry))));
        return spark.createDataFrame(rows, EntryRows.SCHEMA);
    }

    /** What one reconciler says: the totals of each day, or every difference. */
    private List<String> single(boolean totals) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:province" + totals + ";DB_CLOSE_DELAY=-1");
        JdbcStateStore store = new JdbcStateStore(dataSource, Clock.fixed(Instant.EPOCH, CHINA));
        store.createTables();
        Reconciler reconciler = new Reconciler(store, WorkFolder.of(folder));
        List<String> told = new ArrayList<>();
        for (StatementFile file : files) {
            Reconciliation day = reconciler.run(
                    file.bank(),
                    BankDay.of(file.day()),
                    books.get(file.bank()),
                    BankStatement.in(StandardCharsets.UTF_8),
                    new ByteArrayInputStream(statements.get(file.bank() + file.day())));
            if (totals) {
                told.add("[" + file.bank() + "," + file.day() + "," + day.matched() + "," + day.grouped() + ","
                        + day.ourTotal().minorUnits() + "," + day.bankTotal().minorUnits() + "]");
            } else {
                day.discrepancies().forEach(each -> told.add(words(file, each)));
            }
        }
        return told;
    }

    private static String words(StatementFile file, Discrepancy each) {
        return file.bank() + " " + file.day() + " " + each.kind() + " " + each.key() + " " + each.ours() + " "
                + each.bank();
    }
}
