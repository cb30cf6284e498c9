package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.StorageException;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxSettings;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the platform about each order until it is at its end and both sides agree, ever less often, for when a notice is lost
 * (主动查询). One that is not paid is asked about until {@link PaymentTerms#watch()} after its expiry, closed or not. Goes
 * into an {@link Outbox} of its own beside {@link RefundFollowing}, since orders take hours: with {@link #settings()}, on the
 * same tables. What is not at its end after 100 days becomes a dead letter, for a person to look at. Thread-safe.
 */
public final class PaymentFollowing extends Following {
    static final String KIND = "payment.follow";

    private static final int CONCLUDED = 2;

    private final Ordering orders;
    private final Clock clock;
    private final Duration watch;

    /**
     * Asks {@code platform}. Writes down whose payments the database holds, so its tables must be there.
     *
     * @param effects the outbox with the {@link PaymentEffects}
     * @throws InvalidValueException also when the payments of another account are in this database
     * @throws StorageException when the database does not tell
     */
    public PaymentFollowing(Platform platform, StateStore store, Outbox effects, PaymentTerms terms) {
        StateOwner.require(store, terms);
        this.orders = new Ordering(platform, store, effects, terms);
        this.clock = platform.clock();
        this.watch = terms.watch();
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

    @Override
    Optional<PaymentState> ask(String number) {
        PaymentOrder known = orders.get(new BillNumber(number));
        PaymentOrder order = known.state() == PaymentState.REFUSED ? known : ask(known);
        return isAtItsEnd(order) ? Optional.of(order.state()) : Optional.empty();
    }

    /** Also when nobody can pay it any more, money may have been on its way; only what is paid is settled at once. */
    private boolean isAtItsEnd(PaymentOrder order) {
        boolean agreed = order.doubts() == 0 || order.doubts() >= CONCLUDED;
        boolean settled = order.state() == PaymentState.PAID || order.state() == PaymentState.REFUSED;
        boolean watched = !clock.instant().isBefore(order.expires().plus(watch));
        return !order.isPayable() && agreed && (settled || watched);
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
}
