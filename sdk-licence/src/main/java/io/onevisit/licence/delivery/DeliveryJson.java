package io.onevisit.licence.delivery;

import com.fasterxml.jackson.databind.JsonNode;
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
        json.put("content", order.content()).put("payer", order.payer().name());
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
                        payer(json.text("payer"))));
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

    private static DeliveryOrder.Payer payer(String text) {
        for (DeliveryOrder.Payer payer : DeliveryOrder.Payer.values()) {
            if (payer.name().equals(text)) {
                return payer;
            }
        }
        throw new InvalidValueException("payer", "is not in the contract");
    }

    static Bytes question(String orderNumber) {
        return Bytes.of(StrictJson.write(StrictJson.object().put("orderNumber", orderNumber)));
    }

    /** The answer to an order. */
    static Waybill created(Bytes octets) {
        return read(octets, "delivery order reply", json -> {
            Waybill waybill = waybill(json);
            json.text("state");
            return waybill;
        });
    }

    /** The answer to a query. Its own {@code state} follows from the events and is not believed beside them. */
    static Tracking tracking(Bytes octets) {
        return read(octets, "delivery query reply", json -> {
            json.text("state");
            return new Tracking(waybill(json), events(json));
        });
    }

    /** A pushed message. */
    static Tracking push(Bytes octets) {
        return read(octets, "delivery push", json -> {
            if (!json.text("type").equals("delivery.tracked")) {
                throw new InvalidValueException("type", "must be delivery.tracked");
            }
            return new Tracking(waybill(json), List.of(event(json)));
        });
    }

    private static Waybill waybill(Members json) {
        return new Waybill(json.text("orderNumber"), json.text("waybillNumber"));
    }

    static List<DeliveryEvent> events(Members json) {
        List<DeliveryEvent> events = new ArrayList<>();
        for (Members event : objects(json, "events")) {
            events.add(event(event));
        }
        return events;
    }

    static DeliveryEvent event(Members json) {
        return DeliveryEvent.told(
                json.text("eventId"),
                json.text("state"),
                instant(json.text("at")),
                json.optionalText("place").orElse(null));
    }

    static ObjectNode write(DeliveryEvent event) {
        ObjectNode json = StrictJson.object()
                .put("eventId", event.eventId())
                .put("state", event.word())
                .put("at", event.at().toString());
        @Nullable String place = event.place();
        return place == null ? json : json.put("place", place);
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
