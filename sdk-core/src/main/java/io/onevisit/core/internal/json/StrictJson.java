package io.onevisit.core.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.StrictText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * JSON as RFC 8259 and I-JSON (RFC 7493) mean it: UTF-8 without BOM, no duplicate names, no half of a surrogate pair,
 * nothing after the value, no more than the given size and 32 levels. Numbers keep their digits, of which there are 64 at
 * most, and written out they have no more than 1,000 before and 1,000 after the point: {@code 1e999999999} is ten characters
 * here and a thousand million there.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_DIGITS = 1_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(64)
                            .maxNameLength(256)
                            .maxStringLength(64 * 1024 * 1024)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(SerializationFeature.INDENT_OUTPUT)
            .nodeFactory(new BoundedNumbers())
            .build();

    private StrictJson() {}

    private static final class BoundedNumbers extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            long digits = (long) number.precision() - number.scale();
            if (Math.max(digits, number.scale()) > MAX_DIGITS) {
                throw new NumberFormatException();
            }
            return super.numberNode(number);
        }
    }

    /** An empty object to fill. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An amount as an object of text in major units and currency, as {@link Members#money} reads it. */
    public static ObjectNode money(Money money) {
        return object().put("amount", money.toPlainString())
                .put("currency", money.currency().getCurrencyCode());
    }

    /**
     * Reads one value.
     *
     * @param format what the octets should be, for the error
     * @throws MalformedMessageException when they are not, or are more than {@code maxOctets}
     */
    public static JsonNode read(byte[] octets, int maxOctets, String format) {
        if (octets.length > maxOctets) {
            throw new MalformedMessageException(format, "must have at most " + maxOctets + " octets");
        }
        try {
            String text = StrictText.of(octets, StandardCharsets.UTF_8)
                    .orElseThrow(() -> new MalformedMessageException(format, "is not UTF-8"));
            JsonNode value = text.startsWith("\uFEFF") ? null : MAPPER.readTree(text);
            if (value == null || value.isMissingNode()) {
                throw new MalformedMessageException(format, "is empty or starts with a byte order mark");
            }
            if (text.contains("\\u") && !isUnicode(value)) {
                throw new MalformedMessageException(format, "has half a character in an escape");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException(format, "is not strict JSON");
        } catch (NumberFormatException e) {
            throw new MalformedMessageException(format, "has a number that is too large or too small");
        }
    }

    /** True when no name and no text has half a surrogate pair, which only an escape can write; RFC 7493 section 2.1. */
    private static boolean isUnicode(JsonNode value) {
        boolean names = value.propertyStream().allMatch(member -> isUnicode(member.getKey()));
        return names && isUnicode(value.asText()) && value.valueStream().allMatch(StrictJson::isUnicode);
    }

    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The same for an object. */
    public static ObjectNode readObject(byte[] octets, int maxOctets, String format) {
        if (read(octets, maxOctets, format) instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedMessageException(format, "must be an object");
    }

    /** The octets of {@code value}, without blanks, in the order its members were put. */
    public static byte[] write(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalStateException("a tree in memory always writes", e);
        }
    }
}
