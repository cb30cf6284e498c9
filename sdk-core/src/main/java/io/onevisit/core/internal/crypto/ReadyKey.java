package io.onevisit.core.internal.crypto;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * A public key that gets faster with use: after its first uses Bouncy Castle gives it a table of width 6, some 6 KiB; after
 * 64 it gets one of width 10 and keeps ZA, some 70 KiB together, which the next 50 repay, and what messages mostly begin with. A
 * key that is seldom used stays small. Thread-safe.
 */
public final class ReadyKey {
    /** By then a table would have spared what it costs to make. */
    static final int USES_BEFORE_TABLE = 64;

    private final Curve curve;
    private final ECPublicKeyParameters key;
    private final AtomicInteger uses = new AtomicInteger();
    private final AtomicReference<Curve.@Nullable Verification> atRest = new AtomicReference<>();
    private volatile @Nullable ECPublicKeyParameters withTable;

    /** The key {@code key} on {@code curve}, not used yet. */
    public ReadyKey(Curve curve, ECPublicKeyParameters key) {
        this.curve = curve;
        this.key = key;
    }

    /** The same key with the widest table, of width 12: some 260 KiB, made at once. */
    public ReadyKey widest() {
        ReadyKey widest = new ReadyKey(curve, key);
        widest.withTable = curve.withWidestTable(key);
        return widest;
    }

    /**
     * True for a valid 64-octet signature with r and s in range.
     *
     * @param sharedStart with how many octets, at most the message's, messages under this key mostly begin alike
     */
    public boolean verifies(byte[] message, int sharedStart, byte[] signature) {
        ECPublicKeyParameters ready = withTable;
        if (ready == null) {
            countUse();
            return curve.verification(key).verifies(message, 0, signature);
        }
        Curve.Verification own = atRest.getAndSet(null);
        Curve.Verification verification = own == null ? curve.verification(ready) : own;
        boolean verified = verification.verifies(message, sharedStart, signature);
        atRest.set(verification);
        return verified;
    }

    /** The same point with its table; null before it has one. */
    @Nullable
    ECPublicKeyParameters withTable() {
        return withTable;
    }

    /** One thread makes the table, while the others go on without. */
    private void countUse() {
        if (uses.incrementAndGet() == USES_BEFORE_TABLE) {
            withTable = curve.withTable(key);
        }
    }
}
