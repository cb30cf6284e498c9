package io.onevisit.licence.status;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.licence.status.StatusHistory.Last;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The status lists of one issuer (签发方状态列表): numbered from 1 under one address, each filled at random places so that
 * neighbours in a list say nothing about each other (section 13.1). When a list is nearly full the next one begins.
 *
 * <p>Works on the caller's connection and so in the caller's transaction. Thread-safe.
 */
public final class StatusLists {
    private static final int BITS = 2;
    private static final int DRAWS = 32;
    private static final int ATTEMPTS = 16;
    private static final String PLACE = "licence.status-place";
    private static final String LIST = "licence.status-list";
    private static final String NEWEST = "licence.status-newest";

    private final StateStore store;
    private final SigningKey key;
    private final String address;
    private final int capacity;
    private final Duration timeToLive;
    private final Duration lifetime;
    private final Clock clock;
    private final StatusHistory history;
    private final SecureRandom random = new SecureRandom();

    /**
     * The lists under {@code address}.
     *
     * @param key signs the lists; verifiers must have it among the issuer's keys
     * @param address an absolute URI of at most 120 characters; list 1 is at {@code address/1}
     * @param capacity how many licences a list has places for, 1024 to 524,288; many, so that asking for a list tells
     *     nothing about one licence
     * @param timeToLive how long verifiers may keep a copy before asking again
     * @param lifetime how long a signed list counts
     */
    public StatusLists(
            StateStore store,
            SigningKey key,
            String address,
            int capacity,
            Duration timeToLive,
            Duration lifetime,
            Clock clock) {
        this.store = Require.present(store, "store");
        this.history = new StatusHistory(store);
        this.key = Require.present(key, "key");
        this.address = Require.text(new StatusReference(address, 0).uri(), "status list address", 120);
        Require.that(!address.endsWith("/"), "status list address", "must not end with a slash");
        this.capacity = capacity;
        Require.that(capacity >= 1024 && capacity <= 524_288, "capacity", "must be from 1024 to 524288");
        this.timeToLive = atLeastASecond(timeToLive, "time to live");
        this.lifetime = atLeastASecond(lifetime, "lifetime");
        this.clock = Require.present(clock, "clock");
    }

    private static Duration atLeastASecond(Duration duration, String what) {
        Require.that(Require.present(duration, what).toSeconds() > 0, what, "must be at least a second");
        return duration;
    }

    /** A place that no licence has had, drawn at random and taken for good. */
    public StatusReference allocate(Connection transaction) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int number = newest(transaction);
            for (int draw = 0; draw < DRAWS; draw++) {
                int index = random.nextInt(capacity);
                StateKey place = new StateKey(PLACE, uri(number) + "#" + index);
                if (store.insert(transaction, place, Bytes.empty(), null)) {
                    return new StatusReference(uri(number), index);
                }
            }
            begin(transaction, number + 1);
        }
        throw new StorageException("allocating a place in a status list", null);
    }

    /**
     * Changes one status; verifiers see it with the next {@link #publish}.
     *
     * @param status {@link StatusList#VALID}, {@link StatusList#INVALID}, {@link StatusList#SUSPENDED}, or 3, which section
     *     7.1 leaves to the application: not in force for a reason of its own
     * @throws InvalidValueException for a list that has not begun, a place it does not have, or another status
     */
    public void set(Connection transaction, StatusReference reference, int status) {
        requireOwn(transaction, Require.present(reference, "status reference").uri());
        StateKey listKey = new StateKey(LIST, reference.uri());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            State state = list(transaction, listKey);
            StatusList changed = read(state.value()).with(reference.index(), status);
            if (store.compareAndSet(transaction, listKey, state.version(), Bytes.of(changed.deflate()))) {
                return;
            }
        }
        throw new StorageException("changing a status", null);
    }

    /** How many lists there are; their addresses end in 1 up to this number. */
    public int count(Connection transaction) {
        return newest(transaction);
    }

    /** The address of list {@code number}. */
    public String uri(int number) {
        Require.that(number >= 1, "list number", "must be from 1");
        return address + "/" + number;
    }

    /**
     * List {@code number} as it is now, signed, to be put at {@link #uri}. What is published is remembered, for
     * {@link #publishedAt}. Publishers at the same time come one after the other, and none signs what another has left
     * behind; a list that changed bears a later second than the one before, whatever the clock says.
     */
    public String publish(Connection transaction, int number) {
        requireList(transaction, number);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Last last = history.last(transaction, uri(number));
            State state = list(transaction, new StateKey(LIST, uri(number)));
            Instant issued = last.next(clock.instant().truncatedTo(ChronoUnit.SECONDS), state.version());
            StatusListToken token =
                    new StatusListToken(uri(number), issued, issued.plus(lifetime), timeToLive, read(state.value()));
            String signed = token.sign(key);
            if (history.add(transaction, last, token, signed, state.version())) {
                return signed;
            }
        }
        throw new StorageException("publishing a status list", null);
    }

    /**
     * List {@code number} as it was published last at {@code time}, section 8.4: the answer to a request with the
     * parameter {@code time}. What was changed by then and not yet published does not show, nor did it to anybody.
     *
     * @return empty when nothing was published by then, or it had expired: 406 (Not Acceptable)
     */
    public Optional<String> publishedAt(Connection transaction, int number, Instant time) {
        requireList(transaction, number);
        return history.at(transaction, uri(number), Require.present(time, "time"));
    }

    private void requireList(Connection transaction, int number) {
        Require.that(number <= newest(transaction), "list number", "must be a list there is");
    }

    private State list(Connection transaction, StateKey listKey) {
        return store.find(transaction, listKey).orElseGet(() -> {
            Bytes empty = Bytes.of(StatusList.of(BITS, capacity).deflate());
            store.insert(transaction, listKey, empty, null);
            return present(transaction, listKey);
        });
    }

    private StatusList read(Bytes stored) {
        return StatusList.inflate(BITS, stored.toArray(), capacity);
    }

    private int newest(Connection transaction) {
        return store.find(transaction, newestKey())
                .map(state -> number(state.value()))
                .orElse(1);
    }

    private void begin(Connection transaction, int number) {
        StateKey newest = newestKey();
        store.insert(transaction, newest, number(1), null);
        State state = present(transaction, newest);
        if (number(state.value()) < number) {
            store.compareAndSet(transaction, newest, state.version(), number(number));
        }
    }

    private State present(Connection transaction, StateKey stateKey) {
        return store.find(transaction, stateKey)
                .orElseThrow(() -> new StorageException("reading what was just inserted", null));
    }

    private StateKey newestKey() {
        return new StateKey(NEWEST, address);
    }

    private void requireOwn(Connection transaction, String uri) {
        boolean own = IntStream.rangeClosed(1, newest(transaction))
                .anyMatch(number -> uri(number).equals(uri));
        Require.that(own, "status reference", "must be into a list of this issuer that there is");
    }

    private static Bytes number(int number) {
        return Bytes.of(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private static int number(Bytes stored) {
        return Integer.parseInt(new String(stored.toArray(), StandardCharsets.US_ASCII));
    }
}
