package io.onevisit.payment.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Money;
import io.onevisit.payment.PaymentCode;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries, lines and files that the tests of reconciliation are made of. */
final class Days {
    static final LocalDate DAY = LocalDate.parse("2026-11-21");
    static final WorkFolder FOLDER = WorkFolder.of(Path.of(System.getProperty("java.io.tmpdir")));

    private Days() {}

    /** A time of day on {@link #DAY} in China: {@code 09:15:02}. */
    static Instant at(String time) {
        return at(DAY, time);
    }

    static Instant at(LocalDate day, String time) {
        return Instant.parse(day + "T" + time + "+08:00");
    }

    static PaymentCode code(int number) {
        return new PaymentCode("%020d".formatted(number));
    }

    static Entry ours(int code, String yuan, String time) {
        return Entry.collected(code(code), Money.yuan(yuan), at(time));
    }

    static Entry oursReversed(int code, String yuan, String time) {
        return ours(code, yuan, time).in(CollectionState.REVERSED);
    }

    static StatementLine bank(String serial, int code, String yuan, String time) {
        return StatementLine.collected(serial, code(code), Money.yuan(yuan), at(time));
    }

    static StatementLine bankReversed(String serial, int code, String yuan, String time) {
        return new StatementLine(serial, code(code), Money.yuan(yuan), at(time), CollectionState.REVERSED);
    }

    static byte[] file(StatementLine... lines) {
        return BankStatement.write(List.of(lines));
    }

    static Statement statement(LocalDate day, StatementFormat format, byte[] file) {
        return Statement.read(format, BankDay.of(day), new ByteArrayInputStream(file), FOLDER);
    }

    /** The first day of a bank. */
    static Reconciliation match(LocalDate day, List<Entry> book, StatementLine... lines) {
        return match(day, null, book, BankStatement.in(UTF_8), file(lines));
    }

    /** The day after {@code previous}. */
    static Reconciliation next(Reconciliation previous, List<Entry> book, StatementLine... lines) {
        return match(previous.day().plusDays(1), previous, book, BankStatement.in(UTF_8), file(lines));
    }

    static Reconciliation match(
            LocalDate day, @Nullable Reconciliation previous, List<Entry> book, StatementFormat format, byte[] file) {
        try (Statement statement = statement(day, format, file)) {
            List<Entry> sorted = book.stream().sorted(Entry.ORDER).toList();
            return Matching.match(BankDay.of(day), previous, sorted.iterator(), statement.iterator());
        }
    }

    static List<String> kinds(Reconciliation result) {
        List<String> kinds = new ArrayList<>();
        result.discrepancies().forEach(each -> kinds.add(each.kind() + " " + each.difference()));
        return kinds;
    }
}
