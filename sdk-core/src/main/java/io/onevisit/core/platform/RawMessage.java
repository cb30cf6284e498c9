package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    private static final int MAX_OCTETS = 1024 * 1024;

    public RawMessage {
        Require.text(method, "method", 16);
        Require.text(targetUri, "target URI", 2048);
        Require.that(Require.present(headers, "headers").size() <= 64, "headers", "must be at most 64");
        Require.that(Require.present(body, "body").length() <= MAX_OCTETS, "body", "must have at most 1 MiB");
        Map<String, List<String>> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> caseless.put(name, List.copyOf(values)));
        headers = caseless;
    }
}
