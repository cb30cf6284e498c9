package io.onevisit.payment;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the department does about its money. Called out of the outbox, in the transaction in which the message ends: works on
 * the connection it is given and neither commits nor closes it, so that the department's own rows are written exactly once.
 * However slow it is, no notice waits for it. An exception rolls all of it back, and it is called again later.
 */
public interface PaymentHandler {
    /**
     * The bill is paid. Called once for each bill, however often the notice comes.
     *
     * @param payment the money that pays it
     */
    void paid(Connection transaction, PaymentOrder order, Payment payment) throws SQLException;

    /** The payer has the money of a refund. Called once for each refund. */
    void refunded(Connection transaction, PaymentOrder order, Refund refund) throws SQLException;

    /** A person must decide something. Called once for each arrival of money, failed refund or matter of contradiction. */
    void needsAttention(Connection transaction, Attention attention) throws SQLException;
}
