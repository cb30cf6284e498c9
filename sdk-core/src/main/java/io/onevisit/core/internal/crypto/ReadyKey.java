package io.onevisit.core.internal.crypto;

import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * A public key that gets faster with use: one that has verified 64 times gets a table, some 70 KiB, which
 * the next 50 repay. A key that is seldom used stays small. Thread-safe.
 */
public final class ReadyKey {
    /** By then a table would have spared what it costs to make. */
    static final int USES_BEFORE_TABLE = 64;

    private final Curve curve;
    private final ECPublicKeyParameters key;
    private final AtomicInteger uses = new AtomicInteger();
    private volatile @Nullable ECPublicKeyParameters withTable;

    /** The key {@code key} on {@code curve}, not used yet. */
    public ReadyKey(Curve curve, ECPublicKeyParameters key) {
        this.curve = curve;
        this.key = key;
    }

    /** True for a valid 64-octet signature with r and s in range. */
    public boolean verifies(byte[] message, byte[] signature) {
        return curve.verifies(fastest(), message, signature);
    }

    /** One thread makes the table, while the others go on without. */
    private ECPublicKeyParameters fastest() {
        ECPublicKeyParameters ready = withTable;
        if (ready != null) {
            return ready;
        }
        if (uses.incrementAndGet() == USES_BEFORE_TABLE) {
            withTable = curve.withTable(key);
        }
        return key;
    }
}
