package io.onevisit.licence;

import io.onevisit.core.internal.Require;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a verifier takes in, and how old it may be (核验限额).
 *
 * @param tokenOctets the longest token or presentation
 * @param depth how deep its objects may nest, Disclosures put in; at most 32
 * @param disclosures how many Disclosures it may carry
 * @param statusListOctets the longest status list, inflated
 * @param statusListAge how long ago a status list may have been signed to decide anything
 * @param keyBindingAge how long ago a holder may have signed a presentation
 * @param clockSkew how far the clocks of others may be off
 * @param trustAge how long ago an issuer may have been put on the trust list to decide anything; null for no limit
 */
public record Limits(
        int tokenOctets,
        int depth,
        int disclosures,
        int statusListOctets,
        Duration statusListAge,
        Duration keyBindingAge,
        Duration clockSkew,
        @Nullable Duration trustAge) {
    /**
     * 256 KiB, depth 32, 512 Disclosures, lists of 16 MiB and at most 7 days; presentations of 5 minutes; skew 1 minute; no
     * limit to the age of trust.
     */
    public static final Limits DEFAULT = new Limits(
            256 * 1024,
            32,
            512,
            16 * 1024 * 1024,
            Duration.ofDays(7),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            null);

    public Limits {
        within(tokenOctets, 1, 16 * 1024 * 1024, "token size");
        within(depth, 1, 32, "depth");
        within(disclosures, 0, 65_536, "disclosures");
        within(statusListOctets, 1, 128 * 1024 * 1024, "status list size");
        positive(statusListAge, "status list age");
        positive(keyBindingAge, "key binding age");
        Require.that(
                !Require.present(clockSkew, "clock skew").isNegative()
                        && clockSkew.compareTo(Duration.ofMinutes(10)) <= 0,
                "clock skew",
                "must be at most 10 minutes");
        if (trustAge != null) {
            positive(trustAge, "trust age");
        }
    }

    /** These, with a limit to the age of trust. */
    public Limits withTrustAge(Duration age) {
        return new Limits(
                tokenOctets,
                depth,
                disclosures,
                statusListOctets,
                statusListAge,
                keyBindingAge,
                clockSkew,
                Require.present(age, "trust age"));
    }

    private static void within(int value, int min, int max, String what) {
        Require.that(value >= min && value <= max, what, "must be from " + min + " to " + max);
    }

    private static void positive(Duration duration, String what) {
        Duration present = Require.present(duration, what);
        Require.that(!present.isNegative() && !present.isZero(), what, "must be longer than nothing");
    }
}
