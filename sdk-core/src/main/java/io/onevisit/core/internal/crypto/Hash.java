package io.onevisit.core.internal.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The digests in use: SM3 by Bouncy Castle, SHA-256 by the JDK, which has it in hardware. */
public enum Hash {
    /** GB/T 32905. */
    SM3,
    /** FIPS 180-4. */
    SHA_256;

    /** The digest that {@code algorithm} names, when it is one that signatures may rest on: SM3 or SHA-256. */
    public static Optional<Hash> named(ASN1ObjectIdentifier algorithm) {
        if (algorithm.equals(GMObjectIdentifiers.sm3)) {
            return Optional.of(SM3);
        }
        return algorithm.equals(NISTObjectIdentifiers.id_sha256) ? Optional.of(SHA_256) : Optional.empty();
    }

    /** The 32 octets over all {@code parts} joined. */
    public byte[] digest(byte[]... parts) {
        Running running = start();
        for (byte[] part : parts) {
            running.update(part, 0, part.length);
        }
        return running.finish();
    }

    /** A digest to be fed piece by piece. */
    public Running start() {
        return this == SM3 ? new RunningSm3() : new RunningSha256();
    }

    /** A digest under way. For one thread. */
    public interface Running {
        /** Takes in {@code length} octets from {@code offset}. */
        void update(byte[] octets, int offset, int length);

        /** The 32 octets; the digest is then used up. */
        byte[] finish();
    }

    private static final class RunningSm3 implements Running {
        private final SM3Digest digest = new SM3Digest();

        @Override
        public void update(byte[] octets, int offset, int length) {
            digest.update(octets, offset, length);
        }

        @Override
        public byte[] finish() {
            byte[] out = new byte[digest.getDigestSize()];
            digest.doFinal(out, 0);
            return out;
        }
    }

    private static final class RunningSha256 implements Running {
        private final MessageDigest digest = sha256();

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public void update(byte[] octets, int offset, int length) {
            digest.update(octets, offset, length);
        }

        @Override
        public byte[] finish() {
            return digest.digest();
        }
    }
}
