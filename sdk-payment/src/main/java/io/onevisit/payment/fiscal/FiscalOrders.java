package io.onevisit.payment.fiscal;

import io.onevisit.payment.PaymentCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The department's book of orders, which a {@link FiscalReceiver} compares payments with and hands them to. Works on the
 * connection it is given and neither commits nor closes it: what is written there and the answer to the platform are one
 * transaction. Store and enqueue here; do the work afterwards. Must be thread-safe.
 */
public interface FiscalOrders {
    /** The order that {@code code} was given to; empty when there is none. */
    Optional<FiscalOrder> find(Connection transaction, PaymentCode code) throws SQLException;

    /**
     * Money has arrived for an order, in its amount and on its account. Called once for each payment, however often the
     * platform confirms it. A second payment of the same order is another payment: record it as surplus, never drop it.
     */
    void arrived(Connection transaction, FiscalPayment payment) throws SQLException;

    /**
     * The platform confirmed a payment that was not taken in: keep it for a person and for the reconciliation. Called once
     * for each such payment.
     *
     * @param reason {@link FiscalReason#UNKNOWN_CODE}, {@link FiscalReason#AMOUNT_DIFFERS}, {@link
     *     FiscalReason#ACCOUNT_DIFFERS}, or {@link FiscalReason#CONFIRMATION_DIFFERS} when this serial number was
     *     confirmed with other content before
     */
    void refused(Connection transaction, FiscalPayment payment, FiscalReason reason) throws SQLException;
}
