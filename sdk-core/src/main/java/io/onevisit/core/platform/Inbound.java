package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import java.time.Instant;

/**
 * A message whose signature, digest and time have been verified (入站报文). Whoever acts on it must also insert the
 * nonce into its {@link io.onevisit.core.store.StateStore} in the same transaction: that makes a replay find itself.
 *
 * @param keyId which of the sender's keys signed
 * @param created when it was signed
 * @param nonce used once by this sender
 * @param body the octets that were signed
 */
public record Inbound(String keyId, Instant created, String nonce, Bytes body) {}
