package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The outbox's side of what happens to the department's money: calls its {@link PaymentHandler}, once for each effect, in the
 * transaction in which the message ends. Give it to the {@link io.onevisit.core.store.Outbox} that the {@link Payments}
 * enqueue their effects in. Thread-safe.
 */
public final class PaymentEffects implements OutboxHandler {
    private static final String TOLD = "payment.told";

    private final StateStore store;
    private final OrderBook book;
    private final UnmatchedPool pool;
    private final PaymentHandler handler;

    /** Effects on the department, which is {@code handler}. */
    public PaymentEffects(StateStore store, PaymentHandler handler) {
        this.store = Require.present(store, "state store");
        this.book = new OrderBook(store);
        this.pool = new UnmatchedPool(store);
        this.handler = Require.present(handler, "handler");
    }

    @Override
    public String kind() {
        return Effect.KIND;
    }

    /** There is nobody to send it to: all that is to be done is done where it ends. */
    @Override
    public Outcome<?> send(String businessKey, Bytes payload) {
        return new Outcome.Done<>(businessKey);
    }

    @Override
    public Optional<Outcome<?>> query(String businessKey, Bytes payload) {
        return Optional.of(send(businessKey, payload));
    }

    @Override
    public void ended(Connection transaction, String businessKey, Bytes payload, Outcome<?> outcome)
            throws SQLException {
        Members effect = Members.read(payload, Effect.KIND);
        switch (effect.value("effect", Effect.What::valueOf)) {
            case PAID -> {
                PaymentOrder order = order(transaction, effect);
                Arrival arrival = order.money().arrival(effect.text("payment"));
                if (arrival.state() == ArrivalState.PAYS && isFirst(transaction, effect)) {
                    handler.paid(transaction, order, arrival.payment());
                }
            }
            case REVERSED -> {
                if (!isFirst(transaction, effect)) {
                    PaymentOrder order = order(transaction, effect);
                    handler.reversed(
                            transaction,
                            order,
                            order.money().arrival(effect.text("payment")).payment());
                }
            }
            case ARRIVED -> handler.needsAttention(transaction, arrived(order(transaction, effect), effect));
            case UNMATCHED ->
                handler.needsAttention(transaction, new Attention.Unmatched(unmatched(transaction, effect)));
            case UNMATCHED_CONTRADICTED ->
                handler.needsAttention(
                        transaction, new Attention.UnmatchedContradicted(unmatched(transaction, effect)));
            case REFUNDED -> {
                PaymentOrder order = order(transaction, effect);
                handler.refunded(transaction, order, refund(order, effect));
            }
            case REFUND_FAILED -> {
                PaymentOrder order = order(transaction, effect);
                handler.needsAttention(transaction, new Attention.RefundFailed(order, refund(order, effect)));
            }
            case CONTRADICTED ->
                handler.needsAttention(transaction, new Attention.Contradicted(order(transaction, effect)));
            case CLOCKS_APART ->
                handler.needsAttention(
                        transaction,
                        new Attention.ClocksApart(Duration.ofSeconds(
                                effect.integer("secondsAhead", Integer.MIN_VALUE, Integer.MAX_VALUE))));
        }
    }

    /**
     * True for one of two: that a payment pays, and that it was taken back. Whichever the department would hear of second
     * finds the row of the first, and a payment taken back before it was told of is never told of.
     */
    private boolean isFirst(Connection transaction, Members effect) {
        String subject = Effect.subject(effect.value("bill", BillNumber::new), effect.text("payment"));
        return store.insert(transaction, new StateKey(TOLD, subject), Bytes.empty(), null);
    }

    /** With what was proposed when it arrived, also if a person has accepted it meanwhile; not if the bank took it back. */
    private static Attention arrived(PaymentOrder order, Members effect) {
        Arrival arrival = order.money().arrival(effect.text("payment"));
        ProposedAction then = effect.value("proposal", ProposedAction::valueOf);
        return new Attention.Arrived(
                order, arrival, arrival.state() == ArrivalState.REVERSED ? ProposedAction.UNDO : then);
    }

    private UnmatchedArrival unmatched(Connection transaction, Members effect) {
        return pool.find(transaction, effect.text("payment")).orElseThrow(PaymentEffects::missing);
    }

    private PaymentOrder order(Connection transaction, Members effect) {
        return book.find(transaction, effect.value("bill", BillNumber::new)).orElseThrow(PaymentEffects::missing);
    }

    private static Refund refund(PaymentOrder order, Members effect) {
        return order.refund(effect.value("refund", RefundNumber::new)).orElseThrow(PaymentEffects::missing);
    }

    private static StorageException missing() {
        return new StorageException("reading what an effect is about", null);
    }
}
