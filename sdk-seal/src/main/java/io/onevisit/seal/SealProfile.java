package io.onevisit.seal;

import io.onevisit.core.internal.Require;
import java.util.EnumSet;
import java.util.Set;

/**
 * How far a verifier goes along with seals that do not keep to the text (核验档次). Nothing that a profile lets pass touches
 * what a signature proves; the rest is refused under every profile.
 *
 * @param tolerated what is let pass, with a note in the report
 */
public record SealProfile(Set<Deviation> tolerated) {
    public SealProfile {
        tolerated = Set.copyOf(Require.present(tolerated, "deviations"));
    }

    /** The text of the standard and nothing beside it. */
    public static SealProfile strict() {
        return new SealProfile(Set.of());
    }

    /** Lets pass what seals in use are known to do. */
    public static SealProfile field() {
        return new SealProfile(EnumSet.allOf(Deviation.class));
    }

    /** True when {@code deviation} is let pass. */
    public boolean tolerates(Deviation deviation) {
        return tolerated.contains(Require.present(deviation, "deviation"));
    }
}
