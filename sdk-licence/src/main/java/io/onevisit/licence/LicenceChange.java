package io.onevisit.licence;

import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * A change of a licence's state, as the issuer's register keeps it (证照变更). Verifiers see the state only; the reason
 * stays here.
 *
 * @param operation what was done (CZLX)
 * @param status the state since then (ZZZT)
 * @param at when (ZZBGSJ)
 * @param reason why (ZZBGYY), at most 200 characters
 */
public record LicenceChange(Operation operation, LicenceStatus status, Instant at, String reason) {
    public LicenceChange {
        Require.present(operation, "operation");
        Require.present(status, "status");
        Require.present(at, "time of change");
        Require.text(reason, "reason of change", 200);
    }

    /** The operation and the state; not the reason, which may be about a person. */
    @Override
    public String toString() {
        return operation + " to " + status + " at " + at;
    }
}
