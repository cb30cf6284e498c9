package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.TimeStamp;
import io.onevisit.core.crypto.TimeStampToken;
import io.onevisit.core.internal.Checks;
import io.onevisit.seal.internal.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time stamp on a signature value, S6 and G7: a token over the octets of the value, whose authority is trusted and
 * whose time is not before the one claimed.
 *
 * @param checks what was checked, nothing when there is no stamp
 * @param provenBy when what is stamped is proven to have existed; null when it is not
 */
record TimeStampCheck(List<Check> checks, @Nullable Instant provenBy) {
    private static final String WHERE = "time stamp";

    static TimeStampCheck of(Policy policy, @Nullable Bytes token, Bytes value, Instant claimed, Instant now) {
        if (token == null) {
            return new TimeStampCheck(List.of(), null);
        }
        Checks checks = new Checks();
        Optional<TimeStampToken> read = Reading.attempt(
                checks,
                SealRules.TIME_STAMP,
                () -> TimeStampToken.parse(token.toArray(), policy.certificates()::parse));
        Optional<TimeStamp> stamp = read.flatMap(found -> verified(checks, policy, found, value));
        stamp.ifPresent(found -> checks.that(
                SealRules.TIME_STAMP_TIME,
                !latest(found).isBefore(claimed) && !found.time().isAfter(now.plus(SealVerifier.CLOCK_TOLERANCE)),
                claimed + " to " + now,
                found.time().toString()));
        Instant provenBy = checks.passing() ? stamp.map(TimeStampCheck::latest).orElse(null) : null;
        return new TimeStampCheck(checks.report(null).checks(), provenBy);
    }

    /** A token that must be over {@code stamped}; recorded in {@code checks}. */
    static Optional<TimeStamp> verified(Checks checks, Policy policy, TimeStampToken token, Bytes stamped) {
        Report<TimeStamp> report = token.verify(stamped.toArray(), policy.timeStampAnchors(), policy.revocation());
        checks.addAll(WHERE, report.checks());
        return report.subject();
    }

    /** The last moment at which the clock may have been when it was stamped. */
    private static Instant latest(TimeStamp stamp) {
        return stamp.time().plus(stamp.accuracy());
    }

    /** The earlier of two proofs. */
    @Nullable
    Instant provenBy(@Nullable Instant other) {
        if (provenBy == null || other == null) {
            return provenBy == null ? other : provenBy;
        }
        return provenBy.isBefore(other) ? provenBy : other;
    }
}
