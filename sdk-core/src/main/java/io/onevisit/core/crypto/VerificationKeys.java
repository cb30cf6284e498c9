package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of another side by their ids (验签公钥集), each with the time it counts for, so that an old and a new key overlap
 * while the other side changes over. Implementations are thread-safe.
 */
public interface VerificationKeys {
    /** The key called {@code keyId} at that moment; empty when there is none, not yet or no longer. */
    Optional<VerificationKey> find(String keyId, Instant at);

    /**
     * The keys of {@code entries}, at most 1024.
     *
     * @throws io.onevisit.core.InvalidValueException when two have the same id
     */
    static VerificationKeys of(Collection<Entry> entries) {
        return KnownKeys.of(entries);
    }

    /** The same for keys that count until they are taken out of the set, by key id. */
    static VerificationKeys of(Map<String, VerificationKey> keys) {
        return of(Require.present(keys, "keys").entrySet().stream()
                .map(key -> new Entry(key.getKey(), key.getValue(), Instant.MIN, Instant.MAX))
                .toList());
    }

    /**
     * Keys that are read again when a message names an id that is not among them, as it will when the other side has
     * changed over. The first set is read at once. While the source throws, the last set stays in use; the message is
     * then one of an unknown key.
     *
     * @param source where the other side publishes its keys, over a channel that is trusted; called by one thread at a
     *     time, the one that asks
     * @param pause how long to be content with one set, however many unknown ids are named; 1 second to 1 day
     * @param clock measures the pause
     */
    static VerificationKeys reloading(Supplier<VerificationKeys> source, Duration pause, Clock clock) {
        return new ReloadingKeys(source, pause, clock);
    }

    /**
     * One key.
     *
     * @param keyId as the other side names it in its signatures, at most 128 characters
     * @param key the key
     * @param from the first moment it counts
     * @param until the first moment it no longer counts
     */
    record Entry(String keyId, VerificationKey key, Instant from, Instant until) {
        public Entry {
            Require.text(keyId, "key id", 128);
            Require.present(key, "key");
            Require.that(
                    Require.present(from, "from").isBefore(Require.present(until, "until")),
                    "until",
                    "must be after from");
        }
    }
}
