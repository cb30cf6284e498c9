package io.onevisit.seal;

import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationReason;
import io.onevisit.core.crypto.RevocationStatus;
import io.onevisit.core.internal.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has become of certificates since they were used, GM/T 0031-2025: that one has ended or was revoked is a note. Who
 * has a stolen key can also write an early time, so a revocation for another reason than a change of name, replacement
 * or end of use leaves the past alone only where a time stamp proves what was signed to be older. For one thread.
 */
final class LaterChecks {
    private static final Set<RevocationReason> HARMLESS = Set.of(
            RevocationReason.AFFILIATION_CHANGED, RevocationReason.SUPERSEDED, RevocationReason.CESSATION_OF_OPERATION);

    private final Policy policy;
    private final Instant now;
    private final Checks checks = new Checks();

    LaterChecks(Policy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /**
     * Makes the checks of a path that has passed at the time of use.
     *
     * @param provenBy when what was signed is proven to have existed, or null
     */
    static void add(
            Checks to, String where, Policy policy, Instant now, List<Certificate> path, @Nullable Instant provenBy) {
        LaterChecks later = new LaterChecks(policy, now);
        if (now.isAfter(path.get(0).notAfter())) {
            later.note("ended " + path.get(0).notAfter());
        }
        for (int i = 0; i + 1 < path.size(); i++) {
            later.checkRevocation(path.get(i), path.get(i + 1), provenBy);
        }
        to.addAll(where, later.checks.report(path).checks());
    }

    private void checkRevocation(Certificate certificate, Certificate issuer, @Nullable Instant provenBy) {
        if (policy.revocation().statusOf(certificate, issuer, now) instanceof RevocationStatus.Revoked revoked) {
            String what = "revoked from " + revoked.since() + ", " + revoked.reason();
            note(what);
            if (!HARMLESS.contains(revoked.reason())) {
                checkProven(provenBy != null && provenBy.isBefore(revoked.since()), what);
            }
        }
    }

    private void checkProven(boolean proven, String what) {
        if (proven) {
            checks.that(SealRules.TIME_PROVEN, true, null, what);
        } else {
            checks.undecided(SealRules.TIME_PROVEN, what);
        }
    }

    private void note(String what) {
        checks.note(SealRules.CERTIFICATE_STILL_GOOD, Verdict.FAILED, what);
    }
}
