package io.onevisit.seal;

import io.onevisit.core.internal.Require;
import java.util.EnumSet;
import java.util.Set;

/**
 * How far a verifier goes along with seals that do not keep to the text (核验档次). What a profile lets pass is how
 * something is spelled, dated or packed, and files of a document that no page shows; under every profile a signature's
 * value, its digests and its protection of all that a document shows or carries must be right.
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
