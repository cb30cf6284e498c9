package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * A licence in the shared store.
 *
 * @param identifier by GB/T 36904
 * @param type its type code
 * @param token as its issuer made it
 * @param data what it says, by the names of GB/T 36903
 */
record ShelvedLicence(String identifier, String type, String token, Map<String, String> data) {
    static ShelvedLicence of(ObjectNode json) {
        Map<String, String> data = new HashMap<>();
        json.withObject("data")
                .properties()
                .forEach(field -> data.put(field.getKey(), field.getValue().asText()));
        return new ShelvedLicence(
                json.path("identifier").asText(),
                json.path("type").asText(),
                json.path("token").asText(),
                data);
    }

    ObjectNode json() {
        ObjectNode json =
                Json.object().put("identifier", identifier).put("type", type).put("token", token);
        data.forEach(json.putObject("data")::put);
        return json;
    }
}
