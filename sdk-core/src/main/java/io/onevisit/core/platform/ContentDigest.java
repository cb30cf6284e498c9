package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.crypto.Hash;
import java.util.Map;

/** The digest of a body, RFC 9530 section 2. */
final class ContentDigest {
    private static final Map<String, Hash> ALGORITHMS = Map.of("sha-256", Hash.SHA_256, "sm3", Hash.SM3);

    private ContentDigest() {}

    /** The value of {@code Content-Digest} for {@code body}: one SHA-256. */
    static String of(Bytes body) {
        return "sha-256=" + StructuredField.serialize(digest(Hash.SHA_256, body));
    }

    /**
     * True when the field's digests by SHA-256 and SM3 are of {@code body}, and there is at least one. Digests by other
     * algorithms are passed over, as section 2 allows.
     *
     * @throws io.onevisit.core.MalformedMessageException when it is not a strict dictionary
     */
    static boolean matches(String field, Bytes body) {
        Map<String, Bytes> digests = StructuredField.byteSequences("header content-digest", field);
        digests.keySet().retainAll(ALGORITHMS.keySet());
        return !digests.isEmpty() && digests.entrySet().stream().allMatch(given -> isOf(body, given));
    }

    private static boolean isOf(Bytes body, Map.Entry<String, Bytes> given) {
        Hash hash = ALGORITHMS.get(given.getKey());
        return hash != null && digest(hash, body).equals(given.getValue());
    }

    private static Bytes digest(Hash hash, Bytes body) {
        return Bytes.of(hash.digest(body.toArray()));
    }
}
