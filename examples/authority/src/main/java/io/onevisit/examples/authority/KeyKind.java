package io.onevisit.examples.authority;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The keys an authority works with (密钥种类): one curve, one signature algorithm each. */
public enum KeyKind {
    /** Curve sm2p256v1, signatures SM2-with-SM3, 1.2.156.10197.1.501. */
    SM2("sm2p256v1", "SM3WITHSM2"),
    /** Curve P-256, signatures ecdsa-with-SHA256. */
    P256("secp256r1", "SHA256WITHECDSA");

    /** Bouncy Castle as an object of our own; it is never registered with the JVM. */
    static final Provider PROVIDER = new BouncyCastleProvider();

    private final String curve;
    private final String signature;

    KeyKind(String curve, String signature) {
        this.curve = curve;
        this.signature = signature;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Bouncy Castle has this curve", e);
        }
    }

    ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(signature).setProvider(PROVIDER).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("Bouncy Castle has this algorithm", e);
        }
    }
}
