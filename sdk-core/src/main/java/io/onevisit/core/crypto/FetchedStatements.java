package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Failures;
import io.onevisit.core.internal.http.HttpReply;
import io.onevisit.core.internal.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Revocation lists, or OCSP answers, as they were fetched last. Thread-safe. */
final class FetchedStatements {
    private static final int MAX_LISTS = 32;
    private static final int MAX_ANSWERS = 1024;

    private final Kind kind;
    private final Clock clock;
    private final Duration freshFor;
    private final Failures<Key> unanswered;
    private final Failures<URI> unreachable;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private FetchedStatements(Kind kind, Clock clock, Duration freshFor) {
        this.kind = kind;
        this.clock = clock;
        this.freshFor = freshFor;
        this.unanswered = new Failures<>(clock);
        this.unreachable = new Failures<>(clock);
    }

    static FetchedStatements lists(HttpTransport transport, Duration timeout, Clock clock, Duration freshFor) {
        Fetch fetch = (address, certificate, issuer) ->
                List.of(RevocationList.parse(body(transport.get(address, Map.of(), timeout)), issuer));
        return new FetchedStatements(new Kind(fetch, false, MAX_LISTS), clock, freshFor);
    }

    static FetchedStatements answers(HttpTransport transport, Duration timeout, Clock clock, Duration freshFor) {
        Map<String, List<String>> headers = Map.of("content-type", List.of("application/ocsp-request"));
        Fetch fetch = (address, certificate, issuer) -> OcspResponse.parse(
                        body(transport.post(address, headers, OcspAnswer.request(certificate, issuer), timeout)))
                .answers();
        return new FetchedStatements(new Kind(fetch, true, MAX_ANSWERS), clock, freshFor);
    }

    private static byte[] body(HttpReply reply) throws IOException {
        if (reply.status() != 200) {
            throw new IOException("status " + reply.status());
        }
        return reply.body().toArray();
    }

    /** What {@code address} says about {@code certificate}, signed by whom it must be; fetched when it is time to. */
    Optional<RevocationStatement> at(URI address, Certificate certificate, Certificate issuer) {
        Key key = new Key(address, issuer, kind.tellsOfOne() ? certificate : issuer);
        Kept found = kept(key);
        synchronized (found) {
            if (found.isTimeToAsk() && !unanswered.areRecent(key) && !unreachable.areRecent(address)) {
                fetch(key, certificate).ifPresentOrElse(found::take, () -> unanswered.add(key));
            }
            return Optional.ofNullable(found.statement);
        }
    }

    private Optional<RevocationStatement> fetch(Key key, Certificate certificate) {
        try {
            return kind.fetch().from(key.address(), certificate, key.issuer()).stream()
                    .filter(statement -> statement.isAbout(certificate, key.issuer())
                            && statement.problemFor(certificate, key.issuer()).isEmpty())
                    .max(Comparator.comparing(RevocationStatement::thisUpdate))
                    .map(Function.identity());
        } catch (IOException e) {
            unreachable.add(key.address());
            return Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private Kept kept(Key key) {
        synchronized (kept) {
            Kept found = kept.computeIfAbsent(key, absent -> new Kept());
            if (kept.size() > kind.max()) {
                kept.remove(kept.keySet().iterator().next());
            }
            return found;
        }
    }

    private interface Fetch {
        List<? extends RevocationStatement> from(URI address, Certificate certificate, Certificate issuer)
                throws IOException;
    }

    /**
     * Lists or answers.
     *
     * @param tellsOfOne true when each is about one certificate
     * @param max how many are kept
     */
    private record Kind(Fetch fetch, boolean tellsOfOne, int max) {}

    private record Key(URI address, Certificate issuer, Certificate about) {}

    /** One statement, replaced by newer ones; an older one, though genuine, may be served to hide a revocation. */
    private final class Kept {
        private @Nullable RevocationStatement statement;
        private @Nullable Instant taken;

        boolean isTimeToAsk() {
            return taken == null
                    || Duration.between(taken, clock.instant()).abs().compareTo(freshFor) >= 0;
        }

        void take(RevocationStatement fetched) {
            taken = clock.instant();
            if (statement == null || !fetched.thisUpdate().isBefore(statement.thisUpdate())) {
                statement = fetched;
            }
        }
    }
}
