package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import java.util.Optional;

/** Sends the messages of one kind out of the outbox. Must be thread-safe. */
public interface OutboxHandler {
    /** Which messages, for example {@code delivery.post}. */
    String kind();

    /**
     * Sends one message under its business key. {@link Outcome.Unknown} leads to {@link #query} before it is ever sent
     * again; {@link Outcome.Refused} makes it a dead letter; an exception means certainly not sent, try again later.
     */
    Outcome<?> send(String businessKey, Bytes payload);

    /**
     * Asks what became of a message whose sending ended unknown.
     *
     * @return empty when the other side has never seen it, so that it may be sent again
     */
    Optional<Outcome<?>> query(String businessKey, Bytes payload);
}
