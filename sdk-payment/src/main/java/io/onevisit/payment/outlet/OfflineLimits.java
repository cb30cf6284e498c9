package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.time.Duration;

/**
 * How far a bank goes on taking money while the platform cannot be reached (脱机代收限额). Only for a signed code that was
 * scanned and verified.
 *
 * @param most the largest single amount, in CNY
 * @param total the most that may wait for the platform at once, over all outlets of the bank; not less than {@code most}
 * @param within how long after the platform's last answer to this bank, at most 365 days
 */
public record OfflineLimits(Money most, Money total, Duration within) {
    private static final Duration LONGEST = Duration.ofDays(365);

    /** No money is taken without the platform. */
    public static final OfflineLimits NEVER = new OfflineLimits(Money.fen(0), Money.fen(0), Duration.ZERO);

    public OfflineLimits {
        Require.that(
                Require.present(most, "most").compareTo(Money.fen(0)) >= 0, "most", "must not be less than nothing");
        Require.that(
                Require.present(total, "total").compareTo(most) >= 0,
                "total",
                "must not be less than the single amount");
        Require.that(
                !Require.present(within, "within").isNegative() && within.compareTo(LONGEST) <= 0,
                "within",
                "must not be negative, at most 365 days");
    }
}
