package io.onevisit.seal;

import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import java.util.List;

/** A key that shows its certificates but must not be asked to sign. */
public record UntouchedKey(SigningKey key) implements SigningKey {
    @Override
    public String keyId() {
        return key.keyId();
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return key.algorithm();
    }

    @Override
    public VerificationKey verificationKey() {
        return key.verificationKey();
    }

    @Override
    public List<Certificate> certificates() {
        return key.certificates();
    }

    @Override
    public byte[] sign(byte[] message) {
        throw new AssertionError("must not sign");
    }
}
