package io.onevisit.examples.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Money;
import io.onevisit.core.store.JdbcStateStore;
import io.onevisit.payment.reconcile.BankDay;
import io.onevisit.payment.reconcile.BankStatement;
import io.onevisit.payment.reconcile.CollectionState;
import io.onevisit.payment.reconcile.Entry;
import io.onevisit.payment.reconcile.Reconciler;
import io.onevisit.payment.reconcile.Reconciliation;
import io.onevisit.payment.reconcile.WorkFolder;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.h2.jdbcx.JdbcDataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A day of up to ten million payments reconciled once in a heap of 256 MiB, book and bank text both in no order. One shot, as
 * at the end of a day, with a JVM just started.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class LongDay {
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T16:00:00Z");

    @Param({"10000", "100000", "1000000", "10000000"})
    public long payments;

    private Path folder = Path.of("");
    private Path file = Path.of("");

    /** Writes the bank's file. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("longday");
        file = folder.resolve("statement.txt");
        long sum = LongStream.range(0, payments).map(LongDay::fen).sum();
        try (BufferedWriter out = Files.newBufferedWriter(file, US_ASCII)) {
            out.write(payments + "|" + Money.fen(sum).toPlainString() + "\n");
            for (long number = 0; number < payments; number++) {
                out.write("ICBC" + number + "|" + code(number) + "|"
                        + Money.fen(fen(number)).toPlainString() + "|20261121120000|S\n");
            }
        }
    }

    /** Deletes it. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
        Files.delete(folder);
    }

    @Benchmark
    public Reconciliation reconcile() throws IOException {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcStateStore store = new JdbcStateStore(dataSource, Clock.fixed(MIDNIGHT, ZoneOffset.UTC));
        Iterable<Entry> book =
                () -> LongStream.range(0, payments).mapToObj(LongDay::entry).iterator();
        store.createTables();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Reconciliation result = new Reconciler(store, WorkFolder.of(folder))
                    .run("ICBC", BankDay.of(DAY), book, BankStatement.in(UTF_8), in);
            if (result.matched() != payments) {
                throw new IllegalStateException(result.toString());
            }
            return result;
        }
    }

    private static Entry entry(long number) {
        return Entry.of(
                code(number), null, Money.fen(fen(number)), MIDNIGHT.plusSeconds(43_201), CollectionState.COLLECTED);
    }

    private static long fen(long number) {
        return 1 + number * 7_919 % 1_000_000;
    }

    /** Codes in no order: the number times an odd factor, as 20 digits. */
    private static String code(long number) {
        return "320682" + (10_000_000_000_000L + ((number * 0x9E3779B97F4A7C15L) >>> 18));
    }
}
