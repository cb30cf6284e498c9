package io.onevisit.payment;

import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What becomes of refunds, and of the receipt that stands in their way. Each change is written together with its effects on
 * the department; the same told again changes nothing.
 */
final class RefundChanges {
    private final OrderBook book;
    private final Telling telling;
    private final BiConsumer<Connection, RefundNumber> followAgain;

    /**
     * Changes of refunds.
     *
     * @param followAgain called for a refund that was refused, and so not followed any more, and is under way after all
     */
    RefundChanges(StateStore store, Outbox effects, BiConsumer<Connection, RefundNumber> followAgain) {
        this.book = new OrderBook(store);
        this.telling = new Telling(effects);
        this.followAgain = followAgain;
    }

    /** Changes of refunds that are followed again in {@code following}. */
    static RefundChanges followedBy(StateStore store, Outbox effects, Outbox following) {
        return new RefundChanges(
                store, effects, (transaction, number) -> RefundFollowing.again(transaction, following, number));
    }

    /**
     * How far a refund has come, by answer or notice.
     *
     * @return false when it is told otherwise than it was asked for or had ended; a person is told
     */
    boolean refund(Connection transaction, PaymentEvent.Refunded told) {
        Change<PaymentOrder> change = book.change(
                transaction,
                told.bill(),
                current -> current.refund(told.refund())
                        .filter(told::isAbout)
                        .map(refund -> current.with(
                                current.money().with(refund.with(refund.state().told(told.state())))))
                        .orElse(current));
        Optional<Refund> refund = change.after().refund(told.refund()).filter(told::isAbout);
        if (change.isOne()) {
            changed(transaction, change, refund.orElseThrow());
        }
        boolean agrees =
                refund.map(each -> !each.state().isContradictedBy(told.state())).orElse(false);
        return telling.agreed(transaction, told.bill(), about(told.refund()), agrees);
    }

    private static String about(RefundNumber number) {
        return "refund " + number;
    }

    private void changed(Connection transaction, Change<PaymentOrder> change, Refund refund) {
        BillNumber bill = refund.request().bill();
        if (refund.state().isFinal()) {
            telling.tell(transaction, Effect.ended(bill, refund));
        }
        if (wasRefused(change.before(), refund.number())) {
            telling.agreed(transaction, bill, about(refund.number()), false);
            followAgain.accept(transaction, refund.number());
        }
    }

    /** Its amount was free to be given back again: by now it may have been. */
    private static boolean wasRefused(PaymentOrder before, RefundNumber number) {
        return before.refund(number)
                .filter(refund -> refund.state() == RefundState.REFUSED)
                .isPresent();
    }

    /**
     * A receipt was issued for an order. One for a payment of which nothing is left stands, one for a payment that the bank
     * has taken back does not; either goes before a person.
     *
     * @return false when another was before; a person is told
     */
    boolean receipt(Connection transaction, BillNumber number, FiscalReceipt receipt) {
        Change<PaymentOrder> change = book.change(
                transaction, number, current -> current.with(current.money().issued(receipt)));
        PaymentOrder after = change.after();
        boolean known = after.money().hasHad(receipt);
        boolean forMoney = after.receipt().equals(Optional.of(receipt)) && !isGivenBack(after);
        telling.agreed(transaction, number, "receipt " + receipt.number(), known && (forMoney || !change.isOne()));
        return known;
    }

    private static boolean isGivenBack(PaymentOrder order) {
        return order.payment()
                .filter(payment -> !order.refundable(payment.number()).isPositive())
                .isPresent();
    }
}
