package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.util.List;
import java.util.Map;

/**
 * A reply as it goes over the wire (原始应答); coming in, nothing about it is believed yet.
 *
 * @param status the HTTP status, 200 to 599
 * @param headers field names in any case; at most 64
 * @param body the raw octets, at most 1 MiB
 */
public record RawReply(int status, Map<String, List<String>> headers, Bytes body) {
    public RawReply {
        Require.that(status >= 200 && status <= 599, "status", "must be between 200 and 599");
        Require.that(
                Require.present(body, "body").length() <= RawMessage.MAX_OCTETS, "body", "must have at most 1 MiB");
        headers = RawMessage.caseless(headers);
    }

    /** Status and length only; headers and body may tell of people and keys. */
    @Override
    public String toString() {
        return "reply " + status + " of " + body;
    }
}
