package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;

/**
 * Brings each refund to its end: what was stored and perhaps not sent is asked for and sent under its one number, what was
 * accepted is asked for until the payer has the money or it came back (退款查询). Goes into the {@link Outbox} of {@link
 * PaymentFollowing}. Thread-safe.
 */
public final class RefundFollowing extends Following {
    static final String KIND = "payment.refund.follow";

    private final Refunding refunds;

    /**
     * Asks {@code platform}. Writes down whose payments the database holds, so its tables must be there.
     *
     * @param effects the outbox with the {@link PaymentEffects}
     * @throws InvalidValueException also when the payments of another account are in this database
     * @throws StorageException when the database does not tell
     */
    public RefundFollowing(Platform platform, StateStore store, Outbox effects, PaymentTerms terms) {
        StateOwner.require(store, terms);
        this.refunds = new Refunding(platform, store, new RefundChanges(store, effects, (tx, followed) -> {}), terms);
    }

    /** Follows a refund once more that was refused and is under way after all. */
    static void again(Connection transaction, Outbox following, RefundNumber number) {
        following.enqueue(transaction, KIND, number + ":again", Bytes.empty());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    Optional<RefundState> ask(String number) {
        Refund refund = refunds.get(new RefundNumber(number));
        switch (refund.state()) {
            case SENDING -> refunds.proceed(refund);
            case ACCEPTED -> refunds.ask(refund.number());
            default -> {}
        }
        RefundState state = refunds.get(refund.number()).state();
        return state.isFinal() ? Optional.of(state) : Optional.empty();
    }
}
