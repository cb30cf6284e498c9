package io.onevisit.licence.delivery;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * Results by express (寄递): posted in the department's transaction, accepted by the carrier once, followed to the door.
 * Thread-safe.
 *
 * <p>Every method throws {@link io.onevisit.core.StorageException} when the database does not carry it out; a push is
 * then to be answered "try again".
 */
public final class Deliveries {
    private final StateStore store;
    private final Outbox outbox;
    private final Carrier carrier;
    private final DeliveryRecords records;
    private final Clock clock;

    /**
     * Deliveries by {@code carrier}.
     *
     * @param outbox one with a {@link DeliveryPosting} of the same store and carrier
     * @param listener learns of each progress
     * @param clock what the times that carriers tell are held against
     */
    public Deliveries(StateStore store, Outbox outbox, Carrier carrier, DeliveryListener listener, Clock clock) {
        this.store = Require.present(store, "state store");
        this.outbox = Require.present(outbox, "outbox");
        this.carrier = Require.present(carrier, "carrier");
        this.records = new DeliveryRecords(store, Require.present(listener, "listener"));
        this.clock = Require.present(clock, "clock");
    }

    /**
     * Posts an order in the department's transaction: the carrier is told once that is committed, and never when it is
     * rolled back.
     *
     * @return false when the very same order was posted before; it is one delivery then
     * @throws io.onevisit.core.InvalidValueException when another order was posted under the same number
     */
    public boolean post(Connection transaction, DeliveryOrder order) {
        Bytes content = DeliveryJson.write(Require.present(order, "delivery order"));
        return records.enter(transaction, order.orderNumber(), content)
                && outbox.enqueue(transaction, DeliveryPosting.KIND, order.orderNumber(), content);
    }

    /** What is known here of an order; empty when it was never posted. */
    public Optional<Delivery> find(String orderNumber) {
        DeliveryOrder.requireOrderNumber(orderNumber);
        return store.inTransaction(tx -> records.find(tx, orderNumber));
    }

    /**
     * Takes in what the carrier pushed, also before it has answered the order itself. Repetitions and replays change
     * nothing and are answered like the first.
     *
     * @param push verified by the platform
     * @return true when it told something new
     * @throws MalformedMessageException when it is no tracking message, contradicts what is known or is about an order
     *     that was never posted; to be answered "refused"
     */
    public boolean receive(Inbound push) {
        Tracking tracking = carrier.read(push);
        return store.inTransaction(tx -> {
            if (!push.isFirst(store, tx)) {
                return false;
            }
            return takeIn(tx, tracking);
        });
    }

    /**
     * Asks the carrier, for when a push may have been lost.
     *
     * @return true when it told something new
     * @throws io.onevisit.core.OneVisitException as {@link Carrier#query} and {@link #receive}
     */
    public boolean refresh(String orderNumber) {
        Optional<Tracking> tracking = carrier.query(orderNumber);
        return tracking.isPresent() && store.inTransaction(tx -> takeIn(tx, tracking.get()));
    }

    private boolean takeIn(Connection tx, Tracking tracking) throws SQLException {
        String orderNumber = tracking.waybill().orderNumber();
        if (records.find(tx, orderNumber).isEmpty()) {
            throw new MalformedMessageException("delivery tracking", "is about an order that was never posted here");
        }
        return records.change(tx, orderNumber, delivery -> delivery.told(tracking, clock.instant()));
    }
}
