package io.onevisit.payment.reconcile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Money;
import io.onevisit.payment.Stores;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.stream.LongStream;

/**
 * A day of as many payments as one likes, none of which is ever in memory as a whole: every ten thousandth is missing at
 * the bank, every ten thousandth after that has another amount there.
 */
final class LongDay implements Iterable<Entry> {
    private static final LocalDate DAY = LocalDate.parse("2026-11-21");
    private static final Instant MIDNIGHT = Days.at(DAY, "00:00:00");
    private static final int STEP = 10_000;

    private final long payments;

    LongDay(long payments) {
        this.payments = payments;
    }

    /** Runs a day of {@code arguments[0]} payments in the folder {@code arguments[1]} and prints what came out. */
    public static void main(String[] arguments) throws IOException {
        LongDay day = new LongDay(Long.parseLong(arguments[0]));
        Path folder = Path.of(arguments[1]);
        Path file = Files.createTempFile(folder, "statement", ".txt");
        day.write(file);
        long start = System.nanoTime();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Reconciliation result = new Reconciler(Stores.h2(), WorkFolder.of(folder))
                    .run("ICBC", BankDay.of(DAY), day, BankStatement.in(UTF_8), in);
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println(result.matched() + " " + result.discrepancies().size() + " " + result.balances() + " "
                    + millis + " " + Runtime.getRuntime().maxMemory());
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public Iterator<Entry> iterator() {
        return LongStream.range(0, payments).mapToObj(this::entry).iterator();
    }

    private Entry entry(long number) {
        return Entry.of(
                code(number),
                null,
                Money.fen(fen(number)),
                MIDNIGHT.plusSeconds(second(number)),
                CollectionState.COLLECTED);
    }

    private void write(Path file) throws IOException {
        long count = 0;
        long sum = 0;
        for (long number = 0; number < payments; number++) {
            count += isAtTheBank(number) ? 1 : 0;
            sum += isAtTheBank(number) ? bankFen(number) : 0;
        }
        try (BufferedWriter out = Files.newBufferedWriter(file, US_ASCII)) {
            out.write(count + "|" + Money.fen(sum).toPlainString() + "\n");
            for (long number = 0; number < payments; number++) {
                if (isAtTheBank(number)) {
                    out.write("ICBC" + number + "|" + code(number) + "|"
                            + Money.fen(bankFen(number)).toPlainString() + "|" + time(number) + "|S\n");
                }
            }
        }
    }

    private static boolean isAtTheBank(long number) {
        return number % STEP != 0;
    }

    private static long bankFen(long number) {
        return number % STEP == 1 ? fen(number) + 1 : fen(number);
    }

    private static long fen(long number) {
        return 1 + number * 7_919 % 1_000_000;
    }

    /** Codes in no order: the number times an odd factor, as 20 digits. */
    private static String code(long number) {
        return "320682" + (10_000_000_000_000L + ((number * 0x9E3779B97F4A7C15L) >>> 18));
    }

    /** From six to eighteen hours. */
    private static long second(long number) {
        return 21_600 + number % 43_200;
    }

    /** {@code yyyyMMddHHmmss}. */
    private static long time(long number) {
        long second = second(number);
        return 20261121_000000L + second / 3600 * 10_000 + second / 60 % 60 * 100 + second % 60;
    }
}
