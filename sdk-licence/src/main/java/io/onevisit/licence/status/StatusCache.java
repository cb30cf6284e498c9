package io.onevisit.licence.status;

import io.onevisit.core.OneVisitException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Failures;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.status.KeptLists.Kept;
import io.onevisit.licence.status.KeptLists.ListKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps status lists that have been verified (状态列表缓存): a thousand licences of one list fetch, verify and inflate it
 * once, also from many threads.
 *
 * <p>A list is asked for again after its {@code ttl}, section 13.7, or after {@code freshFor} when it names none, at the
 * latest after a day and when it has expired; headers of a transport play no part. When that fails, the kept list goes on
 * being judged by its own {@code exp} and by the verifier's limit of age, and the source is left alone for a minute. An
 * older list than one seen before, or another of the same second, from the same issuer for the same address, is refused:
 * it may hide a revocation. Only lists signed by the issuer are kept or displace others, at most 256 and so many octets,
 * those asked for last.
 *
 * <p>While one thread asks, others that want the same list wait, for a minute at most; then they judge by what is kept. A
 * request for another moment than now by more than 10 minutes is passed on and keeps nothing. Thread-safe; runs on
 * the caller's threads.
 */
public final class StatusCache implements StatusSource {
    private static final Duration DEFAULT_FRESH_FOR = Duration.ofHours(1);
    private static final Duration LONGEST_FRESH = Duration.ofDays(1);
    private static final Duration NOW = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int DEFAULT_OCTETS = 64 * 1024 * 1024;

    private final StatusSource source;
    private final Clock clock;
    private final Duration freshFor;
    private final KeptLists kept;
    private final Failures<ListKey> failures;
    private final SingleFlight<ListKey> flight = new SingleFlight<>(PATIENCE);

    /** Keeps lists from {@code source} in at most 64 MiB, for an hour when they name no {@code ttl}. */
    public StatusCache(StatusSource source, Clock clock) {
        this(source, clock, DEFAULT_FRESH_FOR, DEFAULT_OCTETS);
    }

    /**
     * Keeps lists from {@code source}.
     *
     * @param clock says when one is to be asked for again
     * @param freshFor how long to be content with a list without {@code ttl}, 1 second to 1 day
     * @param maxOctets how many octets of inflated lists to keep, at least 1 MiB; a list longer than that is not kept
     */
    public StatusCache(StatusSource source, Clock clock, Duration freshFor, int maxOctets) {
        this.source = Require.present(source, "status source");
        this.clock = Require.present(clock, "clock");
        this.freshFor = Require.present(freshFor, "time of freshness");
        Require.that(
                freshFor.toSeconds() >= 1 && freshFor.compareTo(LONGEST_FRESH) <= 0,
                "time of freshness",
                "must be 1 s to 1 d");
        Require.that(maxOctets >= 1024 * 1024, "cache size", "must be at least 1 MiB");
        this.kept = new KeptLists(maxOctets);
        this.failures = new Failures<>(clock);
    }

    /** From the source, past the cache: what nobody verifies is not kept. */
    @Override
    public Optional<String> statusList(String uri) {
        return source.statusList(uri);
    }

    @Override
    public Optional<Report<StatusListToken>> verified(StatusListRequest request) {
        if (apart(request.at(), clock.instant()).compareTo(NOW) > 0) {
            return source.verified(request);
        }
        ListKey key = ListKey.of(request);
        Optional<Kept> fresh = kept.find(key).filter(list -> !isDue(list));
        return fresh.isPresent()
                ? judged(fresh, request)
                : flight.alone(key, () -> renewed(key, request)).orElseGet(() -> judged(kept.find(key), request));
    }

    /** Looks again first: another thread may have been here in the meantime. */
    private Optional<Report<StatusListToken>> renewed(ListKey key, StatusListRequest request) {
        Optional<Kept> atHand = kept.find(key);
        if (failures.areRecent(key) || (atHand.isPresent() && !isDue(atHand.get()))) {
            return judged(atHand, request);
        }
        boolean answered = false;
        try {
            Optional<Report<StatusListToken>> asked = ask(request).map(report -> taken(key, report));
            answered = asked.flatMap(Report::subject).isPresent();
            return answered || atHand.isEmpty() ? asked : judged(atHand, request);
        } finally {
            if (!answered) {
                failures.add(key);
            }
        }
    }

    private Optional<Report<StatusListToken>> ask(StatusListRequest request) {
        try {
            return source.verified(request);
        } catch (OneVisitException e) {
            return Optional.empty();
        }
    }

    private Report<StatusListToken> taken(ListKey key, Report<StatusListToken> report) {
        Optional<StatusListToken> token = report.subject();
        if (token.isEmpty() || kept.take(key, new Kept(token.get(), clock.instant()))) {
            return report;
        }
        Checks checks = new Checks();
        checks.addAll("", report.checks());
        checks.that(StatusRules.NEWEST, false);
        return checks.report(null);
    }

    private static Optional<Report<StatusListToken>> judged(Optional<Kept> list, StatusListRequest request) {
        return list.map(present -> present.token().judgedBy(request));
    }

    private boolean isDue(Kept list) {
        StatusListToken token = list.token();
        Duration ttl = token.timeToLive() == null ? freshFor : token.timeToLive();
        Duration fresh = ttl.compareTo(LONGEST_FRESH) < 0 ? ttl : LONGEST_FRESH;
        Instant now = clock.instant();
        return apart(list.taken(), now).compareTo(fresh) >= 0
                || (token.expires() != null && !now.isBefore(token.expires()));
    }

    private static Duration apart(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
