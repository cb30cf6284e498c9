package io.onevisit.licence.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Refusal;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries in the state store, without names and addresses: those are kept only by the outbox, and only until the
 * carrier has them.
 */
final class DeliveryRecords {
    private static final String KIND = "delivery";
    private static final String FORMAT = "stored delivery";
    private static final int MAX_RACES = 100;

    private final StateStore store;
    private final DeliveryListener listener;

    DeliveryRecords(StateStore store, DeliveryListener listener) {
        this.store = store;
        this.listener = listener;
    }

    /** A delivery and the digest of what was ordered. */
    private record Entry(Delivery delivery, String content) {}

    /**
     * Enters an order.
     *
     * @return false when the very same was entered before
     * @throws InvalidValueException when another was entered under the same number
     */
    boolean enter(Connection tx, String orderNumber, Bytes order) {
        String content = Bytes.of(Hash.SHA_256.digest(order.toArray())).toHex();
        if (store.insert(tx, key(orderNumber), write(new Entry(Delivery.ordered(orderNumber), content)), null)) {
            return true;
        }
        State state = store.find(tx, key(orderNumber)).orElseThrow(() -> new StorageException("post delivery", null));
        if (!read(state).content().equals(content)) {
            throw new InvalidValueException("delivery order", "differs from what was posted under the same number");
        }
        return false;
    }

    Optional<Delivery> find(Connection tx, String orderNumber) {
        return store.find(tx, key(orderNumber)).map(state -> read(state).delivery());
    }

    /**
     * Changes a delivery and tells the listener, unless {@code change} leaves it as it is.
     *
     * @return false when it was left as it is
     */
    boolean change(Connection tx, String orderNumber, UnaryOperator<Delivery> change) throws SQLException {
        for (int race = 0; race < MAX_RACES; race++) {
            State state = store.find(tx, key(orderNumber))
                    .orElseThrow(() -> new InvalidValueException("order number", "was never posted here"));
            Entry before = read(state);
            Delivery after = change.apply(before.delivery());
            if (after.equals(before.delivery())) {
                return false;
            }
            if (store.compareAndSet(tx, state.key(), state.version(), write(new Entry(after, before.content())))) {
                listener.progressed(tx, before.delivery().state(), after);
                return true;
            }
        }
        throw new StorageException("change delivery", null);
    }

    private static StateKey key(String orderNumber) {
        return new StateKey(KIND, orderNumber);
    }

    private static Bytes write(Entry entry) {
        Delivery delivery = entry.delivery();
        ObjectNode json =
                StrictJson.object().put("orderNumber", delivery.orderNumber()).put("content", entry.content());
        putPresent(json, "waybillNumber", delivery.waybillNumber());
        @Nullable Refusal refusal = delivery.refusal();
        if (refusal != null) {
            ObjectNode no =
                    json.putObject("refusal").put("code", refusal.code()).put("reason", refusal.reason());
            putPresent(no, "requestId", refusal.requestId());
        }
        ArrayNode history = json.putArray("history");
        for (HistoryEntry told : delivery.history()) {
            history.add(DeliveryJson.write(told.event())
                    .put("received", told.received().toString()));
        }
        return Bytes.of(StrictJson.write(json));
    }

    private static Entry read(State state) {
        return DeliveryJson.read(state.value(), FORMAT, json -> {
            List<HistoryEntry> history = DeliveryJson.objects(json, "history").stream()
                    .map(told ->
                            new HistoryEntry(DeliveryJson.event(told), DeliveryJson.instant(told.text("received"))))
                    .toList();
            Delivery delivery = new Delivery(
                    json.text("orderNumber"), json.optionalText("waybillNumber").orElse(null), refusal(json), history);
            return new Entry(delivery, json.text("content"));
        });
    }

    private static @Nullable Refusal refusal(Members json) {
        if (!json.object().has("refusal")) {
            return null;
        }
        Members refusal = json.object("refusal");
        return new Refusal(
                refusal.text("code"),
                refusal.text("reason"),
                refusal.optionalText("requestId").orElse(null));
    }

    private static void putPresent(ObjectNode json, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            json.put(name, text);
        }
    }
}
