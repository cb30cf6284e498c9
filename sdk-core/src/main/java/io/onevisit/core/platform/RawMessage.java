package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A message as it came in, before anything about it is believed (原始报文): the octets that were signed, not what a
 * framework made of them.
 *
 * @param method the HTTP method
 * @param targetUri the full address that was asked for, as the sender knows it: {@code https://host/path}
 * @param headers field names in any case; at most 64
 * @param body the raw octets, at most 1 MiB
 */
public record RawMessage(String method, String targetUri, Map<String, List<String>> headers, Bytes body) {
    static final int MAX_OCTETS = 1024 * 1024;

    public RawMessage {
        Require.text(method, "method", 16);
        Require.text(targetUri, "target URI", 2048);
        Require.that(Require.present(body, "body").length() <= MAX_OCTETS, "body", "must have at most 1 MiB");
        headers = caseless(headers);
    }

    static Map<String, List<String>> caseless(Map<String, List<String>> headers) {
        Require.that(Require.present(headers, "headers").size() <= 64, "headers", "must be at most 64");
        Map<String, List<String>> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, lines) -> caseless.merge(
                Require.present(name, "header name"),
                List.copyOf(Require.present(lines, "header lines")),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return Collections.unmodifiableMap(caseless);
    }

    /** The method only; address, headers and body may tell of people and keys. */
    @Override
    public String toString() {
        return method + " request of " + body;
    }
}
