package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The outbox's side of {@link Deliveries}: hands orders to the carrier and remembers the waybill. Give it to the
 * {@link io.onevisit.core.store.Outbox} that the deliveries are posted through. Thread-safe.
 */
public final class DeliveryPosting implements OutboxHandler {
    static final String KIND = "delivery.post";

    private final Carrier carrier;
    private final DeliveryRecords records;

    /** Hands orders to {@code carrier}; {@code listener} learns whether it took them. */
    public DeliveryPosting(StateStore store, Carrier carrier, DeliveryListener listener) {
        this.carrier = Require.present(carrier, "carrier");
        this.records =
                new DeliveryRecords(Require.present(store, "state store"), Require.present(listener, "listener"));
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
        return carrier.query(businessKey).map(tracking -> new Outcome.Done<>(tracking.waybill()));
    }

    @Override
    public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
            throws SQLException {
        if (outcome instanceof Outcome.Done<?> done && done.value() instanceof Waybill waybill) {
            records.change(transaction, businessKey, delivery -> delivery.accepted(waybill));
        } else if (outcome instanceof Outcome.Refused<?> no) {
            records.change(transaction, businessKey, delivery -> delivery.refused(no.refusal()));
        }
    }
}
