package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.time.Duration;

/**
 * How a channel gives money back (退款限制).
 *
 * @param window for how long after the payment, at most 36,500 days
 * @param parts in at most how many refunds, from 1 to 1000
 * @param pause how long at least between two refunds of one payment
 */
public record RefundLimits(Duration window, int parts, Duration pause) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public RefundLimits {
        Require.that(
                !Require.present(window, "window").isNegative() && !window.isZero() && isBounded(window),
                "window",
                "must be longer than nothing, at most 36500 days");
        Require.that(parts >= 1 && parts <= 1000, "parts", "must be 1 to 1000");
        Require.that(
                !Require.present(pause, "pause").isNegative() && isBounded(pause),
                "pause",
                "must not be negative, at most 36500 days");
    }

    private static boolean isBounded(Duration duration) {
        return duration.compareTo(LONGEST) <= 0;
    }

    /** A year, 50 parts, a minute apart: those of WeChat Pay. */
    public static RefundLimits wechat() {
        return new RefundLimits(Duration.ofDays(365), 50, Duration.ofMinutes(1));
    }

    /** 90 days: those of Pix (regulation of the Banco Central do Brasil); as often as the amount allows. */
    public static RefundLimits pix() {
        return new RefundLimits(Duration.ofDays(90), 1000, Duration.ZERO);
    }
}
