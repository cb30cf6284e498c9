package io.onevisit.licence.delivery.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.StrictText;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code application/x-www-form-urlencoded} in UTF-8, each name once. */
final class Form {
    static final String MEDIA_TYPE = "application/x-www-form-urlencoded; charset=UTF-8";

    private static final String FORMAT = "form";
    private static final int MAX_FIELDS = 32;

    private Form() {}

    static Bytes write(Map<String, String> fields) {
        return Bytes.of(fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Reads strictly: what two readers could read in two ways is refused. */
    static Map<String, String> read(Bytes octets) {
        String text = text(octets);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || fields.size() == MAX_FIELDS) {
                throw new MalformedMessageException(FORMAT, "must be of at most 32 named fields");
            }
            String name = decode(pair.substring(0, equals));
            if (fields.put(name, decode(pair.substring(equals + 1))) != null) {
                throw new MalformedMessageException(FORMAT, "has a name twice");
            }
        }
        return fields;
    }

    /** What is in {@code fields} under {@code name}, not empty. */
    static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw new MalformedMessageException(FORMAT, "lacks " + name);
        }
        return value;
    }

    private static String text(Bytes octets) {
        return StrictText.of(octets.toArray(), UTF_8)
                .orElseThrow(() -> new MalformedMessageException(FORMAT, "is not UTF-8"));
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, UTF_8);
            if (decoded.indexOf('\uFFFD') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // told below, without quoting it
        }
        throw new MalformedMessageException(FORMAT, "is not encoded as it must be");
    }
}
