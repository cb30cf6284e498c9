package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import java.time.Instant;

/**
 * A message that a person must look at (死信): refused by the other side, or given up. {@link Outbox#release} puts it back
 * to work.
 *
 * @param kind which handler it is for
 * @param businessKey its key
 * @param payload its content
 * @param tries how often it was tried
 * @param uncertain true when the other side may have acted on it; once released it is queried before it is sent
 * @param reason why it is dead, without personal data
 * @param since when it was given up
 */
public record DeadLetter(
        String kind, String businessKey, Bytes payload, int tries, boolean uncertain, String reason, Instant since) {}
