package io.onevisit.licence.status;

import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A status list as a verifier needs it (状态列表请求), section 8.3 steps 2 to 4.
 *
 * @param uri the address that the licence names
 * @param issuer who must have signed it: the credit code of the licence's issuer
 * @param keys the issuer's keys, by key id
 * @param at the moment to judge by
 * @param clockSkew how far the signer's clock may be off
 * @param maxOctets how long the list may be, inflated
 */
public record StatusListRequest(
        String uri, String issuer, Map<String, VerificationKey> keys, Instant at, Duration clockSkew, int maxOctets) {
    public StatusListRequest {
        uri = new StatusReference(uri, 0).uri();
        Require.text(issuer, "issuer", 64);
        keys = Map.copyOf(Require.present(keys, "keys"));
        Require.present(at, "moment");
        Require.that(!Require.present(clockSkew, "clock skew").isNegative(), "clock skew", "must not be negative");
        Require.that(maxOctets > 0, "status list size", "must be more than nothing");
    }

    /** Address and issuer; no key. */
    @Override
    public String toString() {
        return "status list " + uri + " of " + issuer;
    }
}
