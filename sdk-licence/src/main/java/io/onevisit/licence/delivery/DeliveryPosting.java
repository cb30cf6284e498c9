package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outbox's side of {@link Deliveries#post}: hands orders to the carrier and remembers the waybill. Give it to the
 * {@link Outbox} that the deliveries are posted through. Thread-safe.
 */
public final class DeliveryPosting implements OutboxHandler {
    static final String KIND = "delivery.post";

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
        this.carrier = Require.present(carrier, "carrier");
        this.records = new DeliveryRecords(
                Require.present(store, "state store"), carrier.name(), Require.present(listener, "listener"));
        this.clock = Require.present(clock, "clock");
        this.following = following;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        return carrier.create(DeliveryJson.order(payload));
    }

    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        return carrier.find(DeliveryJson.order(payload)).map(outcome -> outcome);
    }

    @Override
    public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
            throws SQLException {
        if (outcome instanceof Outcome.Done<?> done && done.value() instanceof Waybill waybill) {
            records.accept(transaction, waybill, clock.instant());
            if (following != null) {
                following.enqueue(transaction, DeliveryFollowing.KIND, businessKey, Bytes.empty());
            }
        } else if (outcome instanceof Outcome.Refused<?> no) {
            records.change(transaction, businessKey, delivery -> delivery.refused(no.refusal()));
        }
    }
}
