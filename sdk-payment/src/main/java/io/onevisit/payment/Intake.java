package io.onevisit.payment;

import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.ArrivalChanges.Reception;
import java.sql.Connection;

/**
 * Takes in what the platform pushes, each event in the caller's transaction. What is not ours, or contradicts what was told
 * before, is not acknowledged: false then.
 */
final class Intake {
    private final OrderChanges orders;
    private final ArrivalChanges arrivals;
    private final RefundChanges refunds;
    private final Outbox following;

    Intake(StateStore store, Outbox effects, Outbox following, PaymentCodeProfile codes) {
        this.orders = new OrderChanges(store, effects, codes);
        this.arrivals = new ArrivalChanges(store, effects);
        this.refunds = RefundChanges.followedBy(store, effects, following);
        this.following = following;
    }

    /** Money for a bill that is not ours is kept for a person to look at. */
    boolean take(Connection transaction, PaymentEvent.Paid paid) {
        PaymentNotice notice = paid.notice();
        Reception reception = orders.isOurs(transaction, paid.bill(), paid.code())
                ? arrivals.arrive(transaction, paid.bill(), notice, null)
                : Reception.NO_ROOM;
        if (reception == Reception.NO_ROOM) {
            arrivals.unmatched(
                    transaction, new UnmatchedArrival(notice.payment(), notice.payee(), paid.code(), null, null, null));
        }
        return reception == Reception.TAKEN;
    }

    boolean take(Connection transaction, PaymentEvent.Arrived arrived) {
        return arrivals.unmatched(transaction, arrived.arrival());
    }

    boolean take(Connection transaction, PaymentEvent.Opened opened) {
        return orders.isOurs(transaction, opened.bill(), opened.code());
    }

    boolean take(Connection transaction, PaymentEvent.Closed closed) {
        boolean ours = orders.isOurs(transaction, closed.bill(), closed.code());
        if (ours) {
            orders.closed(transaction, closed.bill());
        }
        return ours;
    }

    /** It can be paid anew, and the notice of that may be lost as well. */
    boolean take(Connection transaction, PaymentEvent.Reversed reversed) {
        boolean taken = orders.isOurs(transaction, reversed.bill(), reversed.code())
                && arrivals.reversed(transaction, reversed);
        if (taken) {
            PaymentFollowing.again(transaction, following, reversed.bill(), reversed.paymentNumber());
        }
        return taken;
    }

    boolean take(Connection transaction, PaymentEvent.Refunded refunded) {
        return orders.isOurs(transaction, refunded.bill()) && refunds.refund(transaction, refunded);
    }

    boolean take(Connection transaction, PaymentEvent.Receipt issued) {
        return orders.isOurs(transaction, issued.bill())
                && refunds.receipt(transaction, issued.bill(), issued.receipt());
    }
}
