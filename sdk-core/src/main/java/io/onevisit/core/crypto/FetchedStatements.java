package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
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
import org.jspecify.annotations.Nullable;

/** Revocation lists, or OCSP answers, as they were fetched last. Thread-safe. */
final class FetchedStatements {
    private static final int MAX_LISTS = 32;
    private static final int MAX_ANSWERS = 1024;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    private final Kind kind;
    private final Clock clock;
    private final Duration freshFor;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private FetchedStatements(Kind kind, Clock clock, Duration freshFor) {
        this.kind = kind;
        this.clock = clock;
        this.freshFor = freshFor;
    }

    static FetchedStatements lists(HttpTransport transport, Duration timeout, Clock clock, Duration freshFor) {
        Fetch fetch =
                (address, certificate, issuer) -> List.of(RevocationList.parse(body(transport.get(address, timeout))));
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
        return kept(key)
                .current(() -> kind.fetch().from(address, certificate, issuer).stream()
                        .filter(statement -> statement.isAbout(certificate, issuer)
                                && statement.problemFor(certificate, issuer).isEmpty())
                        .max(Comparator.comparing(RevocationStatement::thisUpdate)));
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

    private interface Question {
        Optional<? extends RevocationStatement> ask() throws IOException;
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
        private @Nullable Instant asked;
        private boolean failed;

        synchronized Optional<RevocationStatement> current(Question question) {
            if (isTimeToAsk()) {
                asked = clock.instant();
                Optional<? extends RevocationStatement> answer = answer(question);
                failed = answer.isEmpty();
                answer.ifPresent(this::keepIfNotOlder);
            }
            return Optional.ofNullable(statement);
        }

        private boolean isTimeToAsk() {
            Duration pause = failed ? PAUSE_AFTER_FAILURE : freshFor;
            return asked == null
                    || Duration.between(asked, clock.instant()).abs().compareTo(pause) >= 0;
        }

        private static Optional<? extends RevocationStatement> answer(Question question) {
            try {
                return question.ask();
            } catch (IOException | MalformedMessageException e) {
                return Optional.empty();
            }
        }

        private void keepIfNotOlder(RevocationStatement fetched) {
            if (statement == null || !fetched.thisUpdate().isBefore(statement.thisUpdate())) {
                statement = fetched;
            }
        }
    }
}
