package io.onevisit.core.platform;

import io.onevisit.core.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The components that the strict profile signs, with their values, and the octets to sign over them: the signature base
 * of RFC 9421 section 2.5.
 *
 * @param values each covered component identifier with its canonical value
 */
record SignatureBase(Map<String, String> values) {
    /**
     * Over a request: method, address, digest and media type of the body, and the idempotency key if there is one.
     *
     * @throws MalformedMessageException when one of these is missing or given twice
     */
    static SignatureBase of(RawMessage request) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("\"@method\"", printable("method", request.method()));
        values.put("\"@target-uri\"", printable("target URI", request.targetUri()));
        values.put("\"content-digest\"", field(request.headers(), "content-digest"));
        values.put("\"content-type\"", field(request.headers(), "content-type"));
        if (request.headers().containsKey("idempotency-key")) {
            values.put("\"idempotency-key\"", field(request.headers(), "idempotency-key"));
        }
        return new SignatureBase(values);
    }

    /**
     * Over a reply: status, digest and media type of the body, and the signature of the request it answers (section
     * 2.4).
     *
     * @throws MalformedMessageException when one of these is missing or given twice
     */
    static SignatureBase of(RawMessage request, RawReply reply) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("\"@status\"", Integer.toString(reply.status()));
        values.put("\"content-digest\"", field(reply.headers(), "content-digest"));
        values.put("\"content-type\"", field(reply.headers(), "content-type"));
        values.put(
                "\"signature\";req;key=\"sig\"",
                StructuredField.serialize(MessageSignature.of(request.headers()).value()));
        return new SignatureBase(values);
    }

    /** The value of a field that must be given on exactly one line, section 2.1. */
    static String field(Map<String, List<String>> headers, String name) {
        List<String> lines = headers.getOrDefault(name, List.of());
        if (lines.size() != 1) {
            throw new MalformedMessageException("header " + name, "must be given once");
        }
        return printable("header " + name, withoutBlanksAround(lines.get(0)));
    }

    private static String withoutBlanksAround(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && " \t".indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && " \t".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(start, end);
    }

    private static String printable(String what, String value) {
        if (value.isEmpty() || value.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            throw new MalformedMessageException(what, "must be of printable ASCII");
        }
        return value;
    }

    /** The value of {@code Content-Digest}, covered by every signature of the profile. */
    String contentDigest() {
        return values.getOrDefault("\"content-digest\"", "");
    }

    /** The identifiers of the covered components. */
    Set<String> components() {
        return values.keySet();
    }

    /** True when {@code input} names each of the components once, and no others. */
    boolean coveredBy(SignatureInput input) {
        return input.components().size() == values.size() && components().equals(Set.copyOf(input.components()));
    }

    /** The octets to sign, in the order that {@code input} names the components. */
    byte[] octets(SignatureInput input) {
        StringBuilder base = new StringBuilder();
        for (String component : input.components()) {
            base.append(component).append(": ").append(values.get(component)).append('\n');
        }
        base.append("\"@signature-params\": ").append(input);
        return base.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
