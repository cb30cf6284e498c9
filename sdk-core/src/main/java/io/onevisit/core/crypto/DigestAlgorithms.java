package io.onevisit.core.crypto;

import io.onevisit.core.internal.crypto.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;

/** Digests by their object identifiers. */
final class DigestAlgorithms {
    private DigestAlgorithms() {}

    /**
     * True when {@code digest} points at {@code octets}. SHA-1 does for pointing: what it points at is proved by its own
     * signature.
     */
    static boolean pointsAt(ASN1ObjectIdentifier algorithm, byte[] digest, byte[] octets) {
        return Hash.named(algorithm)
                .map(hash -> hash.digest(octets))
                .or(() -> algorithm.equals(OIWObjectIdentifiers.idSHA1) ? Optional.of(sha1(octets)) : Optional.empty())
                .filter(computed -> Arrays.equals(computed, digest))
                .isPresent();
    }

    static byte[] sha1(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
