package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * The outbox's side of {@link Deliveries#cancel}: asks the carrier to take orders back and remembers its answer. Give it
 * to the {@link io.onevisit.core.store.Outbox} that the deliveries are posted through. Thread-safe.
 */
public final class DeliveryCancelling implements OutboxHandler {
    private static final Outcome<DeliveryState> NEVER_TAKEN = new Outcome.Done<>(DeliveryState.REFUSED);

    private final StateStore store;
    private final Carrier carrier;
    private final DeliveryRecords records;
    private final Clock clock;

    /** Asks {@code carrier}; {@code listener} learns of its answer. */
    public DeliveryCancelling(StateStore store, Carrier carrier, DeliveryListener listener, Clock clock) {
        this.store = Require.present(store, "state store");
        this.carrier = Require.present(carrier, "carrier");
        this.records = new DeliveryRecords(store, carrier.name(), Require.present(listener, "listener"));
        this.clock = Require.present(clock, "clock");
    }

    static String kind(Carrier carrier) {
        return "delivery.cancel." + carrier.name();
    }

    @Override
    public String kind() {
        return kind(carrier);
    }

    /** Waits until it is known whether the carrier has the order: what was cancelled too early could be taken after. */
    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        Delivery delivery =
                store.inTransaction(tx -> records.find(tx, businessKey).orElseThrow());
        Waybill waybill = delivery.waybill();
        if (waybill != null) {
            return carrier.cancel(waybill, new String(payload.toArray(), StandardCharsets.UTF_8));
        }
        if (delivery.state() == DeliveryState.REFUSED) {
            return NEVER_TAKEN;
        }
        throw new PlatformUnreachableException(kind(), "the carrier has not accepted the order yet", null);
    }

    /** A second cancellation ends like the first, so it is the question. */
    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        return Optional.of(send(businessKey, payload));
    }

    @Override
    public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
            throws SQLException {
        if (outcome.equals(NEVER_TAKEN) && isAccepted(transaction, businessKey)) {
            throw new PlatformUnreachableException(kind(), "the carrier has accepted the order meanwhile", null);
        }
        records.change(
                transaction,
                businessKey,
                delivery -> outcome instanceof Outcome.Refused<?> no
                        ? delivery.cancellation(Cancellation.refused(no.refusal()))
                        : delivery.cancelled(clock.instant()));
    }

    private boolean isAccepted(Connection transaction, String orderNumber) {
        return records.find(transaction, orderNumber).map(Delivery::waybill).isPresent();
    }
}
