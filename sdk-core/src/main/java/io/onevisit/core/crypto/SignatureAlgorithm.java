package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Curve;

/**
 * The signature algorithms of this library (签名算法). A key belongs to one of them for good: both make 64 octets over a
 * curve of 256 bits, and a key used for both would let one be taken for the other.
 */
public enum SignatureAlgorithm {
    /** SM2 with SM3, GB/T 32918.2, curve sm2p256v1, default identity {@code 1234567812345678}. */
    SM2("SM2", "SM2", -48),
    /** ECDSA with SHA-256 on P-256, RFC 7518 section 3.4. */
    ES256("ES256", "P-256", -7);

    private final String joseName;
    private final String joseCurve;
    private final int coseId;

    SignatureAlgorithm(String joseName, String joseCurve, int coseId) {
        this.joseName = joseName;
        this.joseCurve = joseCurve;
        this.coseId = coseId;
    }

    /** The value of {@code alg} in a JOSE header. */
    public String joseName() {
        return joseName;
    }

    /** The value of {@code crv} in a JSON Web Key. */
    public String joseCurve() {
        return joseCurve;
    }

    /** The value of {@code alg} in a COSE header. SM2 has no registered one; -48 is what public code uses. */
    public int coseId() {
        return coseId;
    }

    /**
     * The 64 octets r, s of a signature in DER, as {@link SigningKey#sign} returns them. Cipher machines, JCA providers
     * and certificates have the DER form.
     *
     * @throws io.onevisit.core.MalformedMessageException unless it is {@code SEQUENCE { r INTEGER, s INTEGER }} in DER
     */
    public byte[] plainSignature(byte[] der) {
        return Curve.of(this).plainSignature(Require.present(der, "signature"));
    }

    /**
     * The DER form of a signature of 64 octets r, s.
     *
     * @throws io.onevisit.core.MalformedMessageException unless there are 64 octets, each half below the curve's order
     */
    public byte[] derSignature(byte[] plain) {
        return Curve.of(this).derSignature(Require.present(plain, "signature"));
    }
}
