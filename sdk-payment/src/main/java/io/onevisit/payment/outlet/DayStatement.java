package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The statement of one bank day, written page by page from what is stored. For one thread. */
final class DayStatement {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    private final CollectionBook book;
    private final LocalDate day;

    DayStatement(CollectionBook book, LocalDate day) {
        this.book = book;
        this.day = day;
    }

    /** The first line: how many lines follow, and the sum of what is confirmed. */
    private record Totals(int count, Money sum) {
        static final Totals NONE = new Totals(0, Money.fen(0));

        Totals plus(OutletCollection collection) {
            boolean counts = collection.state() == OutletState.CONFIRMED;
            return new Totals(count + 1, counts ? sum.plus(collection.amount()) : sum);
        }
    }

    /** What is done with each line. */
    @FunctionalInterface
    private interface Line {
        void of(OutletCollection collection) throws IOException;
    }

    void write(OutputStream out) throws IOException {
        Totals totals = each(collection -> {});
        out.write(octets(totals.count() + "|" + totals.sum().toPlainString()));
        Totals written = each(collection -> out.write(octets(line(collection))));
        if (!written.equals(totals)) {
            throw new StorageException("write statement of a day that is changing", null);
        }
        out.flush();
    }

    private Totals each(Line line) throws IOException {
        Totals totals = Totals.NONE;
        List<OutletCollection> page = book.page(day, "");
        while (!page.isEmpty()) {
            for (OutletCollection collection : page) {
                if (!collection.state().isVoid()) {
                    line.of(collection);
                    totals = totals.plus(collection);
                }
            }
            page = book.page(day, page.get(page.size() - 1).bankSerial());
        }
        return totals;
    }

    private static String line(OutletCollection collection) {
        return String.join(
                "|",
                collection.bankSerial(),
                collection.code().value(),
                collection.amount().toPlainString(),
                TIME.format(collection.collectedAt()),
                mark(collection.state()));
    }

    private static String mark(OutletState state) {
        return switch (state) {
            case CONFIRMED -> "S";
            case REVERSED -> "R";
            default -> state.name();
        };
    }

    private static byte[] octets(String line) {
        return (line + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
