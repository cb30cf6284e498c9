package io.onevisit.core.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads the members of one JSON object, each as the one type it must have. Errors name the member, never its value.
 *
 * @param object the object
 * @param format what the object is, for errors
 */
public record Members(ObjectNode object, String format) {
    private static final int MAX_OCTETS = 1024 * 1024;
    private static final Pattern UTC =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\\.[0-9]{1,9})?Z");

    /** 9999-12-31T23:59:59Z. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** The members of the one object that {@code octets} are, at most 1 MiB. */
    public static Members read(Bytes octets, String format) {
        return new Members(StrictJson.readObject(octets.toArray(), MAX_OCTETS, format), format);
    }

    /** A text that must be there and not be empty. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** A text that may be absent, but not empty, null or of another type. */
    public Optional<String> optionalText(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw wrong(name, "must be a text");
        }
        return Optional.of(value.textValue());
    }

    /** A text made into a value that checks itself, by throwing an {@link InvalidValueException} or its like. */
    public <T> T value(String name, Function<String, T> parse) {
        return optionalValue(name, parse).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** The same for a text that may be absent. */
    public <T> Optional<T> optionalValue(String name, Function<String, T> parse) {
        try {
            return optionalText(name).map(parse);
        } catch (InvalidValueException | IllegalArgumentException | DateTimeException e) {
            throw wrong(name, "is not of its form");
        }
    }

    /** A time in ISO 8601 and UTC: {@code 2026-11-21T03:04:05Z}, with up to nine decimals of a second. */
    public Instant instant(String name) {
        return value(name, Members::utc);
    }

    /** The same for a time that may be absent. */
    public Optional<Instant> optionalInstant(String name) {
        return optionalValue(name, Members::utc);
    }

    private static Instant utc(String text) {
        Require.that(UTC.matcher(text).matches(), "time", "must be in UTC");
        return Instant.parse(text);
    }

    /** A NumericDate (RFC 7519 section 2) in whole seconds that must be there. */
    public Instant numericDate(String name) {
        return optionalNumericDate(name).orElseThrow(() -> wrong(name, "is missing"));
    }

    /** A NumericDate in whole seconds, from 1970 to 9999, that may be absent. */
    public Optional<Instant> optionalNumericDate(String name) {
        return object.has(name) ? Optional.of(Instant.ofEpochSecond(integer(name, 0, LAST_SECOND))) : Optional.empty();
    }

    /** An amount in major units with its currency. */
    public Money money(String name) {
        Members money = object(name);
        return checked(() -> Money.parse(money.text("amount"), money.text("currency")));
    }

    /** A whole number that must be there and in range; {@code 1.0} and {@code "1"} are none. */
    public long integer(String name, long min, long max) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw wrong(name, "is missing");
        }
        if (!value.isIntegralNumber() || !within(value.bigIntegerValue(), min, max)) {
            throw wrong(name, "must be a whole number from " + min + " to " + max);
        }
        return value.longValue();
    }

    /** True or false, which must be there. */
    public boolean truth(String name) {
        if (object.get(name) instanceof BooleanNode value) {
            return value.booleanValue();
        }
        throw wrong(name, "must be true or false");
    }

    /** An array of texts that must be there, none of them empty. */
    public List<String> texts(String name) {
        if (!(object.get(name) instanceof ArrayNode array)) {
            throw wrong(name, "must be an array");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isTextual() || element.textValue().isEmpty()) {
                throw wrong(name, "must hold texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** An object that must be there. */
    public Members object(String name) {
        if (object.get(name) instanceof ObjectNode inner) {
            return new Members(inner, format);
        }
        throw wrong(name, "must be an object");
    }

    /** An object that may be absent, but not null or of another type. */
    public Optional<Members> optionalObject(String name) {
        return object.has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** An array of objects that must be there, each read by {@code read}. */
    public <T> List<T> objects(String name, Function<Members, T> read) {
        if (!(object.get(name) instanceof ArrayNode array)) {
            throw wrong(name, "must be an array");
        }
        List<T> elements = new ArrayList<>();
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode inner)) {
                throw wrong(name, "must hold objects");
            }
            elements.add(read.apply(new Members(inner, format)));
        }
        return elements;
    }

    /** What {@code construction} makes of members, unless one is out of the bounds that it checks. */
    public <T> T checked(Supplier<T> construction) {
        try {
            return construction.get();
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(format, "a member is out of its bounds");
        }
    }

    private static boolean within(BigInteger value, long min, long max) {
        return value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(BigInteger.valueOf(max)) <= 0;
    }

    private MalformedMessageException wrong(String name, String problem) {
        return new MalformedMessageException(format, "member " + name + " " + problem);
    }
}
