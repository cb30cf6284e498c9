package io.onevisit.seal;

import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.RevocationStatus;
import io.onevisit.core.internal.Checks;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has become of certificates since they were used, GM/T 0031-2025: that one has ended or was revoked is a note. Who
 * has a stolen key can also write an early time, so a revocation for another reason than a change of name, replacement
 * or end of use leaves the past alone only where a time stamp proves what was signed to be older. For one thread.
 */
final class LaterChecks {
    private final Policy policy;
    private final Instant at;
    private final Instant now;
    private final Checks checks = new Checks();

    LaterChecks(Policy policy, Instant at, Instant now) {
        this.policy = policy;
        this.at = at;
        this.now = now;
    }

    /**
     * Makes the checks of a path that has passed at the time of use.
     *
     * @param at the time of use
     * @param provenBy when what was signed is proven to have existed, or null
     */
    static void add(
            Checks to,
            String where,
            Policy policy,
            Instant at,
            Instant now,
            List<Certificate> path,
            @Nullable Instant provenBy) {
        LaterChecks later = new LaterChecks(policy, at, now);
        if (now.isAfter(path.get(0).notAfter())) {
            later.note("ended " + path.get(0).notAfter());
        }
        for (int i = 0; i + 1 < path.size() && policy.revocation() != RevocationSource.none(); i++) {
            later.checkRevocation(path.get(i), path.get(i + 1), provenBy);
        }
        to.addAll(where, later.checks.report(path).checks());
    }

    /**
     * As of now and as of the use: lists that have run out do not speak of now, and those issued after a certificate has
     * ended no longer name it.
     */
    private void checkRevocation(Certificate certificate, Certificate issuer, @Nullable Instant provenBy) {
        RevocationStatus today = policy.revocation().statusOf(certificate, issuer, now);
        RevocationStatus then = policy.revocation().statusOf(certificate, issuer, at);
        Stream.of(today, then)
                .distinct()
                .flatMap(status ->
                        status instanceof RevocationStatus.Revoked revoked ? Stream.of(revoked) : Stream.empty())
                .forEach(revoked -> checkRevoked(revoked, provenBy));
        if (today instanceof RevocationStatus.Unknown) {
            checks.note(SealRules.CERTIFICATE_STILL_GOOD, Verdict.INDETERMINATE, "not known as of " + now);
        }
    }

    private void checkRevoked(RevocationStatus.Revoked revoked, @Nullable Instant provenBy) {
        String what = "revoked from " + revoked.since() + ", " + revoked.reason();
        note(what);
        if (!revoked.reason().leavesKeySafe()) {
            checkProven(provenBy != null && provenBy.isBefore(revoked.since()), what);
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
