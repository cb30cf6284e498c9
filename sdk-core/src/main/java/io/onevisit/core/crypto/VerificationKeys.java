package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of another side by their ids (验签公钥集), each with the time it counts for, so that an old and a new key overlap
 * while the other side changes over. Immutable and thread-safe.
 */
public final class VerificationKeys {
    private static final int MAX_KEYS = 1024;

    private final Map<String, Entry> entries;

    private VerificationKeys(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * One key.
     *
     * @param keyId as the other side names it in its signatures, at most 128 characters
     * @param key the key
     * @param from the first moment it counts
     * @param until the first moment it no longer counts
     */
    public record Entry(String keyId, VerificationKey key, Instant from, Instant until) {
        public Entry {
            Require.text(keyId, "key id", 128);
            Require.present(key, "key");
            Require.that(
                    Require.present(from, "from").isBefore(Require.present(until, "until")),
                    "until",
                    "must be after from");
        }
    }

    /**
     * The keys of {@code entries}, at most 1024.
     *
     * @throws io.onevisit.core.InvalidValueException when two have the same id
     */
    public static VerificationKeys of(Collection<Entry> entries) {
        Require.that(Require.present(entries, "keys").size() <= MAX_KEYS, "keys", "must be at most " + MAX_KEYS);
        Map<String, Entry> byId = new HashMap<>();
        for (Entry entry : entries) {
            Require.that(byId.put(entry.keyId(), entry) == null, "key id", "must be unique");
        }
        return new VerificationKeys(Map.copyOf(byId));
    }

    /** The key called {@code keyId} at that moment; empty when there is none, not yet or no longer. */
    public Optional<VerificationKey> find(String keyId, Instant at) {
        Require.present(at, "instant");
        return Optional.ofNullable(entries.get(Require.present(keyId, "key id")))
                .filter(entry -> !at.isBefore(entry.from()) && at.isBefore(entry.until()))
                .map(Entry::key);
    }

    @Override
    public String toString() {
        return entries.size() + " verification keys";
    }
}
