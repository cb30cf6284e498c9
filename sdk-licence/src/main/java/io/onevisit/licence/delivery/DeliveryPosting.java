package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outbox's side of {@link Deliveries#post}: hands orders to the carrier and remembers the waybill. Give it to the
 * {@link Outbox} that the deliveries are posted through. Thread-safe.
 */
public final class DeliveryPosting implements OutboxHandler {
    private static final Refusal CANCELLED =
            new Refusal("CANCELLED", "the order was cancelled before the carrier took it", null);

    private final StateStore store;
    private final Carrier carrier;
    private final DeliveryRecords records;
    private final Clock clock;
    private final @Nullable Outbox following;

    /**
     * Hands orders to {@code carrier}.
     *
     * @param listener learns whether it took them
     * @param following one with a {@link DeliveryFollowing}, or null when nobody is to ask for what pushes do not tell
     */
    public DeliveryPosting(
            StateStore store, Carrier carrier, DeliveryListener listener, Clock clock, @Nullable Outbox following) {
        this.store = Require.present(store, "state store");
        this.carrier = Require.present(carrier, "carrier");
        this.records = new DeliveryRecords(store, carrier.name(), Require.present(listener, "listener"));
        this.clock = Require.present(clock, "clock");
        this.following = following;
    }

    /** Of its own for each carrier, so that no other is ever handed an order of this one. */
    static String kind(Carrier carrier) {
        return "delivery.post." + carrier.name();
    }

    @Override
    public String kind() {
        return kind(carrier);
    }

    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        return find(businessKey).cancellation().equals(Cancellation.DONE)
                ? new Outcome.Refused<>(CANCELLED)
                : noted(businessKey, carrier.create(DeliveryJson.order(payload)));
    }

    /** What is uncertain shows at once; it is told again with the next attempt, so that failing here changes nothing. */
    private Outcome<?> noted(String orderNumber, Outcome<Waybill> outcome) {
        if (outcome instanceof Outcome.Unknown<Waybill> open) {
            try {
                store.inTransaction(tx -> records.change(
                        tx,
                        orderNumber,
                        delivery -> delivery.uncertain(open.pending().cause())));
            } catch (RuntimeException e) {
                return outcome;
            }
        }
        return outcome;
    }

    /** What the carrier may have forgotten by now is not placed again, though it does not know it. */
    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        Optional<Outcome<Waybill>> found = carrier.find(DeliveryJson.order(payload));
        Duration age = Duration.between(find(businessKey).posted(), clock.instant());
        if (found.isEmpty() && age.compareTo(carrier.remembers()) >= 0) {
            found = Optional.of(new Outcome.Unknown<>(
                    new Pending(kind(), businessKey, "the carrier may have it and have forgotten its number")));
        }
        return found.map(outcome -> noted(businessKey, outcome));
    }

    private Delivery find(String orderNumber) {
        return store.inTransaction(tx -> records.find(tx, orderNumber).orElseThrow());
    }

    @Override
    public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
            throws SQLException {
        if (outcome instanceof Outcome.Done<?> done && done.value() instanceof Waybill waybill) {
            records.accept(transaction, waybill, clock.instant());
            if (following != null) {
                following.enqueue(transaction, DeliveryFollowing.kind(carrier), businessKey, Bytes.empty());
            }
        } else if (outcome instanceof Outcome.Refused<?> no) {
            records.change(transaction, businessKey, delivery -> delivery.refused(no.refusal()));
        }
    }
}
