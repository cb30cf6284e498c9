package io.onevisit.core.crypto;

import io.onevisit.core.internal.crypto.SoftwareKey;
import java.util.List;

/**
 * A key that signs (签名密钥): in memory, in a cipher machine, a UKey or a remote signing server. Implementations are
 * thread-safe and never show the private key, nor in {@code toString}.
 */
public interface SigningKey {
    /** How verifiers find the public half, at most 128 characters. */
    String keyId();

    /** The one algorithm this key signs with. */
    SignatureAlgorithm algorithm();

    /** The public half. */
    VerificationKey verificationKey();

    /** The certificates for this key, its own first, then its issuers; empty when there are none. */
    List<Certificate> certificates();

    /**
     * Signs {@code message}; hashing is part of the algorithm.
     *
     * @return 64 octets, r then s
     * @throws io.onevisit.core.PlatformUnreachableException when a remote signer gives no answer
     */
    byte[] sign(byte[] message);

    /** A fresh key in memory, for examples and for keys that live as long as the process. */
    static SigningKey generate(SignatureAlgorithm algorithm, String keyId) {
        return SoftwareKey.generate(algorithm, keyId);
    }
}
