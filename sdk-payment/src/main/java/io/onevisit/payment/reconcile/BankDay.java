package io.onevisit.payment.reconcile;

import io.onevisit.core.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A calendar day in Asia/Shanghai. The two sides' clocks may differ by up to the cut-off, so what one books just before
 * midnight the other may book just after it.
 */
record BankDay(LocalDate date, Instant start, Instant end) {
    static final Duration CUT_OFF = Duration.ofMinutes(15);

    static BankDay of(LocalDate date) {
        Require.that(
                Require.present(date, "day").getYear() >= 2000 && date.getYear() < 2100,
                "day",
                "must be in the years 2000 to 2099");
        return new BankDay(
                date,
                date.atStartOfDay(StatementFormat.ZONE).toInstant(),
                date.plusDays(1).atStartOfDay(StatementFormat.ZONE).toInstant());
    }

    boolean covers(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    /** True on this day, and so near to it that the other side may have taken it for this day. */
    boolean mayCover(Instant at) {
        return !at.isBefore(start.minus(CUT_OFF)) && at.isBefore(end.plus(CUT_OFF));
    }

    /** True when the day before may have covered it too. */
    boolean isAtStart(Instant at) {
        return at.isBefore(start.plus(CUT_OFF));
    }

    /** True when the day after may cover it too. */
    boolean isAtEnd(Instant at) {
        return !at.isBefore(end.minus(CUT_OFF));
    }

    /** True when both can be about the same payment: ours is of this day, or no further from the bank's than clocks are. */
    boolean pairs(BookEntry entry, StatementLine line) {
        return covers(entry.paidAt())
                || Duration.between(entry.paidAt(), line.at()).abs().compareTo(CUT_OFF) <= 0;
    }
}
