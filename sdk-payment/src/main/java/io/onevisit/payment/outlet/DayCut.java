package io.onevisit.payment.outlet;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * When a bank day ends (日切), in Asia/Shanghai: what is collected at this time or later belongs to the next bank day. A cut
 * at midnight leaves bank days as they are on the calendar.
 *
 * @param time in whole seconds
 */
public record DayCut(LocalTime time) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public DayCut {
        Require.that(
                Require.present(time, "time").equals(time.truncatedTo(ChronoUnit.SECONDS)),
                "time",
                "must be in whole seconds");
    }

    /** The bank day that {@code at} belongs to. */
    public LocalDate dayOf(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(Require.present(at, "time"), ZONE);
        boolean isCut = !time.equals(LocalTime.MIDNIGHT) && !local.toLocalTime().isBefore(time);
        return isCut ? local.toLocalDate().plusDays(1) : local.toLocalDate();
    }
}
