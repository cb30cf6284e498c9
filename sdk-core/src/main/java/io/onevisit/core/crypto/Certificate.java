package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * An X.509 certificate (数字证书), RFC 5280, kept with its original octets. Parsed is not trusted: see
 * {@link TrustAnchors}. Immutable and thread-safe. {@code toString} shows the serial number only, since the subject may
 * be a person.
 */
public final class Certificate {
    private static final int MAX_OCTETS = 64 * 1024;

    private final Bytes encoded;
    private final X509CertificateHolder holder;
    private final VerificationKey key;

    private Certificate(Bytes encoded, X509CertificateHolder holder, VerificationKey key) {
        this.encoded = encoded;
        this.holder = holder;
        this.key = key;
    }

    /**
     * Reads one certificate in DER.
     *
     * @throws MalformedMessageException when it is none, has octets left over, is over 64 KiB, or its key is neither SM2
     *     nor P-256
     */
    public static Certificate parse(byte[] der) {
        Require.present(der, "certificate");
        if (der.length > MAX_OCTETS) {
            throw new MalformedMessageException("certificate", "must have at most " + MAX_OCTETS + " octets");
        }
        try {
            X509CertificateHolder holder = new X509CertificateHolder(der);
            VerificationKey key = VerificationKey.ofSubjectPublicKeyInfo(
                    holder.getSubjectPublicKeyInfo().getEncoded("DER"));
            return new Certificate(Bytes.of(der), holder, key);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedMessageException("certificate", "is not X.509 in DER");
        }
    }

    /** The original octets. */
    public Bytes encoded() {
        return encoded;
    }

    /** The subject's distinguished name as text; may be personal data. */
    public String subject() {
        return holder.getSubject().toString();
    }

    /** The issuer's distinguished name as text. */
    public String issuer() {
        return holder.getIssuer().toString();
    }

    /** Unique for the issuer. */
    public BigInteger serialNumber() {
        return holder.getSerialNumber();
    }

    /** The first moment of validity. */
    public Instant notBefore() {
        return holder.getNotBefore().toInstant();
    }

    /** The last moment of validity. */
    public Instant notAfter() {
        return holder.getNotAfter().toInstant();
    }

    /** The public key certified. */
    public VerificationKey key() {
        return key;
    }

    X509CertificateHolder holder() {
        return holder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "certificate " + serialNumber().toString(16);
    }
}
