package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the platform about each order until it is at its end and both sides agree, ever less often, for when a notice is lost
 * (主动查询). Goes into an {@link Outbox} of its own beside {@link RefundFollowing}, since orders take hours: with {@link
 * #settings()}, on the same tables. What is not at its end after 100 days becomes a dead letter, for a person to look at.
 * Thread-safe.
 */
public final class PaymentFollowing implements OutboxHandler {
    static final String KIND = "payment.follow";

    private static final int CONCLUDED = 2;

    private final Ordering orders;
    private final Clock clock;

    /** Asks {@code platform}; {@code effects} is the outbox with the {@link PaymentEffects}. */
    public PaymentFollowing(Platform platform, StateStore store, Outbox effects, PaymentTerms terms) {
        this.orders = new Ordering(platform, store, effects, terms);
        this.clock = platform.clock();
    }

    /** First after half a minute, then at pauses that double up to 3 hours, for 100 days. */
    public static OutboxSettings settings() {
        return new OutboxSettings(
                2,
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofHours(3),
                Duration.ofDays(100),
                Duration.ofSeconds(30));
    }

    /** Asks about an order once more, of which a payment was taken back. */
    static void again(Connection transaction, Outbox following, BillNumber number, String payment) {
        following.enqueue(transaction, KIND, Effect.subject(number, payment), Bytes.empty());
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Nobody has been asked yet: whoever ordered just now has the platform's answer. */
    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        return notYet(businessKey);
    }

    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        BillNumber number = new BillNumber(businessKey.split(":", 2)[0]);
        PaymentOrder order = orders.get(number);
        PaymentOrder told = order.state() == PaymentState.REFUSED ? order : ask(order);
        boolean ended = told.state().isOver() && (!told.isDoubted() || told.doubts() >= CONCLUDED);
        return Optional.of(ended ? new Outcome.Done<>(told.state()) : notYet(businessKey));
    }

    /** What never reached the platform is over when it could not be paid any more. */
    private PaymentOrder ask(PaymentOrder order) {
        BillNumber number = order.bill().number();
        try {
            return orders.ask(number);
        } catch (PlatformRefusedException e) {
            return e.isNotFound() && !clock.instant().isBefore(order.expires()) ? orders.expireUnsent(number) : order;
        }
    }

    private static Outcome<?> notYet(String number) {
        return new Outcome.Unknown<>(new Pending(KIND, number, "the order is not at its end"));
    }
}
