package io.onevisit.payment.fiscal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Dates and times as fiscal platforms write them: digits only, in Beijing time. */
final class FiscalTime {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DATE = form("uuuuMMdd");
    private static final DateTimeFormatter SECOND = form("uuuuMMddHHmmss");

    private FiscalTime() {}

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Eight digits of a day that there is. */
    static LocalDate date(String digits) {
        return LocalDate.parse(digits, DATE);
    }

    /** Fourteen digits of a second that there is. */
    static Instant second(String digits) {
        return LocalDateTime.parse(digits, SECOND).atZone(BEIJING).toInstant();
    }

    static String date(Instant time) {
        return DATE.format(time.atZone(BEIJING));
    }

    static String date(LocalDate day) {
        return DATE.format(day);
    }

    static String second(Instant time) {
        return SECOND.format(time.atZone(BEIJING));
    }
}
