package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The outbox's side of what happens to the department's money: calls its {@link PaymentHandler}, once for each effect, in the
 * transaction in which the message ends. Give it to the {@link io.onevisit.core.store.Outbox} that the {@link Payments}
 * enqueue their effects in. Thread-safe.
 */
public final class PaymentEffects implements OutboxHandler {
    private final OrderBook book;
    private final UnmatchedPool pool;
    private final PaymentHandler handler;

    /** Effects on the department, which is {@code handler}. */
    public PaymentEffects(StateStore store, PaymentHandler handler) {
        this.book = new OrderBook(Require.present(store, "state store"));
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
                handler.paid(transaction, order, order.payment().orElseThrow());
            }
            case ARRIVED -> handler.needsAttention(transaction, arrived(order(transaction, effect), effect));
            case UNMATCHED ->
                handler.needsAttention(
                        transaction,
                        new Attention.Unmatched(
                                pool.find(transaction, effect.text("payment")).orElseThrow(PaymentEffects::missing)));
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
        }
    }

    /** With what was proposed when it arrived, also if a person has accepted it meanwhile. */
    private static Attention arrived(PaymentOrder order, Members effect) {
        return new Attention.Arrived(
                order, order.arrival(effect.text("payment")), effect.value("proposal", ProposedAction::valueOf));
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
