package io.onevisit.examples.benchmarks;

import io.onevisit.core.crypto.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What one SM2 signature costs by Bouncy Castle alone: the limit that the others are measured by, and the usual way. */
final class BareSm2 {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final byte[] message;
    private final byte[] plain;
    private final byte[] der;
    private final byte[] encodedKey;
    private final ECPublicKeyParameters ready;

    BareSm2(VerificationKey key, byte[] message, byte[] plain) {
        this.message = message;
        this.plain = plain;
        this.der = key.algorithm().derSignature(plain);
        this.encodedKey = key.toSubjectPublicKeyInfo().toArray();
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(key.x().toArray(), 0, point, 1, 32);
        System.arraycopy(key.y().toArray(), 0, point, 33, 32);
        ECDomainParameters domain = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
        this.ready = new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain);
    }

    /** The limit: Bouncy Castle's arithmetic, key and curve ready. */
    boolean ready() {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        signer.init(false, ready);
        signer.update(message, 0, message.length);
        return signer.verifySignature(plain);
    }

    /** The same through JCA, the key read each time, as most code does. */
    boolean naive() throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("EC", PROVIDER).generatePublic(new X509EncodedKeySpec(encodedKey));
        Signature verifier = Signature.getInstance("SM3withSM2", PROVIDER);
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(der);
    }
}
