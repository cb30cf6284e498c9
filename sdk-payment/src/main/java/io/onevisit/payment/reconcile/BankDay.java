package io.onevisit.payment.reconcile;

import io.onevisit.core.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * A bank's day in Asia/Shanghai (银行日), when it ends (日切), and how far the two sides' clocks may be apart: what one
 * books just before the end the other may book just after it.
 *
 * @param date of the years 2000 to 2099
 * @param ends at midnight, for days as they are on the calendar; else the day starts and ends at this time, on the date
 *     before and on the date
 * @param cutOff how far the clocks may be apart, from nothing to 12 hours
 */
public record BankDay(LocalDate date, LocalTime ends, Duration cutOff) {
    /** Asia/Shanghai, which has had no summer time since 1991. */
    static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    private static final Duration QUARTER = Duration.ofMinutes(15);

    public BankDay {
        Require.that(
                Require.present(date, "day").getYear() >= 2000 && date.getYear() < 2100,
                "day",
                "must be in the years 2000 to 2099");
        Require.present(ends, "end of day");
        Require.that(
                !Require.present(cutOff, "cut-off").isNegative() && cutOff.compareTo(Duration.ofHours(12)) <= 0,
                "cut-off",
                "must be from 0 to 12 hours");
    }

    /** The day {@code date} on the calendar, with clocks up to 15 minutes apart. */
    public static BankDay of(LocalDate date) {
        return new BankDay(date, LocalTime.MIDNIGHT, QUARTER);
    }

    /** The day after, which ends and is cut off in the same way. */
    BankDay next() {
        return new BankDay(date.plusDays(1), ends, cutOff);
    }

    Instant start() {
        return endOf(date.minusDays(1));
    }

    Instant end() {
        return endOf(date);
    }

    private Instant endOf(LocalDate day) {
        LocalDate calendar = ends.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
        return calendar.atTime(ends).toInstant(ZONE);
    }

    boolean covers(Entry entry) {
        Instant at = entry.at();
        return entry.dateOnly()
                ? LocalDate.ofInstant(at, ZONE).equals(date)
                : !at.isBefore(start()) && at.isBefore(end());
    }

    /** True on this day, and so near to it that the other side may have taken it for this day. */
    public boolean mayCover(Entry entry) {
        Instant at = entry.at();
        return entry.dateOnly()
                ? covers(entry)
                : !at.isBefore(start().minus(cutOff)) && at.isBefore(end().plus(cutOff));
    }

    /** True when the day before may have covered it too. */
    boolean isAtStart(Entry entry) {
        return !entry.dateOnly() && entry.at().isBefore(start().plus(cutOff));
    }

    /** True when the day after may cover it too. */
    boolean isAtEnd(Entry entry) {
        return !entry.dateOnly() && !entry.at().isBefore(end().minus(cutOff));
    }

    /** True when both can be about the same money: ours is of this day, or no further from theirs than clocks are. */
    boolean pairs(Entry ours, Entry theirs) {
        return covers(ours)
                || theirs.dateOnly()
                || Duration.between(ours.at(), theirs.at()).abs().compareTo(cutOff) <= 0;
    }
}
