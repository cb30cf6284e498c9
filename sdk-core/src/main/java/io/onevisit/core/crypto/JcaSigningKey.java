package io.onevisit.core.crypto;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Require;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.List;

/** A key that a JCA provider holds, such as a PKCS#11 token or a cipher machine. */
final class JcaSigningKey implements SigningKey {
    private static final byte[] PROBE = {1};

    private final PrivateKey key;
    private final List<Certificate> certificates;
    private final String keyId;
    private final Provider provider;

    private JcaSigningKey(PrivateKey key, List<Certificate> certificates, String keyId, Provider provider) {
        this.key = Require.present(key, "private key");
        Require.present(certificates, "certificates").forEach(each -> Require.present(each, "certificate"));
        this.certificates = List.copyOf(certificates);
        this.keyId = Require.text(keyId, "key id", 128);
        this.provider = Require.present(provider, "provider");
        Require.that(!certificates.isEmpty(), "certificates", "must hold one for this key");
    }

    static SigningKey of(PrivateKey key, List<Certificate> certificates, String keyId, Provider provider) {
        JcaSigningKey made = new JcaSigningKey(key, certificates, keyId, provider);
        made.requireWorking();
        return made;
    }

    private void requireWorking() {
        Verdict verdict;
        try {
            verdict = verificationKey().verify(PROBE, algorithm().plainSignature(signatureInDer(PROBE)));
        } catch (GeneralSecurityException e) {
            throw new InvalidValueException("provider", "must sign with this key by " + signatureName());
        }
        Require.that(verdict == Verdict.PASSED, "certificate", "must be for this key");
    }

    @Override
    public String keyId() {
        return keyId;
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return verificationKey().algorithm();
    }

    @Override
    public VerificationKey verificationKey() {
        return certificates.get(0).key();
    }

    @Override
    public List<Certificate> certificates() {
        return certificates;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            return algorithm().plainSignature(signatureInDer(Require.present(message, "message")));
        } catch (GeneralSecurityException e) {
            throw new PlatformUnreachableException("signing key", "the provider did not sign", e);
        }
    }

    private byte[] signatureInDer(byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(signatureName(), provider);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    private String signatureName() {
        return algorithm() == SignatureAlgorithm.SM2 ? "SM3withSM2" : "SHA256withECDSA";
    }

    @Override
    public String toString() {
        return "signing key " + keyId;
    }
}
