package io.onevisit.core.platform;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The Retry-After header, RFC 9110 section 10.2.3: seconds or a date. */
final class RetryAfter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private RetryAfter() {}

    /** How long to wait; nothing for a header that is missing, in the past or neither seconds nor a date. */
    static Duration of(RawReply reply, Clock clock) {
        List<String> lines = reply.headers().getOrDefault("retry-after", List.of());
        if (lines.size() != 1) {
            return Duration.ZERO;
        }
        String value = lines.get(0);
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration wait = Duration.between(clock.instant(), DATE.parse(value, Instant::from));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException | ArithmeticException e) {
            return Duration.ZERO;
        }
    }
}
