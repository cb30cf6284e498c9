package io.onevisit.core.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;

/**
 * A message whose signature, digest, time and address have been verified (入站报文). Whoever acts on it first asks
 * {@link #isFirst}, in the same transaction: that makes a replay find itself.
 *
 * @param keyId which of the sender's keys signed
 * @param created when it was signed
 * @param nonce used once by this sender
 * @param body the octets that were signed
 */
public record Inbound(String keyId, Instant created, String nonce, Bytes body) {
    private static final String KIND = "inbound.nonce";

    /** Longer than a signature can pass for, whatever the window of time. */
    private static final Duration NONCE_LIFE = Duration.ofHours(1);

    /**
     * True for the first to ask with this message's nonce, in a transaction that is committed; false for every replay.
     *
     * @param transaction the one in which the message is acted upon
     * @throws io.onevisit.core.StorageException when the store does not say: answer "try again"
     */
    public boolean isFirst(StateStore store, Connection transaction) {
        String id = Bytes.of(Hash.SHA_256.digest((keyId + "\n" + nonce).getBytes(UTF_8)))
                .toHex();
        return Require.present(store, "state store")
                .insert(transaction, new StateKey(KIND, id), Bytes.empty(), created.plus(NONCE_LIFE));
    }

    /** Key and time; no content. */
    @Override
    public String toString() {
        return "message signed by " + keyId + " at " + created;
    }
}
