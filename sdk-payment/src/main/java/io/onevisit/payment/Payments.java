package io.onevisit.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.StorageException;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.store.StateStore;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A department's payments (缴费): orders a payment code for a bill, takes in the platform's notices, asks when none comes.
 * Every order is stored before it is sent, and each payment has one effect, however often, late or disordered the
 * platform speaks of it. Thread-safe; several nodes may share one database.
 */
public final class Payments {
    private static final String ORDER = "payment.order";
    private static final String QUERY = "payment.query";
    private static final String NOTICE = "payment notice";
    private static final String ANSWER = "payment order";
    private static final int MAX_EVENT_ID = 128;
    private static final String NOT_FOUND = "not-found";
    private static final Duration MIN_LIFETIME = Duration.ofMinutes(1);
    private static final Duration MAX_LIFETIME = Duration.ofDays(90);

    private final Platform platform;
    private final StateStore store;
    private final OrderBook book;
    private final URI notifyUri;
    private final Duration lifetime;
    private final PaymentHandler handler;

    /**
     * Payments on a platform.
     *
     * @param notifyUri where the platform shall push notices
     * @param lifetime how long an order can be paid, 1 minute to 90 days
     * @param handler what to do when money arrives
     */
    public Payments(Platform platform, StateStore store, URI notifyUri, Duration lifetime, PaymentHandler handler) {
        this.platform = Require.present(platform, "platform");
        this.store = Require.present(store, "store");
        this.book = new OrderBook(store);
        this.notifyUri = Require.present(notifyUri, "notify URI");
        this.lifetime = Require.present(lifetime, "lifetime");
        Require.that(
                lifetime.compareTo(MIN_LIFETIME) >= 0 && lifetime.compareTo(MAX_LIFETIME) <= 0,
                "lifetime",
                "must be 1 minute to 90 days");
        this.handler = Require.present(handler, "handler");
    }

    /**
     * Orders a payment code for {@code bill}. The same bill gives the same order, also after an unknown ending: the
     * platform is asked first then, and the order is only ever sent under its one number.
     *
     * @throws InvalidValueException when another bill has this number
     * @throws PlatformUnreachableException when the platform certainly has not got it; call again later
     */
    public Outcome<PaymentOrder> order(Bill bill) {
        Instant expires =
                platform.clock().instant().truncatedTo(ChronoUnit.SECONDS).plus(lifetime);
        PaymentOrder fresh =
                new PaymentOrder(Require.present(bill, "bill"), PaymentState.SENDING, expires, null, List.of());
        if (store.inTransaction(transaction -> book.enter(transaction, fresh))) {
            return send(fresh);
        }
        PaymentOrder known = find(bill.number()).orElseThrow(() -> new StorageException("reading an order", null));
        Require.that(known.bill().equals(bill), "bill", "differs from the one that has this number already");
        return switch (known.state()) {
            case SENDING -> queryThenSend(known);
            case REFUSED ->
                new Outcome.Refused<>(new Refusal("refused-before", "the platform refused this bill before", null));
            default -> new Outcome.Done<>(known);
        };
    }

    private Outcome<PaymentOrder> queryThenSend(PaymentOrder order) {
        try {
            return new Outcome.Done<>(query(order.bill().number()));
        } catch (PlatformRefusedException e) {
            return e.refusal().code().equals(NOT_FOUND) ? send(order) : unknown(order, "the query was refused");
        } catch (PlatformUnreachableException | MalformedMessageException | VerificationFailedException e) {
            return unknown(order, "the platform did not answer the query");
        }
    }

    private static Outcome<PaymentOrder> unknown(PaymentOrder order, String cause) {
        return new Outcome.Unknown<>(new Pending(ORDER, order.bill().number().value(), cause));
    }

    private Outcome<PaymentOrder> send(PaymentOrder order) {
        String number = order.bill().number().value();
        ObjectNode body = StrictJson.object()
                .put("orderNumber", number)
                .put("notifyUri", notifyUri.toString())
                .put("expires", order.expires().toString());
        body.set("bill", PaymentJson.write(order.bill()));
        Outcome<Reply> ending =
                platform.write(Call.write(ORDER, "/v1/payments/orders", PaymentJson.octets(body), number));
        return ending.fold(reply -> opened(order, reply), refusal -> refused(order, refusal), Outcome.Unknown::new);
    }

    /** Whoever else has meanwhile heard of the order from the platform knows better than this refusal. */
    private Outcome<PaymentOrder> refused(PaymentOrder order, Refusal refusal) {
        PaymentOrder after = store.inTransaction(transaction -> book.change(
                transaction,
                order.bill().number(),
                current -> current.state() == PaymentState.SENDING ? current.with(PaymentState.REFUSED) : current));
        return after.state() == PaymentState.REFUSED ? new Outcome.Refused<>(refusal) : new Outcome.Done<>(after);
    }

    private Outcome<PaymentOrder> opened(PaymentOrder order, Reply reply) {
        try {
            return new Outcome.Done<>(apply(order.bill().number(), Members.read(reply.body(), ANSWER)));
        } catch (MalformedMessageException e) {
            return unknown(order, "the answer is not what the contract says");
        }
    }

    /** The order as this side knows it. */
    public Optional<PaymentOrder> find(BillNumber number) {
        Require.present(number, "bill number");
        return store.inTransaction(transaction -> book.find(transaction, number));
    }

    /**
     * Asks the platform about an order and takes in what it says, a payment as if its notice had come.
     *
     * @throws InvalidValueException when there is no order of this number here
     * @throws PlatformRefusedException with code {@code not-found} when the platform has never had it
     * @throws PlatformUnreachableException when no answer came; nothing has changed
     */
    public PaymentOrder query(BillNumber number) {
        Require.that(find(number).isPresent(), "bill number", "has no order here");
        Bytes body = PaymentJson.octets(StrictJson.object().put("orderNumber", number.value()));
        Reply reply = platform.read(Call.read(QUERY, "/v1/payments/orders/query", body));
        return apply(number, Members.read(reply.body(), ANSWER));
    }

    /** Takes in the platform's view of an order, which must be the one asked for. */
    private PaymentOrder apply(BillNumber number, Members answer) {
        if (!answer.value("orderNumber", BillNumber::new).equals(number)) {
            throw new MalformedMessageException(ANSWER, "is about another order");
        }
        PaymentCode code = answer.value("paymentCode", PaymentCode::new);
        PaymentState state = answer.value("state", PaymentState::ofPlatform);
        return store.inTransaction(transaction -> {
            PaymentOrder order = book.change(transaction, number, current -> answered(current, state, code));
            if (state != PaymentState.PAID) {
                return order;
            }
            Payment payment = PaymentJson.payment(answer.object("payment"));
            return arrive(
                    transaction,
                    new PaymentNotice(number, code, order.bill().payee().code(), payment));
        });
    }

    private static PaymentOrder answered(PaymentOrder current, PaymentState state, PaymentCode code) {
        if (!current.isFor(code)) {
            throw new MalformedMessageException(ANSWER, "has another payment code than before");
        }
        boolean decides = current.state().isUndecided() && state != PaymentState.PAID;
        return current.with(decides ? state : current.state(), code);
    }

    /**
     * Takes in a message that the platform pushed. Give it the raw octets; nothing is believed before the signature over
     * them has been verified. Answer the platform with what comes out. What the handler throws unchecked is thrown on, after
     * everything was rolled back: answer with status 500 then, and the notice will come again.
     */
    public NoticeAnswer receive(RawMessage message) {
        try {
            return platform.receive(notifyUri, Require.present(message, "message"))
                    .subject()
                    .map(this::receive)
                    .orElse(NoticeAnswer.REFUSED);
        } catch (MalformedMessageException e) {
            return NoticeAnswer.REFUSED;
        } catch (StorageException e) {
            return NoticeAnswer.RETRY_LATER;
        }
    }

    private NoticeAnswer receive(Inbound inbound) {
        Members body = Members.read(inbound.body(), NOTICE);
        String eventId = body.value("eventId", id -> Require.text(id, "event id", MAX_EVENT_ID));
        return store.inTransaction(transaction -> {
            if (!inbound.isFirst(store, transaction)) {
                return knownOrRefused(transaction, eventId, inbound.body());
            }
            return switch (body.text("type")) {
                case "payment.paid" -> paid(transaction, eventId, PaymentJson.notice(body), inbound.body());
                case "payment.opened" -> knownOrNew(transaction, eventId, inbound.body());
                default -> throw new MalformedMessageException(NOTICE, "is of a type not known here");
            };
        });
    }

    private NoticeAnswer paid(Connection transaction, String eventId, PaymentNotice notice, Bytes content)
            throws SQLException {
        Optional<PaymentOrder> order = book.find(transaction, notice.billNumber());
        if (order.filter(known -> known.isFor(notice.code())).isEmpty()) {
            book.keepUnmatched(transaction, eventId, content);
            return NoticeAnswer.REFUSED;
        }
        if (!book.enterEvent(transaction, eventId, content)) {
            return knownOrRefused(transaction, eventId, content);
        }
        arrive(transaction, notice);
        return NoticeAnswer.ACCEPTED;
    }

    private NoticeAnswer knownOrNew(Connection transaction, String eventId, Bytes content) {
        return book.enterEvent(transaction, eventId, content)
                ? NoticeAnswer.ACCEPTED
                : knownOrRefused(transaction, eventId, content);
    }

    private NoticeAnswer knownOrRefused(Connection transaction, String eventId, Bytes content) {
        return book.isKnownEvent(transaction, eventId, content) ? NoticeAnswer.ACCEPTED : NoticeAnswer.REFUSED;
    }

    /** One arrival of money, by notice or by query: recorded once, and handed on in the same transaction. */
    private PaymentOrder arrive(Connection transaction, PaymentNotice notice) throws SQLException {
        PaymentOrder before = book.find(transaction, notice.billNumber())
                .orElseThrow(() -> new StorageException("reading an order", null));
        if (isKnown(notice.payment(), before)) {
            return before;
        }
        PaymentState next = before.after(notice);
        PaymentOrder after = book.change(
                transaction, notice.billNumber(), current -> current.with(next, notice.code(), notice.payment()));
        if (next == PaymentState.PAID && before.state() != PaymentState.PAID) {
            handler.paid(transaction, notice);
        } else {
            handler.needsAttention(transaction, after, notice);
        }
        return after;
    }

    private static boolean isKnown(Payment payment, PaymentOrder order) {
        Optional<Payment> known = order.arrivals().stream()
                .filter(arrival -> arrival.number().equals(payment.number()))
                .findFirst();
        if (known.isPresent() && !known.get().amount().equals(payment.amount())) {
            throw new MalformedMessageException(NOTICE, "gives a known payment another amount");
        }
        return known.isPresent();
    }
}
