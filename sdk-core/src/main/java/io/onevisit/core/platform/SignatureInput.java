package io.onevisit.core.platform;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One signature's metadata, RFC 9421 section 2.3: what it covers and with which parameters.
 *
 * @param components component identifiers as section 2 writes them: {@code "@method"},
 *     {@code "signature";req;key="sig"}; in the signer's order
 * @param parameters strings, integers ({@code Long}) and true booleans by name; in the signer's order
 */
record SignatureInput(List<String> components, Map<String, Object> parameters) {
    SignatureInput {
        components = List.copyOf(components);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** True when these are the parameters, {@code created} an integer and all others strings. */
    boolean hasParameters(Set<String> names) {
        return parameters.keySet().equals(names)
                && parameters.entrySet().stream()
                        .allMatch(parameter -> parameter.getKey().equals("created")
                                ? parameter.getValue() instanceof Long
                                : parameter.getValue() instanceof String);
    }

    /** The string parameter of this name; empty when there is none. */
    String text(String name) {
        return parameters.get(name) instanceof String text ? text : "";
    }

    /** When the signature was made; the epoch when it does not say. */
    Instant created() {
        return parameters.get("created") instanceof Long seconds ? Instant.ofEpochSecond(seconds) : Instant.EPOCH;
    }

    /** The inner list with its parameters: the value of {@code "@signature-params"}. */
    @Override
    public String toString() {
        return "(" + String.join(" ", components) + ")" + StructuredField.serialize(parameters);
    }
}
