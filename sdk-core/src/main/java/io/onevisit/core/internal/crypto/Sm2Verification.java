package io.onevisit.core.internal.crypto;

import io.onevisit.core.Bytes;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.Memoable;
import org.jspecify.annotations.Nullable;

/**
 * SM2 verification with one key, GB/T 32918.2 section 7.1, by Bouncy Castle's signer. It keeps ZA, and SM3 as it stands after
 * ZA and the beginning of the last good message; whether another message begins so is decided by all octets of it. For
 * one thread at a time.
 */
final class Sm2Verification implements Curve.Verification {
    /** What is kept of a message. */
    static final int MAX_SHARED_START = 64 * 1024;

    private final SM3Digest digest = new SM3Digest();
    private final SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, digest);
    private @Nullable Beginning kept;

    Sm2Verification(ECPublicKeyParameters key, byte[] identity) {
        signer.init(false, new ParametersWithID(key, identity));
    }

    /** Octets that a message begins with, and the digest after ZA and them. */
    private static final class Beginning {
        private final byte[] octets;
        private final Memoable digested;

        Beginning(byte[] octets, Memoable digested) {
            this.octets = octets;
            this.digested = digested;
        }

        boolean isOf(byte[] message, int sharedStart) {
            return sharedStart == octets.length && Arrays.equals(message, 0, sharedStart, octets, 0, sharedStart);
        }
    }

    /** What the last good message began with, as far as it is kept; empty when nothing is. */
    Bytes kept() {
        Beginning known = kept;
        return known == null ? Bytes.empty() : Bytes.of(known.octets);
    }

    @Override
    public boolean verifies(byte[] message, int sharedStart, byte[] signature) {
        if (sharedStart == 0 || sharedStart > MAX_SHARED_START) {
            return verifies(message, signature);
        }
        Beginning known = kept;
        if (known != null && known.isOf(message, sharedStart)) {
            return verifiesAfter(known, message, signature);
        }
        return verifiesAndKeeps(message, sharedStart, signature);
    }

    private boolean verifies(byte[] message, byte[] signature) {
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature); // and stands before ZA again, whatever came out
    }

    private boolean verifiesAfter(Beginning known, byte[] message, byte[] signature) {
        int sharedStart = known.octets.length;
        signer.update(message, 0, 0); // puts ZA before the message, once, which the next line has in it
        digest.reset(known.digested);
        signer.update(message, sharedStart, message.length - sharedStart);
        return signer.verifySignature(signature);
    }

    /** Only what a good message begins with is kept: what fails displaces nothing. */
    private boolean verifiesAndKeeps(byte[] message, int sharedStart, byte[] signature) {
        signer.update(message, 0, sharedStart);
        Memoable digested = digest.copy();
        signer.update(message, sharedStart, message.length - sharedStart);
        boolean verified = signer.verifySignature(signature);
        if (verified) {
            kept = new Beginning(Arrays.copyOf(message, sharedStart), digested);
        }
        return verified;
    }
}
