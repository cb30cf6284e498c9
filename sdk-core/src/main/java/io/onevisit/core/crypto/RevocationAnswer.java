package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A status and the signed statement it was read from, so that it can be read again by others, later.
 *
 * @param status what is known
 * @param proof the statement; null when there is none, or none that can be shown
 */
public record RevocationAnswer(
        RevocationStatus status, @Nullable RevocationProof proof) {
    public RevocationAnswer {
        Require.present(status, "status");
    }

    /** A status without a statement to show. */
    public static RevocationAnswer of(RevocationStatus status) {
        return new RevocationAnswer(status, null);
    }
}
