package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The platform's own JSON: a reader that shares nothing with the library's. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode read(byte[] octets) {
        try {
            if (MAPPER.readTree(octets) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw Problem.badRequest("The body must be one JSON object");
        }
        throw Problem.badRequest("The body must be one JSON object");
    }

    static Bytes write(JsonNode value) {
        try {
            return Bytes.of(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
