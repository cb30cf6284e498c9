package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.util.Optional;

/**
 * Brings each refund to its end: what was stored and perhaps not sent is asked for and sent under its one number, what was
 * accepted is asked for until the payer has the money or it came back (退款查询). Goes into the {@link Outbox} of {@link
 * PaymentFollowing}. Thread-safe.
 */
public final class RefundFollowing implements OutboxHandler {
    static final String KIND = "payment.refund.follow";

    private final Refunding refunds;

    /** Asks {@code platform}; {@code effects} is the outbox with the {@link PaymentEffects}. */
    public RefundFollowing(Platform platform, StateStore store, Outbox effects, PaymentTerms terms) {
        this.refunds = new Refunding(platform, store, effects, terms);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Nobody has been asked yet: whoever asked for the refund just now is about to send it. */
    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        return notYet(businessKey);
    }

    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        RefundNumber number = new RefundNumber(businessKey);
        Refund refund = refunds.get(number);
        switch (refund.state()) {
            case SENDING -> refunds.proceed(refund);
            case ACCEPTED -> refunds.ask(number);
            default -> {}
        }
        RefundState state = refunds.get(number).state();
        return Optional.of(state.isFinal() ? new Outcome.Done<>(state) : notYet(businessKey));
    }

    private static Outcome<?> notYet(String number) {
        return new Outcome.Unknown<>(new Pending(KIND, number, "the refund is not at its end"));
    }
}
