package io.onevisit.licence.status;

import io.onevisit.core.OneVisitException;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up whether a licence is in force (证照状态核查), section 8.3; the same for a licence on every carrier. Where no list
 * decides, nobody knows: the report is INDETERMINATE, never PASSED. It states the age of the list. Immutable and
 * thread-safe when {@code source} is.
 *
 * @param source where status lists are found
 * @param maxAge how long ago a list may have been signed to decide anything
 * @param clockSkew how far the clocks of others may be off
 * @param maxOctets how long a list may be, inflated
 */
public record StatusCheck(StatusSource source, Duration maxAge, Duration clockSkew, int maxOctets) {
    public StatusCheck {
        Require.present(source, "status source");
        Require.present(maxAge, "status list age");
        Require.present(clockSkew, "clock skew");
    }

    /** The report on a licence that did not pass without its status: an address that nobody vouches for is not asked. */
    public static Report<StatusListToken> notMade() {
        Checks checks = new Checks();
        checks.undecided(StatusRules.STATUS, "not looked up for a licence that did not pass");
        return checks.report(null);
    }

    /**
     * Whether the licence with this reference is in force.
     *
     * @param reference from a licence that has passed every other check
     * @param issuer the credit code of its issuer
     * @param keys the issuer's keys, by key id
     * @param now the moment to judge by
     * @return with the list that decided
     */
    public Report<StatusListToken> of(
            StatusReference reference, String issuer, Map<String, VerificationKey> keys, Instant now) {
        Checks checks = new Checks();
        Optional<Report<StatusListToken>> list =
                found(new StatusListRequest(reference.uri(), issuer, keys, now, clockSkew, maxOctets));
        list.ifPresent(
                report -> report.checks().forEach(check -> checks.note(check.rule(), check.verdict(), check.actual())));
        Optional<StatusListToken> token = list.flatMap(Report::subject);
        if (token.isEmpty()) {
            checks.undecided(StatusRules.LIST, list.map(Report::toString).orElse("no status list is at hand"));
        } else if (isYoungEnough(checks, token.get(), now)) {
            checkStatus(checks, token.get().list(), reference.index());
        }
        return checks.report(token.orElse(null));
    }

    /** Where the source fails, no list is at hand. */
    private Optional<Report<StatusListToken>> found(StatusListRequest request) {
        try {
            return source.verified(request);
        } catch (OneVisitException e) {
            return Optional.empty();
        }
    }

    private boolean isYoungEnough(Checks checks, StatusListToken token, Instant now) {
        Duration age = Duration.between(token.issued(), now);
        String stated = "the status list is " + age + " old";
        if (age.compareTo(maxAge) > 0) {
            checks.undecided(StatusRules.LIST, stated);
            return false;
        }
        return checks.that(StatusRules.LIST, true, null, stated);
    }

    private static void checkStatus(Checks checks, StatusList list, int index) {
        boolean listed = index < list.size();
        checks.that(
                StatusRules.STATUS,
                listed && list.get(index) == StatusList.VALID,
                Integer.toString(StatusList.VALID),
                listed ? Integer.toString(list.get(index)) : "no such place in the list");
    }
}
