package io.onevisit.payment;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.Platform;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import io.onevisit.core.store.TransactionWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A department's payments (缴费): orders a payment code for a bill, closes it, takes in the platform's notices, gives money
 * back. Everything is stored before it is sent, each payment and each refund has one effect, however often, late or
 * disordered the platform speaks of it, and what the department does about it is done afterwards, out of the outbox.
 * Thread-safe; several nodes may share one database, several accounts may not.
 *
 * <p>Every method but {@link #receive} throws {@link StorageException} when the database does not carry it out.
 */
public final class Payments {
    private static final int MAX_LIST = 1000;

    private final Platform platform;
    private final StateStore store;
    private final Outbox following;
    private final PaymentTerms terms;
    private final Ordering orders;
    private final Refunding refunds;
    private final ArrivalChanges arrivals;
    private final Intake intake;
    private final AnsweredEvents events;
    private final UnmatchedPool pool;
    private final ClockWatch clocks;
    private final Forgetting forgetting;

    /**
     * Payments on a platform.
     *
     * @param effects an outbox with a {@link PaymentEffects} of the same store
     * @param following an outbox with a {@link PaymentFollowing} and a {@link RefundFollowing} of the same platform, store
     *     and terms
     * @throws InvalidValueException also when the payments of another account are in this database
     * @throws StorageException when the database does not tell
     */
    public Payments(Platform platform, StateStore store, Outbox effects, Outbox following, PaymentTerms terms) {
        this.platform = Require.present(platform, "platform");
        this.store = Require.present(store, "state store");
        this.following = Require.present(following, "outbox of queries");
        Require.that(
                following.handles(PaymentFollowing.KIND) && following.handles(RefundFollowing.KIND),
                "outbox of queries",
                "must have a PaymentFollowing and a RefundFollowing");
        StateOwner.require(store, terms);
        this.terms = terms;
        this.orders = new Ordering(platform, store, effects, terms);
        this.refunds = new Refunding(platform, store, RefundChanges.followedBy(store, effects, following), terms);
        this.arrivals = new ArrivalChanges(store, effects);
        this.intake = new Intake(store, effects, following, terms.codes());
        this.events = new AnsweredEvents(store, platform.clock());
        this.pool = new UnmatchedPool(store);
        this.clocks = new ClockWatch(store, effects, platform.clock());
        this.forgetting = new Forgetting(store, platform.clock(), terms.retention());
    }

    /**
     * Orders a payment code for {@code bill}. The same bill gives the same order, also after an unknown ending: the
     * platform is asked first then, and the order is only ever sent under its one number. Once its payer is forgotten ({@link
     * #forgetPayers}), a bill that is the same but for the payer's name is the same.
     *
     * @throws InvalidValueException when another bill has this number
     * @throws PlatformUnreachableException when the platform certainly has not got it; call again later
     */
    public Outcome<PaymentOrder> order(Bill bill) {
        return orders.order(bill, following);
    }

    /** The order as this side knows it. */
    public Optional<PaymentOrder> find(BillNumber number) {
        return orders.find(Require.present(number, "bill number"));
    }

    /**
     * Asks the platform about an order and takes in what it says, a payment as if its notice had come. When it contradicts
     * what it has signed, the payment stands; it is asked once more, and if that stays so, a person is told.
     *
     * @throws InvalidValueException when there is no order of this number here
     * @throws PlatformRefusedException with code {@code not-found} when the platform has never had it
     * @throws PlatformUnreachableException when no answer came; nothing has changed
     */
    public PaymentOrder query(BillNumber number) {
        orders.get(number);
        PaymentOrder order = orders.ask(number);
        return order.doubts() == 1 ? orders.ask(number) : order;
    }

    /**
     * Closes an order, so that nobody can pay it any more (关单). Done when the platform takes no money for it, also when it
     * had expired or never was open; what odd money has arrived by then stands in {@link PaymentOrder#arrivals()}. Refused
     * with code {@code PAID} when it is paid. After an unknown ending call it again: the platform closes an order once.
     *
     * @throws InvalidValueException when there is no order of this number here
     * @throws PlatformUnreachableException when the platform certainly has not been told; call again later
     */
    public Outcome<PaymentOrder> close(BillNumber number) {
        return orders.close(number);
    }

    /**
     * Orders a new payment code in place of an old one (换码): the old order is closed first. When it cannot be, or nobody
     * knows, no new one is ordered, so that there are never two codes to pay by; call it again then. Refused with code
     *
     * <ul>
     *   <li>{@code PAID} when the old order is paid, also when that became known while it was closed
     *   <li>{@code UNDECIDED} while wrong or late money is on it: accept it, or give it back whole, first
     *   <li>{@code REPLACED} when another order was made in its place: {@link PaymentOrder#replacedBy()}; replace that one
     *   <li>{@code OPEN} when the old code was opened again meanwhile: call it again
     * </ul>
     *
     * @param old the bill whose order is to be closed
     * @param fresh the bill to be paid instead, of a number that has no order yet, or the one that was ordered instead before
     * @throws InvalidValueException as {@link #close} and {@link #order}, and when {@code fresh} has an order that was not made
     *     in place of this one
     * @throws PlatformUnreachableException as {@link #close} and {@link #order}
     */
    public Outcome<PaymentOrder> replace(BillNumber old, Bill fresh) {
        Require.that(
                !Require.present(fresh, "bill").number().equals(Require.present(old, "old bill number")),
                "bill number",
                "must be another one");
        return orders.replace(old, fresh, following);
    }

    /**
     * Gives a payment or a part of it back (退款), also surplus money and money that came too late. The refund is stored with
     * its amount before it is sent; the same request again, after an unknown ending, is the same refund, and is asked for
     * first. Done with {@link RefundState#ACCEPTED} means that the platform has it, not that the payer has the money:
     * {@link PaymentHandler#refunded} tells of that, or {@link Attention.RefundFailed} that it came back.
     *
     * <p>Refused with the name of a {@link RefundRefusal} before anything is sent, or with the platform's own code.
     *
     * @throws InvalidValueException when there is no such order or payment, or another refund has this number
     * @throws PlatformUnreachableException when the platform certainly has not got it; it is stored, and {@link
     *     RefundFollowing} will send it
     */
    public Outcome<Refund> refund(RefundRequest request) {
        return refunds.refund(request, following);
    }

    /**
     * Asks the platform about a refund and takes in what it says.
     *
     * @throws InvalidValueException when there is no refund of this number here
     * @throws PlatformRefusedException with code {@code not-found} when the platform has never had it
     * @throws PlatformUnreachableException when no answer came; nothing has changed
     */
    public Refund queryRefund(RefundNumber number) {
        return refunds.ask(Require.present(number, "refund number"));
    }

    /**
     * Accepts by hand that money which came late or in another amount pays the bill (人工确认入账). An order whose code can
     * still be paid is closed first, so that nobody pays it once more; if that cannot be done, nothing is accepted. Refused with
     * code {@code REPLACED} when another order was made in its place that can be paid or is: close that one first. The
     * department is told as of any payment. The same decision again changes nothing.
     *
     * @param by who decides and why, kept with the money for good
     * @throws InvalidValueException when there is no such money, the bill is paid, or some of the money was given back
     * @throws PlatformUnreachableException as {@link #close}
     */
    public Outcome<PaymentOrder> accept(BillNumber bill, String paymentNumber, ByHand by) {
        OperatorDecision decision = decision(by);
        PaymentOrder order = orders.get(bill);
        if (order.isPaidBy(paymentNumber, by)) {
            return new Outcome.Done<>(order);
        }
        return afterClosing(
                bill,
                transaction -> arrivals.requireAcceptable(transaction, bill, paymentNumber),
                transaction -> arrivals.accept(transaction, bill, paymentNumber, decision));
    }

    private OperatorDecision decision(ByHand by) {
        return new OperatorDecision(by, platform.clock().instant());
    }

    /** What a person decides about money of a bill is checked, then nobody can pay the bill any more, then it is so. */
    private Outcome<PaymentOrder> afterClosing(
            BillNumber bill, Consumer<Connection> check, TransactionWork<PaymentOrder> work) {
        store.inTransaction(transaction -> {
            check.accept(transaction);
            return true;
        });
        return orders.endCode(bill)
                .fold(
                        over -> store.inTransaction(transaction -> resumed(transaction, bill, work)),
                        Outcome.Refused::new,
                        Outcome.Unknown::new);
    }

    private Outcome<PaymentOrder> resumed(Connection transaction, BillNumber bill, TransactionWork<PaymentOrder> work)
            throws SQLException {
        Optional<Refusal> refusal = orders.resume(transaction, bill);
        return refusal.isPresent() ? new Outcome.Refused<>(refusal.get()) : new Outcome.Done<>(work.on(transaction));
    }

    /**
     * Money that belongs to no bill (无主到账) and was not claimed, the oldest first.
     *
     * @param limit at most how many, from 1 to 1000
     */
    public List<UnmatchedArrival> unmatched(int limit) {
        Require.that(limit >= 1 && limit <= MAX_LIST, "limit", "must be from 1 to 1000");
        return store.inTransaction(transaction -> pool.open(transaction, limit));
    }

    /**
     * Claims money of the pool for a bill (认领). An order whose code can still be paid is closed first, and one that was replaced
     * is refused, as by {@link #accept}; then nothing is claimed. The same claim again changes nothing.
     *
     * @param by who decides and why, kept with the money for good
     * @throws InvalidValueException when the money is not in the pool or belongs to another bill; no order is closed then
     * @throws PlatformUnreachableException as {@link #close}
     */
    public Outcome<PaymentOrder> claim(BillNumber bill, String paymentNumber, ByHand by) {
        OperatorDecision decision = decision(by);
        orders.get(bill);
        if (isClaimed(paymentNumber, bill)) {
            return new Outcome.Done<>(orders.get(bill));
        }
        return afterClosing(
                bill,
                transaction -> arrivals.requireClaimable(transaction, bill, paymentNumber),
                transaction -> arrivals.claim(transaction, bill, paymentNumber, decision));
    }

    /**
     * Takes the payer's name out of orders, and what payers wrote out of claimed money, where all is settled, and the last
     * money, refund request, decision and expiry are older than {@link PaymentTerms#retention()}. Settled is an order that is over
     * and agreed with the platform, whose refunds are at their end, and whose payer has back what is due, no less and no more.
     * What is open stays as it is for as long as it is open, and the pool until it is claimed. Numbers, codes, amounts, times and
     * who decided by hand stay; the same bill still gives the same order.
     *
     * <p>Goes through all orders, so call it at a quiet hour, for example each night; several nodes may.
     *
     * @return how many orders and arrivals named somebody and do not any more
     * @throws StorageException also when some rows could not be read or changed; all others are done then
     */
    public int forgetPayers() {
        return forgetting.forget();
    }

    private boolean isClaimed(String paymentNumber, BillNumber bill) {
        return store.inTransaction(transaction -> pool.find(transaction, paymentNumber))
                .flatMap(UnmatchedArrival::bill)
                .filter(bill::equals)
                .isPresent();
    }

    /**
     * Takes in a message that the platform pushed. Give it the raw octets; nothing is believed before the signature over
     * them has been verified. Everything it tells is stored in one transaction, nothing of the department is run: answer
     * the platform at once with what comes out. The same message is answered the same each time.
     */
    public NoticeAnswer receive(RawMessage message) {
        try {
            return platform.receive(terms.notifyUri(), Require.present(message, "message"))
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
        PaymentEvent.Told told = PaymentEvent.read(inbound.body());
        Duration ahead = Duration.between(platform.clock().instant(), inbound.created());
        return store.inTransaction(transaction -> {
            boolean first = inbound.isFirst(store, transaction);
            if (first) {
                clocks.shown(transaction, ClockWatch.Witness.NOTICES, ahead);
            }
            Optional<NoticeAnswer> before = events.answerTo(transaction, told.eventId(), inbound.body());
            if (before.isPresent()) {
                return before.get();
            }
            return first
                    ? events.enter(
                            transaction,
                            told.eventId(),
                            inbound.body(),
                            answer(told.event().takenInBy(intake, transaction)))
                    : NoticeAnswer.REFUSED;
        });
    }

    private static NoticeAnswer answer(boolean taken) {
        return taken ? NoticeAnswer.ACCEPTED : NoticeAnswer.REFUSED;
    }
}
