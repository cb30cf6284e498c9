package io.onevisit.examples.benchmarks;

import com.tencent.kona.crypto.spec.SM2PrivateKeySpec;
import com.tencent.kona.crypto.spec.SM2PublicKeySpec;
import com.tencent.kona.crypto.spec.SM2SignatureParameterSpec;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;

/** A key as one of Tencent Kona's providers has it; {@code Signature} objects are made anew each time. */
final class Kona {
    private final Provider provider;
    private final ECPublicKey key;
    private final PrivateKey secret;

    /** The key {@code secret}, whose public half is {@code point}, uncompressed. */
    Kona(Provider provider, BigInteger secret, byte[] point) {
        this.provider = provider;
        try {
            KeyFactory keys = KeyFactory.getInstance("SM2", provider);
            this.key = (ECPublicKey) keys.generatePublic(new SM2PublicKeySpec(point));
            this.secret = keys.generatePrivate(new SM2PrivateKeySpec(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean verify(byte[] message, byte[] der) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SM2", provider);
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(der);
    }

    byte[] sign(byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SM2", provider);
        signature.setParameter(new SM2SignatureParameterSpec(key));
        signature.initSign(secret);
        signature.update(message);
        return signature.sign();
    }
}
