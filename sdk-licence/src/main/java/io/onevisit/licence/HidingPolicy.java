package io.onevisit.licence;

import io.onevisit.core.internal.Require;
import java.util.Set;

/**
 * How an issuer hides claims where standard and licence type leave it the choice (隐藏策略).
 *
 * @param open fields that stay in the open where their type says {@link LicenceType.Hiding#ALLOWED}; the others are
 *     hidden. At most 64
 * @param digestsInMultiplesOf digests in an object or array are filled up with decoys (RFC 9901 section 4.2.5) to a
 *     multiple of this number, so that how many claims and holders there are does not show; 1 for no decoys, at most 64
 */
public record HidingPolicy(Set<String> open, int digestsInMultiplesOf) {
    /** Everything hidden that may be, without decoys. */
    public static final HidingPolicy DEFAULT = new HidingPolicy(Set.of(), 1);

    public HidingPolicy {
        open = Set.copyOf(Require.present(open, "open fields"));
        Require.that(open.size() <= 64, "open fields", "must be at most 64");
        Require.that(
                digestsInMultiplesOf >= 1 && digestsInMultiplesOf <= 64, "multiple of digests", "must be from 1 to 64");
    }

    boolean hides(LicenceType.Field field) {
        return switch (field.hiding()) {
            case ALWAYS -> true;
            case ALLOWED -> !open.contains(field.name());
            case NEVER -> false;
        };
    }
}
