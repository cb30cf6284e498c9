package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Refusal;
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
import java.time.Instant;
import java.util.Optional;

/**
 * Refunds at the platform. The account of a payment is in its order's row: who reserves an amount there first has it, and
 * only what is reserved is sent.
 */
final class Refunding {
    private static final String REFUND = "payment.refund";
    private static final String QUERY = "payment.refund.query";
    private static final String ANSWER = "refund";

    private final Platform platform;
    private final StateStore store;
    private final OrderBook book;
    private final RefundChanges changes;
    private final RefundRules rules;

    Refunding(Platform platform, StateStore store, RefundChanges changes, PaymentTerms terms) {
        this.platform = Require.present(platform, "platform");
        this.store = Require.present(store, "state store");
        this.book = new OrderBook(store);
        this.changes = changes;
        this.rules = Require.present(terms, "terms").refunds();
    }

    /** What came of reserving: a refund that may be sent, one that is known, or why there is none. */
    private record Reserved(PaymentOrder order, boolean first, Optional<RefundRefusal> refusal) {}

    Outcome<Refund> refund(RefundRequest request, Outbox following) {
        Require.present(request, "refund request");
        Reserved reserved = store.inTransaction(transaction -> reserve(transaction, request, following));
        if (reserved.refusal().isPresent()) {
            return new Outcome.Refused<>(reserved.refusal().get().refusal());
        }
        Refund refund = reserved.order().refund(request.number()).orElseThrow();
        Require.that(
                refund.request().equals(request),
                "refund request",
                "differs from the one that has this number already");
        return reserved.first() ? send(refund) : proceed(refund);
    }

    private Reserved reserve(Connection transaction, RefundRequest request, Outbox following) {
        Instant now = platform.clock().instant();
        Change<PaymentOrder> change = book.change(transaction, request.bill(), order -> {
            boolean known = order.refund(request.number()).isPresent();
            return known || refusal(order, request, now).isPresent()
                    ? order
                    : order.with(order.money().with(new Refund(request, RefundState.SENDING, now)));
        });
        if (change.isOne()) {
            book.give(transaction, request.number(), request.bill());
            following.enqueue(
                    transaction, RefundFollowing.KIND, request.number().value(), Bytes.empty());
        }
        boolean known = change.after().refund(request.number()).isPresent();
        return new Reserved(
                change.after(), change.isOne(), known ? Optional.empty() : refusal(change.after(), request, now));
    }

    private Optional<RefundRefusal> refusal(PaymentOrder order, RefundRequest request, Instant now) {
        return rules.refusal(order, request, now)
                .or(() -> OrderBook.hasRoomForRefunds(order)
                        ? Optional.empty()
                        : Optional.of(RefundRefusal.REFUND_COUNT));
    }

    /** The refund as it stands here. */
    Refund get(RefundNumber number) {
        return store.inTransaction(transaction -> book.billOf(transaction, number)
                        .flatMap(bill -> book.find(transaction, bill))
                        .flatMap(order -> order.refund(number)))
                .orElseThrow(() -> new InvalidValueException("refund number", "has no refund here"));
    }

    /** Brings a refund on: what may not have been sent is asked for first, what was accepted is asked for its end. */
    Outcome<Refund> proceed(Refund refund) {
        return switch (refund.state()) {
            case SENDING -> queryThenSend(refund);
            case ACCEPTED, DONE -> new Outcome.Done<>(refund);
            case REFUSED ->
                new Outcome.Refused<>(new Refusal("refused-before", "the platform refused this refund before", null));
            case FAILED -> failed();
        };
    }

    private static Outcome<Refund> failed() {
        return new Outcome.Refused<>(
                new Refusal("FAILED", "the refund came back: give it back under a new number", null));
    }

    private Outcome<Refund> queryThenSend(Refund refund) {
        return QueryFirst.write(() -> ended(ask(refund.number())), () -> send(refund), cause -> pending(refund, cause));
    }

    private static Outcome<Refund> ended(Refund refund) {
        return refund.state() == RefundState.FAILED ? failed() : new Outcome.Done<>(refund);
    }

    private static Outcome<Refund> unknown(Refund refund, String cause) {
        return new Outcome.Unknown<>(pending(refund, cause));
    }

    private static Pending pending(Refund refund, String cause) {
        return new Pending(REFUND, refund.number().value(), cause);
    }

    private Outcome<Refund> send(Refund refund) {
        Bytes body = PaymentJson.octets(PaymentJson.write(refund.request()));
        Outcome<Reply> ending = platform.write(
                Call.write(REFUND, "/v1/payments/refunds", body, refund.number().value()));
        return ending.fold(reply -> answered(refund, reply), refusal -> refused(refund, refusal), Outcome.Unknown::new);
    }

    private Outcome<Refund> answered(Refund refund, Reply reply) {
        try {
            return ended(apply(refund, reply));
        } catch (MalformedMessageException e) {
            return unknown(refund, "the answer is not what the contract says");
        }
    }

    /** Whoever else has meanwhile heard that the platform has it knows better than this refusal. */
    private Outcome<Refund> refused(Refund refund, Refusal refusal) {
        store.inTransaction(transaction -> book.change(
                transaction,
                refund.request().bill(),
                order -> order.refund(refund.number())
                        .map(each -> order.with(
                                order.money().with(each.with(each.state().told(RefundState.REFUSED)))))
                        .orElse(order)));
        Refund after = get(refund.number());
        return after.state() == RefundState.REFUSED ? new Outcome.Refused<>(refusal) : ended(after);
    }

    /**
     * Asks the platform, and takes in what it says.
     *
     * @throws PlatformRefusedException with code {@code not-found} when the platform has never had it
     */
    Refund ask(RefundNumber number) {
        Refund refund = get(number);
        Bytes body = PaymentJson.octets(StrictJson.object().put("refundNumber", number.value()));
        return apply(refund, platform.read(Call.read(QUERY, "/v1/payments/refunds/query", body)));
    }

    private Refund apply(Refund refund, Reply reply) {
        Members answer = Members.read(reply.body(), ANSWER);
        PaymentEvent.Refunded told = answer.checked(() -> new PaymentEvent.Refunded(
                answer.value("orderNumber", BillNumber::new),
                answer.value("refundNumber", RefundNumber::new),
                answer.text("paymentNumber"),
                answer.money("amount"),
                answer.value("state", RefundState::ofPlatform)));
        if (!told.bill().equals(refund.request().bill())
                || !told.refund().equals(refund.number())
                || !told.isAbout(refund)) {
            throw new MalformedMessageException(ANSWER, "is about another refund");
        }
        store.inTransaction(transaction -> changes.refund(transaction, told));
        return get(refund.number());
    }
}
