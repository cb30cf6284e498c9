package io.onevisit.core.crypto;

import io.onevisit.core.internal.crypto.SoftwareKey;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.List;

/**
 * A key that signs (签名密钥): in memory, in a cipher machine, a UKey or a remote signing server. Implementations are
 * thread-safe and never show the private key, nor in {@code toString}.
 *
 * <p>A remote signer that takes a digest in place of the message is given {@link VerificationKey#messageDigest}, and its
 * answer in DER becomes 64 octets by {@link SignatureAlgorithm#plainSignature}.
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

    /**
     * The key in a PKCS#12 file (RFC 7292), with its certificate and the issuers of that found in the file. Files of
     * OpenSSL, the JDK's keytool and Bouncy Castle open, encrypted by PBES2 or the older schemes.
     *
     * @param file at most 1 MiB, holding one private key, on sm2p256v1 or P-256
     * @param password of file and key; not kept
     * @throws io.onevisit.core.MalformedMessageException when it does not open, holds another number of keys or asks for
     *     more than a million rounds of key derivation
     */
    static SigningKey fromPkcs12(byte[] file, char[] password, String keyId) {
        return Pkcs12File.read(file, password, keyId);
    }

    /**
     * The key in a text of PEM blocks (RFC 7468): {@code PRIVATE KEY}, {@code ENCRYPTED PRIVATE KEY} or
     * {@code EC PRIVATE KEY} (RFC 5915), with its certificate and the issuers of that where the text holds them.
     *
     * @param password of the key, empty when it has none; not kept
     * @throws io.onevisit.core.MalformedMessageException when the text holds no such key or more than one, or it does not
     *     open
     * @throws io.onevisit.core.InvalidValueException when there are certificates but none for the key
     */
    static SigningKey fromPem(String pem, char[] password, String keyId) {
        return PrivateKeyFile.fromPem(pem, password, keyId);
    }

    /**
     * The key in PKCS#8 (RFC 5958), not encrypted.
     *
     * @param certificates empty, or among them the one for this key
     * @throws io.onevisit.core.MalformedMessageException when the octets are no key on sm2p256v1 or P-256
     */
    static SigningKey fromPkcs8(byte[] der, List<Certificate> certificates, String keyId) {
        return PrivateKeyFile.fromPkcs8(der, certificates, keyId);
    }

    /**
     * A key that a JCA provider holds. The provider signs by {@code SHA256withECDSA}, or by {@code SM3withSM2} with the
     * default identity; one signature is made and verified at once to see that it does. It need not be registered.
     *
     * @param certificates the one for this key, then its issuers
     * @throws io.onevisit.core.InvalidValueException when the provider cannot sign with the key, or the first certificate
     *     is for another
     */
    static SigningKey fromJca(PrivateKey key, List<Certificate> certificates, String keyId, Provider provider) {
        return JcaSigningKey.of(key, certificates, keyId, provider);
    }
}
