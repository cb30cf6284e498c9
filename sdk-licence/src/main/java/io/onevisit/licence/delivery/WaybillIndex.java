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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whose parcels had a waybill number. A carrier may use a number again, so that events go to the order that was posted
 * last before them; and it may tell of one before this side knows whose it is, so that events wait.
 */
final class WaybillIndex {
    private static final String KIND = "delivery.waybill";
    private static final String FORMAT = "stored waybill";
    private static final int MAX_RACES = 100;

    private final StateStore store;
    private final String carrier;

    WaybillIndex(StateStore store, String carrier) {
        this.store = store;
        this.carrier = carrier;
    }

    /** An order that had the number. */
    private record Owner(String orderNumber, Instant posted) {}

    /** What is known of one number. */
    private record Entry(List<Owner> owners, List<DeliveryEvent> waiting) {
        static final Entry NONE = new Entry(List.of(), List.of());

        /** The owner posted last before the event, give or take an hour: an event that is told wrongly early is dropped. */
        Optional<Owner> ownerOf(DeliveryEvent event) {
            return owners.stream()
                    .filter(owner -> !event.at().isBefore(owner.posted().minus(Delivery.CLOCKS_APART)))
                    .max(Comparator.comparing(Owner::posted));
        }
    }

    /** Events that belong to one order. */
    record Share(String orderNumber, List<DeliveryEvent> events) {}

    /** Enters the order as the number's latest. Returns the events that have waited for it. */
    List<DeliveryEvent> claim(Connection tx, Waybill waybill, Instant posted) {
        Owner owner = new Owner(waybill.orderNumber(), posted);
        return change(tx, waybill.waybillNumber(), before -> {
                    List<Owner> owners = before.owners().contains(owner)
                            ? before.owners()
                            : Stream.concat(before.owners().stream(), Stream.of(owner))
                                    .toList();
                    return new Entry(owners, List.of());
                })
                .waiting();
    }

    /** Sorts the events by owner; those of a number without any wait for one. */
    List<Share> share(Connection tx, Tracking tracking) {
        Entry before = change(
                tx,
                tracking.waybillNumber(),
                entry -> entry.owners().isEmpty() ? waiting(entry, tracking.events()) : entry);
        return before.owners().stream()
                .map(owner -> new Share(
                        owner.orderNumber(),
                        tracking.events().stream()
                                .filter(event -> before.ownerOf(event)
                                        .filter(owner::equals)
                                        .isPresent())
                                .toList()))
                .toList();
    }

    /** Those of the events that are not of a later parcel under the same number; all while the order is not entered. */
    List<DeliveryEvent> own(Connection tx, Waybill waybill, List<DeliveryEvent> events) {
        Entry entry = store.find(tx, key(waybill.waybillNumber()))
                .map(WaybillIndex::read)
                .orElse(Entry.NONE);
        Predicate<Owner> isOurs = owner -> owner.orderNumber().equals(waybill.orderNumber());
        return entry.owners().stream().anyMatch(isOurs)
                ? events.stream()
                        .filter(event -> entry.ownerOf(event).filter(isOurs).isPresent())
                        .toList()
                : events;
    }

    private static Entry waiting(Entry entry, List<DeliveryEvent> told) {
        List<DeliveryEvent> waiting = new ArrayList<>(entry.waiting());
        told.stream().filter(event -> !waiting.contains(event)).forEach(waiting::add);
        if (waiting.size() > Tracking.MAX_EVENTS) {
            throw new MalformedMessageException("delivery tracking", "has more than 200 events");
        }
        return new Entry(entry.owners(), List.copyOf(waiting));
    }

    /** Returns what was there before. */
    private Entry change(Connection tx, String waybillNumber, Function<Entry, Entry> change) {
        StateKey key = key(waybillNumber);
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<State> state = store.find(tx, key);
            Entry before = state.map(WaybillIndex::read).orElse(Entry.NONE);
            Entry after = change.apply(before);
            if (after.equals(before)
                    || (state.isPresent()
                            ? store.compareAndSet(tx, key, state.get().version(), write(after))
                            : store.insert(tx, key, write(after), null))) {
                return before;
            }
        }
        throw new StorageException("change waybill", null);
    }

    private StateKey key(String waybillNumber) {
        return new StateKey(KIND, carrier + ":" + waybillNumber);
    }

    private static Bytes write(Entry entry) {
        ObjectNode json = StrictJson.object();
        ArrayNode owners = json.putArray("owners");
        entry.owners()
                .forEach(owner -> owners.addObject()
                        .put("orderNumber", owner.orderNumber())
                        .put("posted", owner.posted().toString()));
        ArrayNode waiting = json.putArray("waiting");
        entry.waiting().forEach(event -> waiting.add(DeliveryJson.write(event)));
        return Bytes.of(StrictJson.write(json));
    }

    private static Entry read(State state) {
        return DeliveryJson.read(
                state.value(),
                FORMAT,
                json -> new Entry(
                        DeliveryJson.objects(json, "owners").stream()
                                .map(owner -> new Owner(
                                        owner.text("orderNumber"), DeliveryJson.instant(owner.text("posted"))))
                                .toList(),
                        DeliveryJson.objects(json, "waiting").stream()
                                .map(DeliveryJson::event)
                                .toList()));
    }
}
