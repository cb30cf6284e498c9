package io.onevisit.core.internal.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the members of one JSON object, each as the one type it must have. Errors name the claim, never its value.
 *
 * @param members the object
 * @param format what the object is, for errors
 */
public record Claims(ObjectNode members, String format) {
    /** 9999-12-31T23:59:59Z. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** A text that must be there and not be empty. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** A text that may be absent, but not empty, null or of another type. */
    public Optional<String> optionalText(String name) {
        JsonNode value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw wrong(name, "must be a text");
        }
        return Optional.of(value.textValue());
    }

    /** A NumericDate (RFC 7519 section 2) in whole seconds that must be there. */
    public Instant instant(String name) {
        return optionalInstant(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** A NumericDate in whole seconds, from 1970 to 9999, that may be absent. */
    public Optional<Instant> optionalInstant(String name) {
        return members.has(name) ? Optional.of(Instant.ofEpochSecond(integer(name, 0, LAST_SECOND))) : Optional.empty();
    }

    /** A whole number that must be there and in range; {@code 1.0} and {@code "1"} are none. */
    public long integer(String name, long min, long max) {
        JsonNode value = members.get(name);
        if (value == null) {
            throw wrong(name, "is missing");
        }
        if (!value.isIntegralNumber() || !within(value.bigIntegerValue(), min, max)) {
            throw wrong(name, "must be a whole number from " + min + " to " + max);
        }
        return value.longValue();
    }

    /** An object that must be there. */
    public Claims object(String name) {
        if (members.get(name) instanceof ObjectNode object) {
            return new Claims(object, format);
        }
        throw wrong(name, "must be an object");
    }

    @Override
    public String toString() {
        return "claims of a " + format;
    }

    private static boolean within(BigInteger value, long min, long max) {
        return value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(BigInteger.valueOf(max)) <= 0;
    }

    private MalformedMessageException wrong(String name, String problem) {
        return new MalformedMessageException(format, "claim " + name + " " + problem);
    }
}
