package io.onevisit.licence.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose parcels had a waybill number. A carrier may use a number again, so that events go to the order that was posted
 * last before them; and it may tell of one before this side knows whose it is, so that events wait, for a week at most.
 */
final class WaybillIndex {
    private static final String OWNERS = "delivery.waybill";
    private static final String WAITING = "delivery.waiting";
    private static final String FORMAT = "stored waybill";
    private static final Duration PATIENCE = Duration.ofDays(7);
    private static final int MAX_RACES = 100;

    private final StateStore store;
    private final String carrier;

    WaybillIndex(StateStore store, String carrier) {
        this.store = store;
        this.carrier = carrier;
    }

    /** An order that had the number. */
    private record Owner(String orderNumber, Instant posted) {
        /** The owner posted last before the event, give or take an hour: an event that is told wrongly early is dropped. */
        static Optional<Owner> of(DeliveryEvent event, List<Owner> owners) {
            return owners.stream()
                    .filter(owner -> !event.at().isBefore(owner.posted().minus(Delivery.CLOCKS_APART)))
                    .max(Comparator.comparing(Owner::posted));
        }
    }

    /** Events of a number without an owner; none wait any more once an order has claimed it. */
    private record Waiting(boolean claimed, List<DeliveryEvent> events) {
        static final Waiting NONE = new Waiting(false, List.of());
        static final Waiting CLAIMED = new Waiting(true, List.of());

        Waiting with(List<DeliveryEvent> told) {
            if (claimed) {
                return this;
            }
            List<DeliveryEvent> all =
                    Stream.concat(events.stream(), told.stream()).distinct().toList();
            if (all.size() > Tracking.MAX_EVENTS) {
                throw new MalformedMessageException("delivery tracking", "has more than 200 events");
            }
            return new Waiting(false, all);
        }
    }

    /** Events that belong to one order. */
    record Share(String orderNumber, List<DeliveryEvent> events) {}

    /**
     * Enters the order as the number's latest. Returns the events that have waited for it. Both this and {@link #await}
     * write what waits, so that neither misses what the other does at the same time.
     */
    List<DeliveryEvent> claim(Connection tx, Waybill waybill, Instant posted, Instant now) {
        String number = waybill.waybillNumber();
        Waiting before = changeWaiting(tx, number, now, waiting -> Waiting.CLAIMED);
        enter(tx, number, new Owner(waybill.orderNumber(), posted));
        return before.events();
    }

    /** Keeps events of a number that nobody here has. */
    void await(Connection tx, Tracking tracking, Instant now) {
        if (owners(tx, tracking.waybillNumber()).isEmpty()) {
            changeWaiting(tx, tracking.waybillNumber(), now, waiting -> waiting.with(tracking.events()));
        }
    }

    /** Sorts the events by owner. */
    List<Share> share(Connection tx, Tracking tracking) {
        List<Owner> owners = owners(tx, tracking.waybillNumber());
        return owners.stream()
                .map(owner -> new Share(owner.orderNumber(), of(tracking.events(), owners, owner::equals)))
                .toList();
    }

    /** Those of the events that are not of a later parcel under the same number; all while the order is not entered. */
    List<DeliveryEvent> own(Connection tx, Waybill waybill, List<DeliveryEvent> events) {
        List<Owner> owners = owners(tx, waybill.waybillNumber());
        Predicate<Owner> isOurs = owner -> owner.orderNumber().equals(waybill.orderNumber());
        return owners.stream().anyMatch(isOurs) ? of(events, owners, isOurs) : events;
    }

    private static List<DeliveryEvent> of(List<DeliveryEvent> events, List<Owner> owners, Predicate<Owner> which) {
        return events.stream()
                .filter(event -> Owner.of(event, owners).filter(which).isPresent())
                .toList();
    }

    private List<Owner> owners(Connection tx, String waybillNumber) {
        return store.find(tx, key(OWNERS, waybillNumber))
                .map(state -> readOwners(state.value()))
                .orElse(List.of());
    }

    private void enter(Connection tx, String waybillNumber, Owner owner) {
        change(
                tx,
                key(OWNERS, waybillNumber),
                null,
                write(List.of()),
                before -> write(Stream.concat(readOwners(before).stream(), Stream.of(owner))
                        .distinct()
                        .toList()));
    }

    /** Returns what waited before. */
    private Waiting changeWaiting(Connection tx, String waybillNumber, Instant now, UnaryOperator<Waiting> change) {
        return readWaiting(change(
                tx,
                key(WAITING, waybillNumber),
                now.plus(PATIENCE),
                write(Waiting.NONE),
                before -> write(change.apply(readWaiting(before)))));
    }

    /** Returns what was there before, or {@code absent} if there was nothing. */
    private Bytes change(
            Connection tx, StateKey key, @Nullable Instant expires, Bytes absent, UnaryOperator<Bytes> change) {
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<State> state = store.find(tx, key);
            Bytes before = state.map(State::value).orElse(absent);
            Bytes after = change.apply(before);
            if (after.equals(before)
                    || (state.isPresent()
                            ? store.compareAndSet(tx, key, state.get().version(), after)
                            : store.insert(tx, key, after, expires))) {
                return before;
            }
        }
        throw new StorageException("change waybill", null);
    }

    private StateKey key(String kind, String waybillNumber) {
        return new StateKey(kind, carrier + ":" + waybillNumber);
    }

    private static Bytes write(List<Owner> owners) {
        ObjectNode json = StrictJson.object();
        ArrayNode array = json.putArray("owners");
        owners.forEach(owner -> array.addObject()
                .put("orderNumber", owner.orderNumber())
                .put("posted", owner.posted().toString()));
        return Bytes.of(StrictJson.write(json));
    }

    private static List<Owner> readOwners(Bytes value) {
        return DeliveryJson.read(
                value,
                FORMAT,
                json -> DeliveryJson.objects(json, "owners").stream()
                        .map(owner -> new Owner(owner.text("orderNumber"), DeliveryJson.instant(owner.text("posted"))))
                        .toList());
    }

    private static Bytes write(Waiting waiting) {
        ObjectNode json = StrictJson.object().put("claimed", waiting.claimed());
        ArrayNode events = json.putArray("events");
        waiting.events().forEach(event -> events.add(DeliveryJson.write(event)));
        return Bytes.of(StrictJson.write(json));
    }

    private static Waiting readWaiting(Bytes value) {
        return DeliveryJson.read(
                value,
                FORMAT,
                json -> new Waiting(
                        json.truth("claimed"),
                        DeliveryJson.objects(json, "events").stream()
                                .map(DeliveryJson::event)
                                .toList()));
    }
}
