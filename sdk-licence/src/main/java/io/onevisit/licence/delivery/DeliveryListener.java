package io.onevisit.licence.delivery;

import java.sql.Connection;
import java.sql.SQLException;

/** Learns of each delivery's progress. Must be thread-safe. */
@FunctionalInterface
public interface DeliveryListener {
    /**
     * Something new is known of a delivery. Called once for it, in the transaction in which it is remembered: when this
     * throws, it is not remembered and will be told again.
     *
     * @param before the state until now; the same as {@code delivery.state()} when only the history has grown, or when
     *     it is uncertain whether the carrier took the order: {@link Delivery#uncertain()} says why
     */
    void progressed(Connection transaction, DeliveryState before, Delivery delivery) throws SQLException;
}
