package io.onevisit.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Orders at the platform: opened, asked for, closed. Everything is stored before it is sent. */
final class Ordering {
    private static final String ORDER = "payment.order";
    private static final String QUERY = "payment.query";
    private static final String CLOSE = "payment.close";
    private static final String ANSWER = "payment order";
    private static final Refusal PAID = new Refusal("PAID", "the bill is paid", null);
    private static final Refusal OPEN_AGAIN = new Refusal("OPEN", "the old code was opened again: call again", null);
    private static final Refusal UNDECIDED =
            new Refusal("UNDECIDED", "money has arrived: accept it or give it back whole first", null);
    private static final Refusal REPLACED =
            new Refusal("REPLACED", "another order was made in place of this one: replace or close that one", null);

    private final Platform platform;
    private final StateStore store;
    private final OrderBook book;
    private final OrderChanges changes;
    private final ClockWatch clocks;
    private final PaymentTerms terms;

    Ordering(Platform platform, StateStore store, Outbox effects, PaymentTerms terms) {
        this.platform = Require.present(platform, "platform");
        this.store = Require.present(store, "state store");
        this.terms = Require.present(terms, "terms");
        this.book = new OrderBook(store);
        this.changes = new OrderChanges(store, effects, terms.codes());
        this.clocks = new ClockWatch(store, effects, platform.clock());
    }

    Optional<PaymentOrder> find(BillNumber number) {
        return store.inTransaction(transaction -> book.find(transaction, number));
    }

    PaymentOrder get(BillNumber number) {
        Optional<PaymentOrder> order = find(Require.present(number, "bill number"));
        Require.that(order.isPresent(), "bill number", "has no order here");
        return order.orElseThrow();
    }

    Outcome<PaymentOrder> order(Bill bill, Outbox following) {
        PaymentOrder fresh = fresh(bill);
        boolean first = store.inTransaction(transaction -> enter(transaction, fresh, following));
        return first ? send(fresh) : proceed(bill);
    }

    private PaymentOrder fresh(Bill bill) {
        Instant now = platform.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return PaymentOrder.fresh(Require.present(bill, "bill"), now.plus(terms.lifetime()));
    }

    private boolean enter(Connection transaction, PaymentOrder fresh, Outbox following) {
        return book.enter(transaction, fresh)
                && following.enqueue(
                        transaction,
                        PaymentFollowing.KIND,
                        fresh.bill().number().value(),
                        Bytes.empty());
    }

    private Outcome<PaymentOrder> proceed(Bill bill) {
        PaymentOrder known = get(bill.number());
        Require.that(known.isOf(bill), "bill", "differs from the one that has this number already");
        return switch (known.state()) {
            case SENDING -> queryThenSend(known);
            case REFUSED ->
                new Outcome.Refused<>(new Refusal("refused-before", "the platform refused this bill before", null));
            default -> new Outcome.Done<>(known);
        };
    }

    private Outcome<PaymentOrder> queryThenSend(PaymentOrder order) {
        BillNumber number = order.bill().number();
        return QueryFirst.write(
                () -> new Outcome.Done<>(ask(number)), () -> send(order), cause -> pending(ORDER, number, cause));
    }

    private static Outcome<PaymentOrder> unknown(String operation, BillNumber number, String cause) {
        return new Outcome.Unknown<>(pending(operation, number, cause));
    }

    private static Pending pending(String operation, BillNumber number, String cause) {
        return new Pending(operation, number.value(), cause);
    }

    private Outcome<PaymentOrder> send(PaymentOrder order) {
        String number = order.bill().number().value();
        ObjectNode body = StrictJson.object()
                .put("orderNumber", number)
                .put("notifyUri", terms.notifyUri().toString())
                .put("expires", order.expires().toString());
        body.set("bill", PaymentJson.write(order.bill()));
        Outcome<Reply> ending =
                platform.write(Call.write(ORDER, "/v1/payments/orders", PaymentJson.octets(body), number));
        return ending.fold(
                reply -> opened(order.bill().number(), reply),
                refusal -> refused(order.bill().number(), refusal),
                Outcome.Unknown::new);
    }

    /** What was closed here while it was on its way there is closed there at once. */
    private Outcome<PaymentOrder> opened(BillNumber number, Reply reply) {
        return answered(ORDER, number, reply)
                .fold(
                        order -> order.isOpenOnlyThere() ? sendClosing(order) : new Outcome.Done<>(order),
                        Outcome.Refused::new,
                        Outcome.Unknown::new);
    }

    /** Whoever else has meanwhile heard of the order from the platform knows better than this refusal. */
    private Outcome<PaymentOrder> refused(BillNumber number, Refusal refusal) {
        PaymentOrder after = move(number, PaymentState.SENDING, PaymentState.REFUSED);
        return after.state() == PaymentState.REFUSED ? new Outcome.Refused<>(refusal) : new Outcome.Done<>(after);
    }

    private PaymentOrder move(BillNumber number, PaymentState from, PaymentState to) {
        return change(number, current -> current.state() == from ? current.with(to) : current);
    }

    private PaymentOrder change(BillNumber number, UnaryOperator<PaymentOrder> change) {
        return store.inTransaction(
                transaction -> book.change(transaction, number, change).after());
    }

    private Outcome<PaymentOrder> answered(String operation, BillNumber number, Reply reply) {
        try {
            return new Outcome.Done<>(apply(number, reply));
        } catch (MalformedMessageException e) {
            return unknown(operation, number, "the answer is not what the contract says");
        }
    }

    private PaymentOrder apply(BillNumber number, Reply reply) {
        Members answer = Members.read(reply.body(), ANSWER);
        Duration ahead = platform.clockOffset();
        return store.inTransaction(transaction -> {
            clocks.shown(transaction, ClockWatch.Witness.ANSWERS, ahead);
            return changes.answered(transaction, number, answer);
        });
    }

    /**
     * Asks the platform, and takes in what it says. What is over here and open there is closed there: it had been on its way
     * when this side gave it up. Whatever comes of that closing, it is payable until the platform says otherwise.
     *
     * @throws PlatformRefusedException with code {@code not-found} when neither side knows that it ever had it
     */
    PaymentOrder ask(BillNumber number) {
        PaymentOrder order = hear(number);
        if (!order.isOpenOnlyThere()) {
            return order;
        }
        try {
            return sendClosing(order).fold(over -> over, refusal -> get(number), pending -> get(number));
        } catch (PlatformUnreachableException e) {
            return order;
        }
    }

    private PaymentOrder hear(BillNumber number) {
        try {
            return apply(number, platform.read(Call.read(QUERY, "/v1/payments/orders/query", about(number))));
        } catch (PlatformRefusedException e) {
            if (!e.isNotFound() || get(number).state() == PaymentState.SENDING) {
                throw e;
            }
            return store.inTransaction(transaction -> changes.denied(transaction, number));
        }
    }

    private static Bytes about(BillNumber number) {
        return PaymentJson.octets(StrictJson.object().put("orderNumber", number.value()));
    }

    /** An order that never reached the platform and could not be paid any more. */
    PaymentOrder expireUnsent(BillNumber number) {
        return move(number, PaymentState.SENDING, PaymentState.EXPIRED);
    }

    /** Whether it is paid is judged afterwards: it may be paid while it is being closed. */
    Outcome<PaymentOrder> close(BillNumber number) {
        return endCode(number)
                .fold(
                        over -> over.state() == PaymentState.PAID
                                ? new Outcome.Refused<>(PAID)
                                : new Outcome.Done<>(over),
                        Outcome.Refused::new,
                        Outcome.Unknown::new);
    }

    /** Closes an order, and makes another in its place. */
    Outcome<PaymentOrder> replace(BillNumber old, Bill bill, Outbox following) {
        return close(old)
                .fold(closed -> orderInstead(old, bill, following), Outcome.Refused::new, Outcome.Unknown::new);
    }

    /**
     * That the old order makes way and that the new one is there is one change: what came in since the closing counts, and of
     * two who replace the same order one is refused.
     */
    private Outcome<PaymentOrder> orderInstead(BillNumber old, Bill bill, Outbox following) {
        PaymentOrder fresh = fresh(bill);
        Change<PaymentOrder> change = store.inTransaction(transaction -> makeWay(transaction, old, fresh, following));
        Optional<Refusal> refusal = whyNotReplaced(change.after(), bill.number());
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        return change.isOne() ? send(fresh) : proceed(bill);
    }

    private Change<PaymentOrder> makeWay(Connection transaction, BillNumber old, PaymentOrder fresh, Outbox following) {
        BillNumber number = fresh.bill().number();
        Change<PaymentOrder> change = book.change(
                transaction,
                old,
                current -> whyNotReplaced(current, number).isPresent() ? current : current.replacedBy(number));
        if (change.isOne()) {
            Require.that(enter(transaction, fresh, following), "bill number", "has an order already");
        }
        return change;
    }

    private static Optional<Refusal> whyNotReplaced(PaymentOrder old, BillNumber by) {
        if (old.state() == PaymentState.PAID) {
            return Optional.of(PAID);
        }
        if (old.isPayable()) {
            return Optional.of(OPEN_AGAIN);
        }
        if (old.money().isUndecided()) {
            return Optional.of(UNDECIDED);
        }
        return old.replacedBy().filter(other -> !other.equals(by)).map(other -> REPLACED);
    }

    /**
     * Brings the debt back to an order that another was made in place of, so that money of it can pay it by a person's word.
     *
     * @return why not: the other order can be paid, or is
     */
    Optional<Refusal> resume(Connection transaction, BillNumber number) {
        BillNumber last = lastInPlaceOf(transaction, number);
        if (last.equals(number)) {
            return Optional.empty();
        }
        Change<PaymentOrder> change =
                book.change(transaction, last, current -> current.mayGiveWay() ? current.replacedBy(number) : current);
        if (!change.isOne()) {
            return Optional.of(REPLACED);
        }
        book.change(transaction, number, PaymentOrder::resumed);
        return Optional.empty();
    }

    private BillNumber lastInPlaceOf(Connection transaction, BillNumber number) {
        return book.find(transaction, number)
                .flatMap(PaymentOrder::replacedBy)
                .map(next -> lastInPlaceOf(transaction, next))
                .orElse(number);
    }

    /**
     * Sees to it that nobody can pay by the order's code any more. Done when the platform certainly takes no money for it,
     * whatever has arrived by then.
     */
    Outcome<PaymentOrder> endCode(BillNumber number) {
        PaymentOrder order = change(Require.present(number, "bill number"), PaymentOrder::closing);
        return order.state() == PaymentState.SENDING ? closeUnsent(number) : endThere(order);
    }

    private Outcome<PaymentOrder> endThere(PaymentOrder order) {
        return order.isPayable() ? sendClosing(order) : new Outcome.Done<>(order);
    }

    /** What the platform has never had needs no closing there: it is not sent any more, and nobody knows a code. */
    private Outcome<PaymentOrder> closeUnsent(BillNumber number) {
        Outcome<PaymentOrder> known = QueryFirst.write(
                () -> new Outcome.Done<>(ask(number)),
                () -> new Outcome.Done<>(move(number, PaymentState.SENDING, PaymentState.CLOSED)),
                cause -> pending(CLOSE, number, cause));
        return known.fold(
                order -> endThere(change(number, PaymentOrder::closing)), Outcome.Refused::new, Outcome.Unknown::new);
    }

    /** The same closing has the same key until it was refused: then the next one is another. */
    private Outcome<PaymentOrder> sendClosing(PaymentOrder order) {
        BillNumber number = order.bill().number();
        int attempt = order.registration().closings();
        Outcome<Reply> ending = platform.write(
                Call.write(CLOSE, "/v1/payments/orders/close", about(number), "close:" + number + ":" + attempt));
        return ending.fold(
                reply -> closed(number, reply), refusal -> notClosed(number, attempt, refusal), Outcome.Unknown::new);
    }

    private Outcome<PaymentOrder> closed(BillNumber number, Reply reply) {
        Outcome<PaymentOrder> answered = answered(CLOSE, number, reply);
        boolean open = answered.fold(PaymentOrder::isPayable, refusal -> false, pending -> false);
        return open ? unknown(CLOSE, number, "the platform answered that it is still open") : answered;
    }

    /** It can still be paid, or is over by itself, or was paid: then the payment is asked for; if that fails, its notice or a later query brings it. */
    private Outcome<PaymentOrder> notClosed(BillNumber number, int attempt, Refusal refusal) {
        change(number, current -> current.notClosed(attempt));
        try {
            PaymentOrder order = hear(number);
            return order.isPayable() || order.state() == PaymentState.PAID
                    ? new Outcome.Refused<>(refusal)
                    : new Outcome.Done<>(order);
        } catch (PlatformRefusedException
                | PlatformUnreachableException
                | MalformedMessageException
                | VerificationFailedException e) {
            return new Outcome.Refused<>(refusal);
        }
    }
}
