package io.onevisit.core.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Purpose;
import io.onevisit.core.id.PartyId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/** Words that several messages of the platform's contract (docs/openapi.yaml) have in common. */
public final class ContractJson {
    private static final String FORMAT = "platform message";
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

    private ContractJson() {}

    /** The schema {@code Party}. */
    public static ObjectNode party(PartyId party) {
        return StrictJson.object().put("type", party.type()).put("code", party.value());
    }

    /**
     * Reads the schema {@code Party}.
     *
     * @throws MalformedMessageException when it is none
     */
    public static PartyId party(JsonNode party) {
        try {
            return PartyId.parse(text(party, "type", 32), text(party, "code", 64));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "names a party that is none");
        }
    }

    /** The schema {@code Purpose}; fields in alphabetical order. */
    public static ObjectNode purpose(Purpose purpose) {
        ObjectNode json = StrictJson.object()
                .put("caseNumber", purpose.caseNumber().value())
                .put("matter", purpose.matter().value())
                .put("legalBasis", purpose.legalBasis())
                .put("operator", purpose.operator());
        ArrayNode fields = json.putArray("fields");
        purpose.fields().stream().sorted().forEach(fields::add);
        return json;
    }

    /**
     * A member that must be text, not blank and without control characters.
     *
     * @throws MalformedMessageException when it is missing, not text or longer than {@code max} characters
     */
    public static String text(JsonNode object, String member, int max) {
        String text = object.path(member).textValue();
        if (text == null
                || text.isBlank()
                || text.length() > max
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedMessageException(FORMAT, member + " must be text of at most " + max + " characters");
        }
        return text;
    }

    /**
     * A member that must be a moment in UTC: {@code 2026-11-21T03:04:05Z}.
     *
     * @throws MalformedMessageException when it is missing or of another form
     */
    public static Instant instant(JsonNode object, String member) {
        String text = text(object, member, 40);
        try {
            if (INSTANT.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // a date that is none, refused like another form
        }
        throw new MalformedMessageException(FORMAT, member + " must be a moment in UTC");
    }
}
