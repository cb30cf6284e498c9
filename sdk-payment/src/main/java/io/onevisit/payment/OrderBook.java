package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The orders and what has been heard of them, in the state store. */
final class OrderBook {
    private static final String ORDER = "payment.order";
    private static final String EVENT = "payment.event";
    private static final String UNMATCHED = "payment.unmatched";
    private static final String FORMAT = "stored order";

    private final StateStore store;

    OrderBook(StateStore store) {
        this.store = store;
    }

    /** True when this order is the first of its number. */
    boolean enter(Connection transaction, PaymentOrder order) {
        return store.insert(transaction, key(order.bill().number()), octets(order), null);
    }

    Optional<PaymentOrder> find(Connection transaction, BillNumber number) {
        return store.find(transaction, key(number)).map(OrderBook::order);
    }

    /**
     * Changes an order that is there.
     *
     * @throws StorageException when another transaction changed it meanwhile: roll back and come again
     */
    PaymentOrder change(Connection transaction, BillNumber number, UnaryOperator<PaymentOrder> change) {
        State state = store.find(transaction, key(number))
                .orElseThrow(() -> new StorageException("reading payment order", null));
        PaymentOrder changed = change.apply(order(state));
        if (!store.compareAndSet(transaction, state.key(), state.version(), octets(changed))) {
            throw new StorageException("changing payment order", null);
        }
        return changed;
    }

    /** True when the event is new. */
    boolean enterEvent(Connection transaction, String eventId, Bytes content) {
        return store.insert(transaction, new StateKey(EVENT, eventId), content, null);
    }

    /** True when the event came before with this very content. */
    boolean isKnownEvent(Connection transaction, String eventId, Bytes content) {
        return store.find(transaction, new StateKey(EVENT, eventId))
                .filter(event -> event.value().equals(content))
                .isPresent();
    }

    /** Keeps a notice for a bill that is not ours (无主到账), for a person to look at. */
    void keepUnmatched(Connection transaction, String eventId, Bytes content) {
        store.insert(transaction, new StateKey(UNMATCHED, eventId), content, null);
    }

    private static StateKey key(BillNumber number) {
        return new StateKey(ORDER, number.value());
    }

    private static PaymentOrder order(State state) {
        return PaymentJson.order(Members.read(state.value(), FORMAT));
    }

    private static Bytes octets(PaymentOrder order) {
        return PaymentJson.octets(PaymentJson.write(order));
    }
}
