package io.onevisit.licence.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Refusal;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries in the state store, without names and addresses: those are kept only by the outbox, and only until the
 * carrier has them.
 */
final class DeliveryRecords {
    private static final String KIND = "delivery";
    private static final String FORMAT = "stored delivery";
    private static final Pattern CARRIER = Pattern.compile("[0-9a-z_]{1,40}");
    private static final int MAX_RACES = 100;

    private final StateStore store;
    private final String carrier;
    private final DeliveryListener listener;
    private final WaybillIndex waybills;

    DeliveryRecords(StateStore store, String carrier, DeliveryListener listener) {
        Require.that(
                CARRIER.matcher(carrier).matches(),
                "carrier's name",
                "must be 1 to 40 small letters, digits and underscores");
        this.store = store;
        this.carrier = carrier;
        this.listener = listener;
        this.waybills = new WaybillIndex(store, carrier);
    }

    /** A delivery, the carrier it was posted with and the digest of what was ordered. */
    private record Entry(Delivery delivery, String carrier, String content) {}

    /** Whether an order was there already. */
    enum Entered {
        /** It was not. */
        NEW,
        /** The very same was. */
        SAME,
        /** Another was under its number, or it was with another carrier. */
        OTHER
    }

    /** Enters an order, unless its number is there already. */
    Entered enter(Connection tx, Delivery ordered, Bytes order) {
        String content = Bytes.of(Hash.SHA_256.digest(order.toArray())).toHex();
        StateKey key = key(ordered.orderNumber());
        if (store.insert(tx, key, write(new Entry(ordered, carrier, content)), null)) {
            return Entered.NEW;
        }
        Entry known = read(store.find(tx, key).orElseThrow(() -> new StorageException("post delivery", null)));
        boolean same = known.content().equals(content) && known.carrier().equals(carrier);
        return same ? Entered.SAME : Entered.OTHER;
    }

    /** What was posted with this carrier. */
    Optional<Delivery> find(Connection tx, String orderNumber) {
        return store.find(tx, key(orderNumber))
                .map(DeliveryRecords::read)
                .filter(this::isOurs)
                .map(Entry::delivery);
    }

    private boolean isOurs(Entry entry) {
        return entry.carrier().equals(carrier);
    }

    /** Remembers the waybill, and what was pushed about it before anybody here knew whose it is. */
    void accept(Connection tx, Waybill waybill, Instant now) throws SQLException {
        change(tx, waybill.orderNumber(), delivery -> delivery.accepted(waybill));
        Delivery delivery = find(tx, waybill.orderNumber()).orElseThrow();
        List<DeliveryEvent> waiting = waybills.claim(tx, waybill, delivery.posted(), now);
        change(tx, waybill.orderNumber(), accepted -> accepted.told(waiting, now));
    }

    /**
     * Takes in what a carrier tells, also about a waybill that is not known here yet.
     *
     * @throws MalformedMessageException when it contradicts what is known or is about an order that was never posted
     */
    void tell(Connection tx, Tracking tracking, Instant now) throws SQLException {
        String orderNumber = tracking.orderNumber();
        if (orderNumber == null) {
            waybills.await(tx, tracking, now);
            for (WaybillIndex.Share share : waybills.share(tx, tracking)) {
                change(tx, share.orderNumber(), delivery -> delivery.told(share.events(), now));
            }
            return;
        }
        if (find(tx, orderNumber).isEmpty()) {
            throw new MalformedMessageException("delivery tracking", "is about an order that was never posted here");
        }
        Waybill waybill = new Waybill(orderNumber, tracking.waybillNumber());
        List<DeliveryEvent> own = waybills.own(tx, waybill, tracking.events());
        change(tx, orderNumber, delivery -> delivery.accepted(waybill).told(own, now));
    }

    /** The parcels of whose end {@code pushed} says something that is not known yet. */
    List<Waybill> ending(Connection tx, Tracking pushed) {
        String orderNumber = pushed.orderNumber();
        List<WaybillIndex.Share> shares = orderNumber == null
                ? waybills.share(tx, pushed)
                : List.of(new WaybillIndex.Share(orderNumber, pushed.events()));
        return shares.stream()
                .filter(share -> find(tx, share.orderNumber())
                        .filter(delivery -> share.events().stream()
                                .anyMatch(event ->
                                        event.state().isFinal() && delivery.mayBeOf(event) && !delivery.knows(event)))
                        .isPresent())
                .map(share -> new Waybill(share.orderNumber(), pushed.waybillNumber()))
                .toList();
    }

    /**
     * Changes a delivery and tells the listener, unless {@code change} leaves it as it is.
     *
     * @return false when it was left as it is
     */
    boolean change(Connection tx, String orderNumber, UnaryOperator<Delivery> change) throws SQLException {
        for (int race = 0; race < MAX_RACES; race++) {
            State state = store.find(tx, key(orderNumber))
                    .filter(found -> isOurs(read(found)))
                    .orElseThrow(() -> new InvalidValueException("order number", "was never posted here"));
            Entry before = read(state);
            Delivery after = change.apply(before.delivery());
            if (after.equals(before.delivery())) {
                return false;
            }
            if (store.compareAndSet(
                    tx, state.key(), state.version(), write(new Entry(after, carrier, before.content())))) {
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
        ObjectNode json = StrictJson.object()
                .put("orderNumber", delivery.orderNumber())
                .put("caseNumber", delivery.caseNumber().value())
                .put("posted", delivery.posted().toString())
                .put("carrier", entry.carrier())
                .put("content", entry.content());
        @Nullable Waybill waybill = delivery.waybill();
        if (waybill != null) {
            json.put("waybillNumber", waybill.waybillNumber());
            DeliveryJson.putPresent(json, "reference", waybill.reference());
        }
        putRefusal(json, delivery.refusal());
        DeliveryJson.putPresent(json, "uncertain", delivery.uncertain());
        Cancellation cancellation = delivery.cancellation();
        ObjectNode wish =
                json.putObject("cancellation").put("state", cancellation.state().name());
        putRefusal(wish, cancellation.refusal());
        ArrayNode history = json.putArray("history");
        delivery.history().forEach(told -> history.add(DeliveryJson.write(told)));
        return Bytes.of(StrictJson.write(json));
    }

    private static void putRefusal(ObjectNode json, @Nullable Refusal refusal) {
        if (refusal != null) {
            ObjectNode no =
                    json.putObject("refusal").put("code", refusal.code()).put("reason", refusal.reason());
            DeliveryJson.putPresent(no, "requestId", refusal.requestId());
        }
    }

    private static Entry read(State state) {
        return DeliveryJson.read(state.value(), FORMAT, json -> {
            String orderNumber = json.text("orderNumber");
            Delivery delivery = new Delivery(
                    orderNumber,
                    new CaseNumber(json.text("caseNumber")),
                    DeliveryJson.instant(json.text("posted")),
                    json.optionalText("waybillNumber")
                            .map(number -> new Waybill(
                                    orderNumber,
                                    number,
                                    json.optionalText("reference").orElse(null)))
                            .orElse(null),
                    refusal(json),
                    json.optionalText("uncertain").orElse(null),
                    cancellation(json.object("cancellation")),
                    DeliveryJson.objects(json, "history").stream()
                            .map(DeliveryJson::entry)
                            .toList());
            return new Entry(delivery, json.text("carrier"), json.text("content"));
        });
    }

    private static Cancellation cancellation(Members json) {
        return new Cancellation(
                DeliveryJson.word(Cancellation.State.values(), json.text("state"), "state"), refusal(json));
    }

    private static @Nullable Refusal refusal(Members json) {
        return json.optionalObject("refusal")
                .map(no -> new Refusal(
                        no.text("code"),
                        no.text("reason"),
                        no.optionalText("requestId").orElse(null)))
                .orElse(null);
    }
}
