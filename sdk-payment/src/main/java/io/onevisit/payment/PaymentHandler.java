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
     * The bill is paid. Called once, however often the notice comes; once more for another payment only after the bank has
     * taken the first back.
     *
     * @param payment the money that pays it
     */
    void paid(Connection transaction, PaymentOrder order, Payment payment) throws SQLException;

    /**
     * The bank has taken back a payment (冲正) that {@link #paid} told of: undo what was done for it, or put it before a
     * person ({@link ProposedAction#UNDO}). Called once for each such payment, after {@code paid}. A payment taken back
     * before {@code paid} was called is told of by neither.
     *
     * @param order as it stands now: {@link PaymentState#PAID} when another payment has come since
     * @param payment the money that is gone
     */
    void reversed(Connection transaction, PaymentOrder order, Payment payment) throws SQLException;

    /** The payer has the money of a refund. Called once for each refund. */
    void refunded(Connection transaction, PaymentOrder order, Refund refund) throws SQLException;

    /**
     * A person must decide something. Called once for each arrival of money, failed refund, matter of contradiction or time
     * that clocks part, and again when the bank takes back money that such a call was about.
     */
    void needsAttention(Connection transaction, Attention attention) throws SQLException;
}
