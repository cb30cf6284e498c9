package io.onevisit.licence.approval;

import io.onevisit.core.internal.Require;
import java.time.LocalDate;
import java.time.Period;

/** Periods that requirements may name: not negative and at most 100 years, so that no day falls out of the calendar. */
final class Periods {
    private static final LocalDate START = LocalDate.of(2000, 1, 1);
    private static final int LONGEST_YEARS = 100;

    private Periods() {}

    static Period require(Period period, String what) {
        boolean bounded = Math.abs((long) Require.present(period, what).getYears()) <= LONGEST_YEARS
                && Math.abs((long) period.getMonths()) <= LONGEST_YEARS * 12
                && Math.abs((long) period.getDays()) <= LONGEST_YEARS * 366;
        Require.that(
                bounded && !period.isNegative() && !START.plus(period).isAfter(START.plusYears(LONGEST_YEARS)),
                what,
                "must be from nothing to 100 years");
        return period;
    }
}
