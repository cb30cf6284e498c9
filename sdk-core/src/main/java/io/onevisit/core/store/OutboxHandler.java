package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Sends the messages of one kind out of the outbox. Must be thread-safe. */
public interface OutboxHandler {
    /** Which messages, for example {@code delivery.post}: 1 to 64 letters, digits and . _ ~ : - */
    String kind();

    /**
     * Sends one message under its business key. The other side must be given that key as its idempotency key: a worker
     * that stands still for longer than its lease may send when another already has.
     *
     * <p>{@link Outcome.Unknown} leads to {@link #query} before it is ever sent again; {@link Outcome.Refused} makes it
     * a dead letter.
     *
     * @throws io.onevisit.core.PlatformUnreachableException when it certainly was not sent; any other exception leaves
     *     that open, like {@link Outcome.Unknown}
     */
    Outcome<?> send(String businessKey, Bytes payload);

    /**
     * Asks what became of a message whose sending ended unknown. Any exception leaves that open.
     *
     * @return empty when the other side has never seen it, so that it may be sent again
     */
    Optional<Outcome<?>> query(String businessKey, Bytes payload);

    /**
     * Takes note that the message was accepted ({@link Outcome.Done}) or refused ({@link Outcome.Refused}), in the
     * transaction in which the outbox does so itself: both are remembered or neither. When it throws, the message stays
     * open and is queried again later.
     */
    default void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
            throws SQLException {}
}
