package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keys that are known once for all. Immutable. */
record KnownKeys(Map<String, Entry> entries) implements VerificationKeys {
    private static final int MAX_KEYS = 1024;

    static KnownKeys of(Collection<Entry> entries) {
        Require.that(Require.present(entries, "keys").size() <= MAX_KEYS, "keys", "must be at most " + MAX_KEYS);
        Map<String, Entry> byId = new HashMap<>();
        for (Entry entry : entries) {
            Require.that(byId.put(entry.keyId(), entry) == null, "key id", "must be unique");
        }
        return new KnownKeys(Map.copyOf(byId));
    }

    @Override
    public Optional<VerificationKey> find(String keyId, Instant at) {
        Require.present(at, "instant");
        return Optional.ofNullable(entries.get(Require.present(keyId, "key id")))
                .filter(entry -> !at.isBefore(entry.from()) && at.isBefore(entry.until()))
                .map(Entry::key);
    }

    @Override
    public String toString() {
        return "keys " + entries.keySet().stream().sorted().toList();
    }
}
