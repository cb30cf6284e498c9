package io.onevisit.payment;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Money that comes, is taken back by the bank, or is given its meaning by a person. Each change is written together with
 * its effects on the department; the same told again changes nothing.
 */
final class ArrivalChanges {
    private static final int MAX_ARRIVALS = 200;

    private final OrderBook book;
    private final UnmatchedPool pool;
    private final Telling telling;

    ArrivalChanges(StateStore store, Outbox effects) {
        this.book = new OrderBook(store);
        this.pool = new UnmatchedPool(store);
        this.telling = new Telling(effects);
    }

    /** What becomes of money that is told to have arrived for an order. */
    enum Reception {
        /** It is on the order, now or since before. */
        TAKEN,
        /** It was told otherwise before: of another bill, amount or payee. A person is told. */
        CONTRADICTED,
        /** The order holds no more. It is in the pool, for a person to look at. */
        NO_ROOM
    }

    /**
     * One arrival of money, by notice, query or claim: recorded once, and for one bill.
     *
     * @param decision who claimed it, or null
     */
    Reception arrive(
            Connection transaction, BillNumber number, PaymentNotice notice, @Nullable OperatorDecision decision) {
        String payment = notice.payment().number();
        if (isOfAnother(transaction, number, payment)) {
            return contradicted(transaction, number, payment);
        }
        Change<PaymentOrder> change = book.change(transaction, number, current -> arrived(current, notice, decision));
        Arrival arrival = change.after().money().findArrival(payment).orElse(null);
        if (arrival == null) {
            unmatched(transaction, UnmatchedArrival.of(notice));
            return Reception.NO_ROOM;
        }
        if (!arrival.isToldBy(notice)) {
            return contradicted(transaction, number, payment);
        }
        if (change.isOne()) {
            book.give(transaction, payment, number);
            pool.remove(transaction, payment);
            tell(transaction, number, arrival);
            telling.agreed(transaction, number, reversalOf(payment), !isReceiptGone(change));
        }
        return Reception.TAKEN;
    }

    private void tell(Connection transaction, BillNumber number, Arrival arrival) {
        if (arrival.state() != ArrivalState.REVERSED) {
            telling.tell(
                    transaction,
                    arrival.state()
                            .proposal()
                            .map(proposal -> Effect.arrived(number, arrival, proposal))
                            .orElseGet(
                                    () -> Effect.paid(number, arrival.payment().number())));
        }
    }

    private boolean isOfAnother(Connection transaction, BillNumber number, String payment) {
        return book.billOf(transaction, payment)
                .filter(bill -> !bill.equals(number))
                .isPresent();
    }

    private Reception contradicted(Connection transaction, BillNumber number, String payment) {
        telling.agreed(transaction, number, about(payment), false);
        return Reception.CONTRADICTED;
    }

    private static String about(String payment) {
        return "payment " + payment;
    }

    private static PaymentOrder arrived(
            PaymentOrder current, PaymentNotice notice, @Nullable OperatorDecision decision) {
        boolean known = current.money().findArrival(notice.payment().number()).isPresent();
        if (known || current.arrivals().size() >= MAX_ARRIVALS) {
            return current;
        }
        PaymentCode code = notice.code();
        PaymentOrder named = current.code().isEmpty() && code != null
                ? current.with(current.registration().with(code, null))
                : current;
        PaymentOrder more = named.arrived(notice, decision);
        return OrderBook.hasRoom(more) ? more : current;
    }

    /**
     * Money for no bill of ours. What is on a bill does not come into the pool.
     *
     * @return false when it was told otherwise before; a person is told
     */
    boolean unmatched(Connection transaction, UnmatchedArrival told) {
        String payment = told.payment().number();
        Optional<BillNumber> bill = book.billOf(transaction, payment);
        if (bill.isPresent()) {
            Arrival arrival =
                    book.find(transaction, bill.get()).orElseThrow().money().arrival(payment);
            return telling.agreed(transaction, bill.get(), about(payment), arrival.isToldBy(told.notice()));
        }
        if (pool.enter(transaction, told)) {
            telling.tell(transaction, Effect.unmatched(told));
            return true;
        }
        boolean agreed = pool.find(transaction, payment).orElseThrow().tellsTheSameAs(told);
        if (!agreed) {
            telling.tell(transaction, Effect.toldOtherwise(told));
        }
        return agreed;
    }

    /**
     * The bank has taken a payment back. One that is not known yet will count nothing when it is told of, and the
     * department hears of neither. One that was given back or has a receipt goes before a person as well.
     *
     * @return false when it is told with another amount than the payment, and a person is told; or when the order holds no
     *     more of these
     */
    boolean reversed(Connection transaction, PaymentEvent.Reversed told) {
        Change<PaymentOrder> change = book.change(transaction, told.bill(), current -> reversed(current, told));
        OrderMoney after = change.after().money();
        Optional<Arrival> before = change.before().money().findArrival(told.paymentNumber());
        if (before.isEmpty()) {
            return after.reversedAhead().contains(told.paymentNumber());
        }
        String about = reversalOf(told.paymentNumber());
        if (change.isOne()) {
            telling.tell(transaction, Effect.reversed(told.bill(), before.get()));
            boolean clear = !after.isRefunded(told.paymentNumber()) && !isReceiptGone(change);
            telling.agreed(transaction, told.bill(), about, clear);
        }
        return telling.agreed(transaction, told.bill(), about + " by " + told.amount(), told.isAbout(before.get()));
    }

    private static String reversalOf(String payment) {
        return "reversal of " + payment;
    }

    /** A receipt that counts no more has to be cancelled. */
    private static boolean isReceiptGone(Change<PaymentOrder> change) {
        return !change.after().reversedReceipts().equals(change.before().reversedReceipts());
    }

    private static PaymentOrder reversed(PaymentOrder current, PaymentEvent.Reversed told) {
        String number = told.paymentNumber();
        OrderMoney money = current.money();
        Optional<Arrival> known = money.findArrival(number);
        if (known.isPresent()) {
            boolean more = told.isAbout(known.get()) && known.get().state() != ArrivalState.REVERSED;
            return more ? current.reversed(number) : current;
        }
        boolean full = money.reversedAhead().size() >= MAX_ARRIVALS;
        return full || money.reversedAhead().contains(number) ? current : current.with(money.withReversedAhead(number));
    }

    /**
     * Refuses to accept what could not be accepted.
     *
     * @throws InvalidValueException when the bill is paid, or this money cannot pay it
     */
    void requireAcceptable(Connection transaction, BillNumber number, String paymentNumber) {
        requireAcceptable(book.find(transaction, number).orElseThrow(), paymentNumber);
    }

    private static void requireAcceptable(PaymentOrder order, String paymentNumber) {
        if (!order.money().isAcceptable(paymentNumber)) {
            throw new InvalidValueException("payment number", "is not of money that can still be accepted");
        }
    }

    /** A person accepts money that did not simply pay the bill. */
    PaymentOrder accept(Connection transaction, BillNumber number, String paymentNumber, OperatorDecision decision) {
        Change<PaymentOrder> change = book.change(transaction, number, current -> {
            requireAcceptable(current, paymentNumber);
            return current.accepted(paymentNumber, decision);
        });
        telling.tell(transaction, Effect.paid(number, paymentNumber));
        return change.after();
    }

    /**
     * Refuses a claim that could not be carried out.
     *
     * @throws InvalidValueException when the money is not in the pool, or belongs to another bill
     */
    void requireClaimable(Connection transaction, BillNumber number, String paymentNumber) {
        UnmatchedArrival arrival = pool.find(transaction, paymentNumber)
                .orElseThrow(() -> new InvalidValueException("payment number", "is not in the pool"));
        boolean claimed = arrival.bill().filter(bill -> !bill.equals(number)).isPresent();
        if (claimed || isOfAnother(transaction, number, paymentNumber)) {
            throw new InvalidValueException("payment number", "is of money that belongs to another bill");
        }
    }

    /**
     * A person claims money of the pool for a bill.
     *
     * @throws InvalidValueException when it is not in the pool, or belongs to another bill
     */
    PaymentOrder claim(Connection transaction, BillNumber number, String paymentNumber, OperatorDecision decision) {
        if (pool.claim(transaction, paymentNumber, number, decision)) {
            UnmatchedArrival arrival = pool.find(transaction, paymentNumber).orElseThrow();
            switch (arrive(transaction, number, arrival.notice(), decision)) {
                case TAKEN -> {}
                case CONTRADICTED ->
                    throw new InvalidValueException("payment number", "is of money that was told otherwise");
                case NO_ROOM ->
                    throw new InvalidValueException("bill number", "is of a bill that holds no more arrivals");
            }
        }
        return book.find(transaction, number).orElseThrow();
    }
}
