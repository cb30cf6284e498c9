package io.onevisit.payment;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the department does when money arrives. Works on the connection it is given and neither commits nor closes it:
 * the payment and the department's own rows are one transaction. An exception rolls everything back, and the platform
 * will send the notice again.
 */
public interface PaymentHandler {
    /** The bill is paid. Called once for each bill, however often the notice comes. */
    void paid(Connection transaction, PaymentNotice notice) throws SQLException;

    /**
     * Money arrived that does not simply pay the bill: twice, late, in another amount or for another payee. Called once
     * for each arrival.
     *
     * @param order the order with the arrival recorded in it
     */
    void needsAttention(Connection transaction, PaymentOrder order, PaymentNotice notice) throws SQLException;
}
