package io.onevisit.licence.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON of the platform's delivery service; its members are listed in the project's OpenAPI document. */
final class DeliveryJson {
    private static final int MAX_OCTETS = 256 * 1024;

    private DeliveryJson() {}

    static Bytes write(DeliveryOrder order) {
        ObjectNode json = StrictJson.object()
                .put("orderNumber", order.orderNumber())
                .put("caseNumber", order.caseNumber().value());
        json.set("sender", write(order.sender()));
        json.set("recipient", write(order.recipient()));
        json.put("content", order.content())
                .put("payer", order.payer().name())
                .put("destination", order.destination().name());
        return Bytes.of(StrictJson.write(json));
    }

    private static ObjectNode write(Party party) {
        PostalAddress address = party.address();
        ObjectNode json = StrictJson.object().put("name", party.name()).put("phone", party.phone());
        ObjectNode place = json.putObject("address")
                .put("divisionCode", address.division().value())
                .put("province", address.province())
                .put("city", address.city())
                .put("county", address.county())
                .put("detail", address.detail());
        if (address.postcode() != null) {
            place.put("postcode", address.postcode());
        }
        return json;
    }

    static DeliveryOrder order(Bytes octets) {
        return read(
                octets,
                "delivery order",
                json -> new DeliveryOrder(
                        json.text("orderNumber"),
                        new CaseNumber(json.text("caseNumber")),
                        party(json.object("sender")),
                        party(json.object("recipient")),
                        json.text("content"),
                        word(DeliveryOrder.Payer.values(), json.text("payer"), "payer"),
                        word(DeliveryOrder.Destination.values(), json.text("destination"), "destination")));
    }

    private static Party party(Members json) {
        Members address = json.object("address");
        return new Party(
                json.text("name"),
                json.text("phone"),
                new PostalAddress(
                        DivisionCode.parse(address.text("divisionCode")),
                        address.text("province"),
                        address.text("city"),
                        address.text("county"),
                        address.text("detail"),
                        address.optionalText("postcode").orElse(null)));
    }

    /** The constant called {@code text}. */
    static <T extends Enum<T>> T word(T[] values, String text, String what) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(what, "is not in the contract"));
    }

    static Bytes question(String orderNumber) {
        return Bytes.of(StrictJson.write(StrictJson.object().put("orderNumber", orderNumber)));
    }

    static Bytes cancellation(String orderNumber, String reason) {
        return Bytes.of(StrictJson.write(
                StrictJson.object().put("orderNumber", orderNumber).put("reason", reason)));
    }

    /** The answer to an order or a cancellation. */
    static Waybill created(Bytes octets) {
        return read(octets, "delivery order reply", json -> {
            json.text("state");
            return new Waybill(json.text("orderNumber"), json.text("waybillNumber"));
        });
    }

    /** The answer to a query. Its own {@code state} follows from the events and is not believed beside them. */
    static Tracking tracking(Bytes octets) {
        return read(octets, "delivery query reply", json -> {
            json.text("state");
            return new Tracking(json.text("waybillNumber"), json.text("orderNumber"), events(json, "events"));
        });
    }

    /** A pushed message. */
    static Tracking push(Bytes octets) {
        return read(octets, "delivery push", json -> {
            if (!json.text("type").equals("delivery.tracked")) {
                throw new InvalidValueException("type", "must be delivery.tracked");
            }
            return new Tracking(json.text("waybillNumber"), json.text("orderNumber"), List.of(contractEvent(json)));
        });
    }

    private static List<DeliveryEvent> events(Members json, String name) {
        return objects(json, name).stream().map(DeliveryJson::contractEvent).toList();
    }

    private static DeliveryEvent contractEvent(Members json) {
        String word = json.text("state");
        return new DeliveryEvent(
                json.text("eventId"),
                DeliveryState.told(word),
                word,
                instant(json.text("at")),
                json.optionalText("place").orElse(null),
                json.optionalText("pickupCode").map(PickupCode::new).orElse(null));
    }

    /** A stored event: unlike in the contract, its word is the carrier's own, so its state stands beside it. */
    static DeliveryEvent event(Members json) {
        return new DeliveryEvent(
                json.text("eventId"),
                word(DeliveryState.values(), json.text("state"), "state"),
                json.text("word"),
                instant(json.text("at")),
                json.optionalText("place").orElse(null),
                json.optionalText("pickupCode").map(PickupCode::new).orElse(null));
    }

    static ObjectNode write(DeliveryEvent event) {
        ObjectNode json = StrictJson.object()
                .put("eventId", event.eventId())
                .put("state", event.state().name())
                .put("word", event.word())
                .put("at", event.at().toString());
        putPresent(json, "place", event.place());
        @Nullable PickupCode code = event.pickupCode();
        putPresent(json, "pickupCode", code == null ? null : code.value());
        return json;
    }

    static ObjectNode write(HistoryEntry entry) {
        return write(entry.event()).put("received", entry.received().toString());
    }

    static HistoryEntry entry(Members json) {
        return new HistoryEntry(event(json), instant(json.text("received")));
    }

    static Bytes history(List<HistoryEntry> history) {
        ArrayNode json = StrictJson.object().putArray("history");
        history.forEach(entry -> json.add(write(entry)));
        return Bytes.of(StrictJson.write(json));
    }

    static void putPresent(ObjectNode json, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            json.put(name, text);
        }
    }

    static Instant instant(String text) {
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            // told below, without quoting it
        }
        throw new InvalidValueException("time", "must be of the form 2026-11-21T03:04:05Z");
    }

    static List<Members> objects(Members json, String name) {
        JsonNode array = json.object().path(name);
        if (!array.isArray() || array.size() > Tracking.MAX_EVENTS) {
            throw new InvalidValueException(name, "must be an array of at most 200");
        }
        List<Members> objects = new ArrayList<>();
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode object)) {
                throw new InvalidValueException(name, "must hold objects only");
            }
            objects.add(new Members(object, json.format()));
        }
        return objects;
    }

    /** What comes from outside and does not fit our values is malformed, not a mistake of the caller. */
    static <T> T read(Bytes octets, String format, Function<Members, T> form) {
        try {
            return form.apply(new Members(StrictJson.readObject(octets.toArray(), MAX_OCTETS, format), format));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(format, String.valueOf(e.getMessage()));
        }
    }
}
