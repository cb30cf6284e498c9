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
    private static final String HEAD = "licence.status-history";
    private static final String PUBLICATION = "licence.status-publication";

    private final StateStore store;

    StatusHistory(StateStore store) {
        this.store = store;
    }

    /** What was published last. To be asked for before the list is read, so that {@link #add} notices what came between. */
    Last last(Connection transaction, String uri) {
        State state = store.find(transaction, new StateKey(HEAD, uri)).orElse(null);
        return new Last(state, state == null ? Head.NONE : Head.read(state.value()));
    }

    /**
     * Counts a publication, and remembers it where it is worth it. Until the transaction ends nobody else publishes the
     * list.
     *
     * @param token what was signed; it expires
     * @param version the list's, which changes with every change
     * @return false when another was published since {@code last}: this one may say less, and must be made again
     */
    boolean add(Connection transaction, Last last, StatusListToken token, String signed, long version) {
        Publication publication = new Publication(token.issued(), Require.present(token.expires(), "expires"), signed);
        boolean remembered = !last.head().covers(publication, version);
        Head next = last.head().after(publication, version, remembered);
        if (!advance(transaction, new StateKey(HEAD, token.uri()), last.state(), next)) {
            return false;
        }
        if (remembered) {
            store.insert(transaction, key(token.uri(), next.count()), publication.write(), null);
        }
        return true;
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

    /**
     * The publication before the next.
     *
     * @param state as it is stored, or null before the first
     */
    record Last(@Nullable State state, Head head) {
        /**
         * When the next one is signed: {@code now}, and never before the last. What changed gets a second of its own, by
         * which verifiers tell which list is newer.
         */
        Instant next(Instant now, long version) {
            Instant earliest = version == head.version()
                    ? head.published()
                    : head.published().plusSeconds(1);
            return now.isBefore(earliest) ? earliest : now;
        }
    }

    /**
     * How far the history goes.
     *
     * @param count how many publications are remembered
     * @param version which version of the list the last one showed, remembered or not: one that says something new is
     * @param issued when the last that is remembered was signed
     * @param published when the last was signed
     */
    record Head(long count, long version, Instant issued, Instant published) {
        static final Head NONE = new Head(0, 0, Instant.EPOCH, Instant.EPOCH);

        static Head read(Bytes stored) {
            String[] words = words(stored);
            return new Head(Long.parseLong(words[0]), Long.parseLong(words[1]), instant(words[2]), instant(words[3]));
        }

        Bytes write() {
            return octets(count + " " + version + " " + issued.getEpochSecond() + " " + published.getEpochSecond());
        }

        /** Whether {@code next} is not worth remembering. */
        boolean covers(Publication next, long ofVersion) {
            Duration since = Duration.between(issued, next.issued());
            Duration lifetime = Duration.between(next.issued(), next.expires());
            return version == ofVersion && since.multipliedBy(2).compareTo(lifetime) < 0;
        }

        Head after(Publication next, long ofVersion, boolean remembered) {
            return remembered
                    ? new Head(count + 1, ofVersion, next.issued(), next.issued())
                    : new Head(count, version, issued, next.issued());
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
