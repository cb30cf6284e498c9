package io.onevisit.licence.delivery.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.licence.delivery.DeliveryEvent;
import io.onevisit.licence.delivery.DeliveryState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Chinese carriers' messages have in common: times without a zone, JSON in texts, scans without an identifier. */
final class Scans {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final int MAX_OCTETS = 1024 * 1024;

    private Scans() {}

    /** A time as carriers write it, which is Beijing time wherever the parcel is. */
    static Instant instant(String text, String format) {
        try {
            return LocalDateTime.parse(text, SECONDS).atZone(SHANGHAI).toInstant();
        } catch (DateTimeParseException e) {
            throw new MalformedMessageException(format, "has a time that is none");
        }
    }

    static String local(Instant time) {
        return SECONDS.format(time.atZone(SHANGHAI));
    }

    /** A text that a carrier may leave out, which it does by an empty text or null as well. */
    static Optional<String> text(Members members, String name) {
        JsonNode value = members.object().path(name);
        boolean empty =
                value.isNull() || (value.isTextual() && value.textValue().isBlank());
        return empty ? Optional.empty() : members.optionalText(name);
    }

    /** A scan is what it says: told again in the same words it is the same. */
    static DeliveryEvent event(DeliveryState state, String word, Instant at, String text) {
        String told = word + "\n" + at + "\n" + text;
        String id = Bytes.of(Hash.SHA_256.digest(told.getBytes(UTF_8))).toHex().substring(0, 32);
        return event(id, state, word, at, text);
    }

    static DeliveryEvent event(String id, DeliveryState state, String word, Instant at, String text) {
        String line = text.codePoints()
                .map(place -> Character.isISOControl(place) ? ' ' : place)
                .limit(DeliveryEvent.MAX_PLACE / 2)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new DeliveryEvent(id, state, word, at, line.isBlank() ? null : line);
    }

    /**
     * What stands in a member as JSON or, as often, as a text that is JSON.
     *
     * @return empty when it is absent, null, an empty text or the text {@code null}
     */
    static Optional<JsonNode> inner(Members members, String name) {
        JsonNode value = members.object().path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            return Optional.of(value);
        }
        String text = value.textValue();
        return text.isBlank() || text.strip().equals("null")
                ? Optional.empty()
                : Optional.of(StrictJson.read(text.getBytes(UTF_8), MAX_OCTETS, members.format()));
    }

    /** The same for one object, or an array of just one. */
    static Members object(Members members, String name) {
        JsonNode value = inner(members, name).orElseThrow(() -> none(members));
        if (value instanceof ArrayNode array && array.size() == 1) {
            value = array.get(0);
        }
        if (value instanceof ObjectNode object) {
            return new Members(object, members.format());
        }
        throw none(members);
    }

    /** The objects of an array; none when there is no array. */
    static List<Members> objects(JsonNode value, String format) {
        List<Members> objects = new ArrayList<>();
        for (JsonNode element : value) {
            if (!(element instanceof ObjectNode object)) {
                throw new MalformedMessageException(format, "must hold objects");
            }
            objects.add(new Members(object, format));
        }
        return objects;
    }

    private static MalformedMessageException none(Members members) {
        return new MalformedMessageException(members.format(), "has no result");
    }
}
