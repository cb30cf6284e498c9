package io.onevisit.core.internal.http;

import io.onevisit.core.Bytes;
import java.util.List;
import java.util.Map;

/**
 * What came back over the wire, within the bounds of size.
 *
 * @param status 200 to 599
 * @param headers at most 64, by name in lower case
 * @param body the raw octets
 */
public record HttpReply(int status, Map<String, List<String>> headers, Bytes body) {
    /** Status and length only. */
    @Override
    public String toString() {
        return "reply " + status + " of " + body;
    }
}
