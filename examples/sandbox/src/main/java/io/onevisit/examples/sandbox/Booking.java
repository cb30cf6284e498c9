package io.onevisit.examples.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money, as whoever has taken it has booked it.
 *
 * @param serial its own number for it
 * @param code the payment code, null for money that came without one
 * @param amount in yuan with two decimals
 */
record Booking(String serial, @Nullable String code, BigDecimal amount, Instant at, Kind kind) {
    static final Comparator<Booking> ORDER = Comparator.comparing(Booking::at).thenComparing(Booking::serial);

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What became of it. */
    enum Kind {
        TAKEN,
        TAKEN_BACK,
        PAID_OUT
    }

    LocalDate day() {
        return local().toLocalDate();
    }

    ZonedDateTime local() {
        return at.atZone(ZONE);
    }

    String time(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).format(local());
    }

    Booking of(BigDecimal other) {
        return new Booking(serial, code, other, at, kind);
    }

    Booking under(String otherSerial, @Nullable String otherCode) {
        return new Booking(otherSerial, otherCode, amount, at, kind);
    }

    Booking bookedAt(Instant other) {
        return new Booking(serial, code, amount, other, kind);
    }

    Booking as(Kind other) {
        return new Booking(serial, code, amount, at, other);
    }
}
