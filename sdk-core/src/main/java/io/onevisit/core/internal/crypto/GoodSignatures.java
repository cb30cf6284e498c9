package io.onevisit.core.internal.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Remembers which signatures have been found good, so that the same octets under the same key are not computed again. Only
 * the arithmetic is remembered, which never changes; whether a key may be believed, at which time, is no matter of this.
 * What fails is not remembered. At most so many entries as were given, of some 200 octets each; the one longest unused goes
 * first. Thread-safe.
 */
public final class GoodSignatures {
    private final Map<Bytes, Boolean> good;

    /** Remembers {@code capacity} signatures at most. */
    public GoodSignatures(int capacity) {
        this.good = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Bytes, Boolean> eldest) {
                return size() > capacity;
            }
        });
    }

    /**
     * True when {@code verification} has once been true, or is now.
     *
     * @param key the key verified with
     * @param octets everything else the verification depends on: what is signed, the algorithm and the signature value
     * @param verification the arithmetic, which must depend on nothing but key and octets
     */
    public boolean verifies(VerificationKey key, Bytes octets, BooleanSupplier verification) {
        Bytes name = Bytes.of(Hash.SHA_256.digest(
                key.algorithm().name().getBytes(StandardCharsets.US_ASCII),
                key.x().toArray(),
                key.y().toArray(),
                octets.toArray()));
        if (good.get(name) != null) {
            return true;
        }
        boolean verified = verification.getAsBoolean();
        if (verified) {
            good.put(name, true);
        }
        return verified;
    }
}
