package io.onevisit.payment;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an order by what the platform tells, be it by notice or by answer. Each change is written together with
 * its effects on the department; the same told again changes nothing.
 */
final class OrderChanges {
    private static final String ANSWER = "payment order";
    private static final int MAX_ARRIVALS = 200;

    private final OrderBook book;
    private final UnmatchedPool pool;
    private final Outbox effects;
    private final PaymentCodeProfile codes;

    OrderChanges(StateStore store, Outbox effects, PaymentCodeProfile codes) {
        this.book = new OrderBook(store);
        this.pool = new UnmatchedPool(store);
        this.effects = Require.present(effects, "outbox of effects");
        Require.that(effects.handles(Effect.KIND), "outbox of effects", "must have a PaymentEffects");
        this.codes = codes;
    }

    /**
     * Takes in the platform's answer about an order.
     *
     * @throws MalformedMessageException when it is not about this order, or not what the contract says
     */
    PaymentOrder answered(Connection transaction, BillNumber number, Members answer) {
        if (!answer.value("orderNumber", BillNumber::new).equals(number)) {
            throw new MalformedMessageException(ANSWER, "is about another order");
        }
        PaymentCode code = answer.value("paymentCode", PaymentCode::new);
        Optional<CheckCode> check = answer.optionalValue("checkCode", CheckCode::new);
        requireForm(answer, code, check);
        PaymentState said = answer.value("state", PaymentState::ofPlatform);
        PaymentOrder order = book.change(
                        transaction, number, current -> answered(current, said, code, check.orElse(null)))
                .after();
        Optional<Members> payment = answer.optionalObject("payment");
        if (said == PaymentState.PAID && payment.isEmpty()) {
            throw new MalformedMessageException(ANSWER, "is paid without a payment");
        }
        if (payment.isPresent()) {
            Payment arrived = PaymentJson.payment(payment.get());
            arrive(transaction, number, new PaymentNotice(code, payee(order, arrived), arrived), null);
        }
        PaymentState state = book.find(transaction, number).orElseThrow().state();
        return doubt(transaction, number, state.isContradictedBy(said));
    }

    /** An answer does not say for whom the money is; a notice does. */
    private static CreditCode payee(PaymentOrder order, Payment payment) {
        return order.findArrival(payment.number())
                .map(Arrival::payee)
                .orElse(order.bill().payee().code());
    }

    private void requireForm(Members answer, PaymentCode code, Optional<CheckCode> check) {
        answer.checked(() -> {
            codes.require(code, check);
            return code;
        });
    }

    private static PaymentOrder answered(
            PaymentOrder current, PaymentState said, PaymentCode code, @Nullable CheckCode check) {
        if (current.code().isPresent() && !current.code().get().equals(code)) {
            throw new MalformedMessageException(ANSWER, "has another payment code than before");
        }
        return current.with(current.state().told(said)).with(code, check);
    }

    /** Takes in that the platform says it has no such order. */
    PaymentOrder denied(Connection transaction, BillNumber number) {
        PaymentOrder order = book.find(transaction, number).orElseThrow();
        return doubt(transaction, number, order.state().isContradictedByNone());
    }

    private static boolean isPaidByHand(PaymentOrder order) {
        return order.arrivals().stream()
                .anyMatch(arrival -> arrival.state() == ArrivalState.PAYS
                        && arrival.decision().isPresent());
    }

    /** Counts contradictions in a row. One may be stale; after the second a person is told. */
    private PaymentOrder doubt(Connection transaction, BillNumber number, boolean contradicted) {
        OrderBook.Change change = book.change(transaction, number, current -> {
            boolean holds = contradicted && !isPaidByHand(current);
            return current.withDoubts(holds ? current.doubts() + 1 : 0);
        });
        if (change.after().doubts() == 2) {
            Effect.contradicted(number, "state").enqueue(transaction, effects);
        }
        return change.after();
    }

    /** True when the order is ours. */
    boolean isOurs(Connection transaction, BillNumber number) {
        return book.find(transaction, number).isPresent();
    }

    /** True when the order is ours and has this code, or none yet and this is of the form agreed. */
    boolean isOurs(Connection transaction, BillNumber number, PaymentCode code) {
        return book.find(transaction, number)
                .filter(order -> order.code().map(code::equals).orElseGet(() -> codes.fits(code)))
                .isPresent();
    }

    /** What becomes of money that is told to have arrived for an order. */
    enum Reception {
        /** It is on the order, now or since before. */
        TAKEN,
        /** It was told otherwise before: of another bill, amount or payee. A person is told. */
        CONTRADICTED,
        /** The order holds no more, which is for a person to look at. */
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
        OrderBook.Change change = book.change(transaction, number, current -> arrived(current, notice, decision));
        Arrival arrival = change.after().findArrival(payment).orElse(null);
        if (arrival == null) {
            return Reception.NO_ROOM;
        }
        if (!arrival.isToldBy(notice)) {
            return contradicted(transaction, number, payment);
        }
        if (change.isOne()) {
            book.give(transaction, payment, number);
        }
        if (change.isOne() && arrival.state() != ArrivalState.REVERSED) {
            arrival.state()
                    .proposal()
                    .map(proposal -> Effect.arrived(number, arrival, proposal))
                    .orElseGet(() -> Effect.paid(number, arrival.payment().number()))
                    .enqueue(transaction, effects);
        }
        return Reception.TAKEN;
    }

    private boolean isOfAnother(Connection transaction, BillNumber number, String payment) {
        return book.billOf(transaction, payment)
                .filter(bill -> !bill.equals(number))
                .isPresent();
    }

    private Reception contradicted(Connection transaction, BillNumber number, String payment) {
        agreed(transaction, number, "payment " + payment, false);
        return Reception.CONTRADICTED;
    }

    /**
     * The bank has taken a payment back. One that is not known yet will count nothing when it is told of, and the
     * department hears of neither.
     *
     * @return false when the order holds no more of these, which is for a person to look at
     * @throws MalformedMessageException when the payment is known with another amount
     */
    boolean reversed(Connection transaction, PaymentEvent.Reversed told) {
        OrderBook.Change change = book.change(transaction, told.bill(), current -> reversed(current, told));
        Optional<Arrival> before = change.before().findArrival(told.paymentNumber());
        if (change.isOne() && before.isPresent()) {
            Effect.reversed(told.bill(), before.get()).enqueue(transaction, effects);
            agreed(
                    transaction,
                    told.bill(),
                    "payment " + told.paymentNumber(),
                    !change.after().isRefunded(told.paymentNumber()));
        }
        return before.isPresent() || change.after().reversedAhead().contains(told.paymentNumber());
    }

    private static PaymentOrder reversed(PaymentOrder current, PaymentEvent.Reversed told) {
        String number = told.paymentNumber();
        Optional<Arrival> known = current.findArrival(number);
        if (known.isPresent()) {
            requireSameAmount(known.get(), told.amount());
            return known.get().state() == ArrivalState.REVERSED ? current : current.reversed(number);
        }
        boolean full = current.reversedAhead().size() >= MAX_ARRIVALS;
        return full || current.reversedAhead().contains(number) ? current : current.withReversedAhead(number);
    }

    private static void requireSameAmount(Arrival known, Money amount) {
        if (!known.payment().amount().equals(amount)) {
            throw new MalformedMessageException(PaymentEvent.FORMAT, "gives a known payment another amount");
        }
    }

    private static PaymentOrder arrived(
            PaymentOrder current, PaymentNotice notice, @Nullable OperatorDecision decision) {
        boolean known = current.findArrival(notice.payment().number()).isPresent();
        if (known || current.arrivals().size() >= MAX_ARRIVALS) {
            return current;
        }
        PaymentCode code = notice.code();
        PaymentOrder named = current.code().isEmpty() && code != null ? current.with(code, null) : current;
        PaymentOrder more = named.with(named.judge(notice, decision));
        return OrderBook.hasRoom(more) ? more : current;
    }

    /** Money for no bill of ours. */
    void unmatched(Connection transaction, UnmatchedArrival arrival) {
        if (pool.enter(transaction, arrival)) {
            Effect.unmatched(arrival).enqueue(transaction, effects);
        }
    }

    /** The platform has closed an order; one that was paid stays so. */
    void closed(Connection transaction, BillNumber number) {
        book.change(transaction, number, current -> current.with(current.state().told(PaymentState.CLOSED)));
    }

    /**
     * A receipt was issued for an order.
     *
     * @return false when another was before; a person is told
     */
    boolean receipt(Connection transaction, BillNumber number, FiscalReceipt receipt) {
        PaymentOrder after = book.change(
                        transaction, number, current -> current.receipt().isPresent() ? current : current.with(receipt))
                .after();
        return agreed(
                transaction,
                number,
                "receipt " + receipt.number(),
                after.receipt().equals(Optional.of(receipt)));
    }

    /**
     * How far a refund has come, by answer or notice.
     *
     * @return false when it is told otherwise than it was asked for or had ended; a person is told
     */
    boolean refund(Connection transaction, PaymentEvent.Refunded told) {
        OrderBook.Change change = book.change(
                transaction,
                told.bill(),
                current -> current.refund(told.refund())
                        .filter(told::isAbout)
                        .map(refund -> current.with(refund.with(refund.state().told(told.state()))))
                        .orElse(current));
        Optional<Refund> refund = change.after().refund(told.refund()).filter(told::isAbout);
        String about = "refund " + told.refund();
        if (change.isOne()) {
            agreed(transaction, told.bill(), about, !wasRefused(change.before(), told.refund()));
            refund.filter(ended -> ended.state() == RefundState.DONE || ended.state() == RefundState.FAILED)
                    .ifPresent(ended -> Effect.ended(told.bill(), ended).enqueue(transaction, effects));
        }
        boolean agrees =
                refund.map(each -> !each.state().isContradictedBy(told.state())).orElse(false);
        return agreed(transaction, told.bill(), about, agrees);
    }

    /** Its amount was free to be given back again: by now it may have been. */
    private static boolean wasRefused(PaymentOrder before, RefundNumber number) {
        return before.refund(number)
                .filter(refund -> refund.state() == RefundState.REFUSED)
                .isPresent();
    }

    private boolean agreed(Connection transaction, BillNumber number, String about, boolean agreed) {
        if (!agreed) {
            Effect.contradicted(number, about).enqueue(transaction, effects);
        }
        return agreed;
    }

    /** A person accepts money that did not simply pay the bill. */
    PaymentOrder accept(Connection transaction, BillNumber number, String paymentNumber, OperatorDecision decision) {
        OrderBook.Change change = book.change(transaction, number, current -> {
            requireAcceptable(current, paymentNumber);
            return current.accepted(paymentNumber, decision);
        });
        Effect.paid(number, paymentNumber).enqueue(transaction, effects);
        return change.after();
    }

    private static void requireAcceptable(PaymentOrder order, String paymentNumber) {
        Arrival arrival = order.arrival(paymentNumber);
        boolean standsIn = order.state() == PaymentState.REVERSED && arrival.state() == ArrivalState.DOUBLE_PAID;
        boolean offered = standsIn || arrival.state().proposal().equals(Optional.of(ProposedAction.REFUND_OR_ACCEPT));
        boolean whole = order.refundable(paymentNumber).equals(arrival.payment().amount());
        if (order.state() == PaymentState.PAID || !offered || !whole) {
            throw new InvalidValueException("payment number", "is not of money that can still be accepted");
        }
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
            PaymentNotice notice = new PaymentNotice(null, arrival.payee(), arrival.payment());
            switch (arrive(transaction, number, notice, decision)) {
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
