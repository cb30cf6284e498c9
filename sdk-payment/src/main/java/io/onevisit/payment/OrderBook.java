package io.onevisit.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import io.onevisit.payment.internal.StoredValues;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The orders in the state store, each with its arrivals and refunds in one row. */
final class OrderBook {
    private static final String ORDER = "payment.order";
    private static final String REFUND = "payment.refund";
    private static final String PAYMENT = "payment.number";
    private static final String FORMAT = "stored order";
    private static final int PAGE = 200;

    /** A state holds 256 KiB: beyond these, what is on an order can still change, and beyond refunds money can arrive. */
    private static final int ARRIVALS_UNTIL = 224 * 1024;

    private static final int REFUNDS_UNTIL = 128 * 1024;

    private final StateStore store;
    private final StoredValues<PaymentOrder> orders;

    OrderBook(StateStore store) {
        this.store = store;
        this.orders = new StoredValues<>(store, "payment order", OrderBook::order, OrderBook::octets);
    }

    /** True when this order is the first of its number. */
    boolean enter(Connection transaction, PaymentOrder order) {
        return orders.enter(transaction, key(order.bill().number()), order);
    }

    Optional<PaymentOrder> find(Connection transaction, BillNumber number) {
        return orders.find(transaction, key(number));
    }

    /** What is stored of the orders after one number, in the order of the store; empty after the last. */
    List<State> page(Connection transaction, String after) {
        return store.list(transaction, ORDER, after, PAGE);
    }

    static PaymentOrder read(State row) {
        return order(row.value());
    }

    /**
     * Changes an order that is there.
     *
     * @throws InvalidValueException when there is none of this number
     */
    Change<PaymentOrder> change(Connection transaction, BillNumber number, UnaryOperator<PaymentOrder> change) {
        return orders.change(transaction, key(number), change)
                .orElseThrow(() -> new InvalidValueException("bill number", "has no order here"));
    }

    /**
     * Gives a refund number to the bill that it is stored for, for good. What is refused before it is stored has none.
     *
     * @throws InvalidValueException when it is another bill's
     */
    void give(Connection transaction, RefundNumber number, BillNumber bill) {
        if (!give(transaction, key(number), bill).equals(bill)) {
            throw new InvalidValueException("refund number", "is that of a refund of another bill");
        }
    }

    /**
     * Gives a payment to the bill that it has arrived for, for good: the same money does not pay two.
     *
     * @throws StorageException when another node has meanwhile given it to another
     */
    void give(Connection transaction, String paymentNumber, BillNumber bill) {
        if (!give(transaction, new StateKey(PAYMENT, paymentNumber), bill).equals(bill)) {
            throw new StorageException("giving a payment to a bill", null);
        }
    }

    /** Whose it is then. */
    private BillNumber give(Connection transaction, StateKey key, BillNumber bill) {
        store.insert(transaction, key, Bytes.of(bill.value().getBytes(UTF_8)), null);
        return owner(transaction, key).orElseThrow();
    }

    /** The bill that a payment has arrived for. */
    Optional<BillNumber> billOf(Connection transaction, String paymentNumber) {
        return owner(transaction, new StateKey(PAYMENT, paymentNumber));
    }

    /** The bill that a refund belongs to. */
    Optional<BillNumber> billOf(Connection transaction, RefundNumber number) {
        return owner(transaction, key(number));
    }

    private Optional<BillNumber> owner(Connection transaction, StateKey key) {
        return store.find(transaction, key)
                .map(state -> new BillNumber(new String(state.value().toArray(), UTF_8)));
    }

    private static StateKey key(RefundNumber number) {
        return new StateKey(REFUND, number.value());
    }

    private static StateKey key(BillNumber number) {
        return new StateKey(ORDER, number.value());
    }

    /** False when an order has more on it than can be stored with what may still become of it. */
    static boolean hasRoom(PaymentOrder order) {
        return octets(order).length() <= ARRIVALS_UNTIL;
    }

    /** False when an order holds no further refund, so that there is room for money that still arrives. */
    static boolean hasRoomForRefunds(PaymentOrder order) {
        return octets(order).length() <= REFUNDS_UNTIL;
    }

    private static PaymentOrder order(Bytes stored) {
        return PaymentJson.order(Members.read(stored, FORMAT));
    }

    private static Bytes octets(PaymentOrder order) {
        return PaymentJson.octets(PaymentJson.write(order));
    }
}
