package io.onevisit.licence.status;

import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer has published, section 8.4: every list that says something new, and one that says the same when half of
 * the time of the last has passed. Numbered from 1 in the order of time, and kept for good. Thread-safe.
 */
final class StatusHistory {
    private static final int ATTEMPTS = 16;
    private static final String HEAD = "licence.status-history";
    private static final String PUBLICATION = "licence.status-publication";

    private final StateStore store;

    StatusHistory(StateStore store) {
        this.store = store;
    }

    /**
     * Remembers a publication.
     *
     * @param token what was signed; it expires
     * @param version the list's, which changes with every change
     */
    void add(Connection transaction, StatusListToken token, String signed, long version) {
        Publication publication = new Publication(token.issued(), Require.present(token.expires(), "expires"), signed);
        StateKey headKey = new StateKey(HEAD, token.uri());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            State state = store.find(transaction, headKey).orElse(null);
            Head last = state == null ? Head.NONE : Head.read(state.value());
            if (last.covers(publication, version)) {
                return;
            }
            Head next = new Head(last.count() + 1, version, token.issued());
            if (advance(transaction, headKey, state, next)) {
                store.insert(transaction, key(token.uri(), next.count()), publication.write(), null);
                return;
            }
        }
        throw new StorageException("remembering a published status list", null);
    }

    private boolean advance(Connection transaction, StateKey headKey, @Nullable State state, Head next) {
        return state == null
                ? store.insert(transaction, headKey, next.write(), null)
                : store.compareAndSet(transaction, headKey, state.version(), next.write());
    }

    /** The last one published by {@code time}, unless it had expired. */
    Optional<String> at(Connection transaction, String uri, Instant time) {
        long low = 0; // published by then, or none
        long high = count(transaction, uri) + 1; // published later, or none
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (find(transaction, uri, middle).issued().isAfter(time)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low == 0
                ? Optional.empty()
                : Optional.of(find(transaction, uri, low))
                        .filter(last -> time.isBefore(last.expires()))
                        .map(Publication::signed);
    }

    private long count(Connection transaction, String uri) {
        return store.find(transaction, new StateKey(HEAD, uri))
                .map(state -> Head.read(state.value()).count())
                .orElse(0L);
    }

    private Publication find(Connection transaction, String uri, long number) {
        return store.find(transaction, key(uri, number))
                .map(state -> Publication.read(state.value()))
                .orElseThrow(() -> new StorageException("finding a published status list", null));
    }

    private static StateKey key(String uri, long number) {
        return new StateKey(PUBLICATION, uri + "#" + number);
    }

    private static Instant instant(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    private static Bytes octets(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String[] words(Bytes stored) {
        return new String(stored.toArray(), StandardCharsets.US_ASCII).split(" ");
    }

    /** How many publications there are, and of the last which version of the list it showed, and when. */
    private record Head(long count, long version, Instant issued) {
        static final Head NONE = new Head(0, 0, Instant.MIN);

        static Head read(Bytes stored) {
            String[] words = words(stored);
            return new Head(Long.parseLong(words[0]), Long.parseLong(words[1]), instant(words[2]));
        }

        Bytes write() {
            return octets(count + " " + version + " " + issued.getEpochSecond());
        }

        /** Whether {@code next} is not worth remembering. One before the last, by a slow clock, would break the order. */
        boolean covers(Publication next, long ofVersion) {
            Duration since = Duration.between(issued, next.issued());
            Duration lifetime = Duration.between(next.issued(), next.expires());
            return since.isNegative()
                    || (version == ofVersion && since.multipliedBy(2).compareTo(lifetime) < 0);
        }
    }

    private record Publication(Instant issued, Instant expires, String signed) {
        static Publication read(Bytes stored) {
            String[] words = words(stored);
            return new Publication(instant(words[0]), instant(words[1]), words[2]);
        }

        Bytes write() {
            return octets(issued.getEpochSecond() + " " + expires.getEpochSecond() + " " + signed);
        }
    }
}
