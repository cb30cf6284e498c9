package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.jose.Base64Url;
import java.nio.charset.StandardCharsets;

/**
 * The digest of Disclosures ({@code _sd_alg}), RFC 9901 section 4.1.1. SM3 is this library's profile: it has no name in
 * the IANA registry, and goes with SM2 so that a licence uses one family of algorithms throughout.
 */
enum DisclosureHash {
    SHA_256("sha-256", Hash.SHA_256),
    SM3("sm3", Hash.SM3);

    static final String CLAIM = "_sd_alg";

    private final String claim;
    private final Hash hash;

    DisclosureHash(String claim, Hash hash) {
        this.claim = claim;
        this.hash = hash;
    }

    /** The digest that goes with a signature algorithm. */
    static DisclosureHash of(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.SM2 ? SM3 : SHA_256;
    }

    /** The digest that a payload names; SHA-256 when it names none. */
    static DisclosureHash of(ObjectNode payload) {
        if (!payload.has(CLAIM)) {
            return SHA_256;
        }
        for (DisclosureHash known : values()) {
            if (known.claim.equals(payload.get(CLAIM).textValue())) {
                return known;
            }
        }
        throw new MalformedMessageException("SD-JWT", "must have sha-256 or sm3 as _sd_alg (RFC 9901 4.1.1)");
    }

    /** The value of {@code _sd_alg}. */
    String claim() {
        return claim;
    }

    /** Base64url of the digest over the ASCII octets of {@code text}. */
    String digest(String text) {
        return Base64Url.encode(hash.digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
