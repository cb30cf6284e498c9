package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A carrier: takes a delivery, gives a waybill number and tells how the parcel travels. */
final class DeliveryService {
    private static final String DELIVERY = "delivery";
    private static final List<String> TRAVEL = List.of("COLLECTED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");

    private final Ledger ledger;
    private final Pushes pushes;
    private final Clock clock;
    private final AtomicLong sequence;
    private final AtomicReference<@Nullable URI> callback = new AtomicReference<>();

    DeliveryService(Ledger ledger, Pushes pushes, Clock clock) {
        this.ledger = ledger;
        this.pushes = pushes;
        this.clock = clock;
        this.sequence = new AtomicLong(clock.millis() % 10_000_000_000L);
    }

    Map<String, Service> services() {
        return Map.of(
                "/v1/deliveries", this::create,
                "/v1/deliveries/cancel", this::cancel,
                "/v1/deliveries/query", this::query);
    }

    /** Where tracking events go from now on. */
    void tell(URI address) {
        callback.set(address);
    }

    private Answer create(Connection transaction, Request request) {
        String number = request.text("orderNumber");
        for (String party : List.of("sender", "recipient")) {
            Request.text(Request.object(request.object(party), "address"), "divisionCode");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode delivery = Json.object();
        delivery.put("orderNumber", number);
        delivery.put("waybillNumber", String.format("99%011d", sequence.incrementAndGet()));
        delivery.put("state", "CREATED");
        delivery.put("destination", request.text("destination"));
        ArrayNode events = delivery.putArray("events");
        events.add(event(delivery, "CREATED", now));
        if (!ledger.insert(transaction, DELIVERY, number, delivery)) {
            throw Problem.of(409, "conflict", "This order number was used before");
        }
        return Answer.ok(withoutEvents(delivery));
    }

    private static ObjectNode withoutEvents(ObjectNode delivery) {
        ObjectNode answer = delivery.deepCopy();
        answer.remove(List.of("events", "destination"));
        return answer;
    }

    /** Before it is collected a parcel is taken back, and then again without an error. */
    private Answer cancel(Connection transaction, Request request) {
        String number = request.text("orderNumber");
        ObjectNode delivery = ledger.find(transaction, DELIVERY, number).orElseThrow(Problem::notFound);
        String state = Request.text(delivery, "state");
        if (state.equals("CREATED")) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            ledger.update(transaction, DELIVERY, number, found -> {
                found.put("state", "CANCELLED");
                found.withArray("events").add(event(found, "CANCELLED", now));
                return found;
            });
        } else if (!state.equals("CANCELLED")) {
            throw Problem.refused("CANCEL_REFUSED", "The parcel is on its way");
        }
        return Answer.ok(withoutEvents(delivery).put("state", "CANCELLED"));
    }

    private Answer query(Connection transaction, Request request) {
        ObjectNode delivery =
                ledger.find(transaction, DELIVERY, request.text("orderNumber")).orElseThrow(Problem::notFound);
        delivery.remove("destination");
        return Answer.ok(delivery);
    }

    /** Lets the parcel of {@code orderNumber} travel to its door; all events fall into one second and are told at once. */
    void travel(String orderNumber) {
        List<ObjectNode> told = ledger.store().inTransaction(transaction -> {
            List<ObjectNode> events = new ArrayList<>();
            ledger.update(transaction, DELIVERY, orderNumber, delivery -> {
                events.clear();
                Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                for (String state : TRAVEL) {
                    ObjectNode event = event(delivery, state, at);
                    delivery.withArray("events").add(event);
                    delivery.put("state", state);
                    events.add(push(delivery, event));
                }
                return delivery;
            });
            return events;
        });
        Optional.ofNullable(callback.get()).ifPresent(address -> pushes.send("deliveryEvent", address, told));
    }

    private static ObjectNode event(ObjectNode delivery, String state, Instant at) {
        ObjectNode event = Json.object();
        event.put("eventId", Request.text(delivery, "waybillNumber") + "-" + state);
        event.put("state", state);
        event.put("at", at.toString());
        event.put("place", "杭州市西湖区");
        boolean waits = List.of("LOCKER", "COUNTER")
                .contains(delivery.path("destination").asText());
        if (waits && state.equals("OUT_FOR_DELIVERY")) {
            event.put("pickupCode", "88-1-2345");
        }
        return event;
    }

    private static ObjectNode push(ObjectNode delivery, ObjectNode event) {
        ObjectNode push = Json.object().put("type", "delivery.tracked");
        push.set("orderNumber", delivery.get("orderNumber"));
        push.set("waybillNumber", delivery.get("waybillNumber"));
        push.setAll(event);
        return push;
    }
}
