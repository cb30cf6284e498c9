package io.onevisit.examples.benchmarks;

import io.onevisit.core.crypto.VerificationKey;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** One ES256 signature verified by Bouncy Castle alone, key and curve ready. */
final class BareEs256 {
    private final byte[] message;
    private final BigInteger r;
    private final BigInteger s;
    private final ECDSASigner verifier = new ECDSASigner();

    BareEs256(VerificationKey key, byte[] message, byte[] plain) {
        this.message = message;
        this.r = new BigInteger(1, Arrays.copyOf(plain, 32));
        this.s = new BigInteger(1, Arrays.copyOfRange(plain, 32, 64));
        X9ECParameters curve = CustomNamedCurves.getByName("secp256r1");
        BigInteger x = new BigInteger(1, key.x().toArray());
        BigInteger y = new BigInteger(1, key.y().toArray());
        verifier.init(
                false, new ECPublicKeyParameters(curve.getCurve().createPoint(x, y), new ECDomainParameters(curve)));
    }

    boolean ready() {
        return verifier.verifySignature(sha256(message), r, s);
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
