package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.store.OutboxHandler;
import java.util.Optional;

/**
 * Asks about one thing until it is at its end. The business key of a message begins with the number of the thing; what
 * follows a colon tells it from an earlier following of the same.
 */
abstract sealed class Following implements OutboxHandler permits PaymentFollowing, RefundFollowing {
    /** Asks once; how the thing stands when that is its end. */
    abstract Optional<?> ask(String number);

    /** Nobody has been asked yet: whoever wrote just now has the platform's answer. */
    @Override
    public final Outcome<?> send(String businessKey, Bytes payload) {
        return new Outcome.Unknown<>(new Pending(kind(), businessKey, "it is not at its end"));
    }

    @Override
    public final Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        Optional<?> end = ask(businessKey.split(":", 2)[0]);
        return Optional.of(end.isPresent() ? new Outcome.Done<>(end.get()) : send(businessKey, payload));
    }
}
