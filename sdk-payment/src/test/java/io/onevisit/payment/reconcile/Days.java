package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import io.onevisit.payment.PaymentCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Entries, lines and files that the tests of reconciliation are made of. */
final class Days {
    static final LocalDate DAY = LocalDate.parse("2026-11-21");

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

    static BookEntry ours(int code, String yuan, String time) {
        return BookEntry.collected(code(code), Money.yuan(yuan), at(time));
    }

    static BookEntry oursReversed(int code, String yuan, String time) {
        return new BookEntry(code(code), Money.yuan(yuan), at(time), CollectionState.REVERSED);
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

    static BankStatement statement(StatementLine... lines) {
        return BankStatement.read(file(lines), StandardCharsets.UTF_8);
    }

    static List<String> kinds(Reconciliation result) {
        List<String> kinds = new ArrayList<>();
        result.discrepancies().forEach(each -> kinds.add(each.kind() + " " + each.difference()));
        return kinds;
    }
}
