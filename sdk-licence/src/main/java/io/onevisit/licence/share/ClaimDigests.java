package io.onevisit.licence.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.jose.Base64Url;
import java.security.SecureRandom;
import java.util.SortedMap;

/**
 * What is claimed of a licence, as the platform compares it: of each claim the SHA-256 over a salt, its name, an octet 0
 * and its value, so that no value goes to where it is not known already. Whoever can try all values out learns them all
 * the same.
 */
final class ClaimDigests {
    private static final int SALT_OCTETS = 16;
    private static final byte[] SEPARATOR = {0};

    private ClaimDigests() {}

    /** Puts the members {@code salt} and {@code digests} into a question. */
    static void put(ObjectNode question, SortedMap<String, String> claims) {
        byte[] salt = new byte[SALT_OCTETS];
        new SecureRandom().nextBytes(salt);
        question.put("salt", Base64Url.encode(salt));
        ObjectNode digests = question.putObject("digests");
        claims.forEach((name, value) -> digests.put(name, digest(salt, name, value)));
    }

    private static String digest(byte[] salt, String name, String value) {
        return Base64Url.encode(Hash.SHA_256.digest(salt, name.getBytes(UTF_8), SEPARATOR, value.getBytes(UTF_8)));
    }
}
