package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;

/** JSON written out in tests. */
final class Json {
    private Json() {}

    static JsonNode of(String text) {
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8), 1 << 20, "test");
    }
}
