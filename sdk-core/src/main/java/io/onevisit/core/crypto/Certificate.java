package io.onevisit.core.crypto;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.GoodSignatures;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * An X.509 certificate (数字证书), RFC 5280, kept with its original octets. Parsed is not trusted: see
 * {@link TrustAnchors}. Immutable and thread-safe. {@code toString} shows the serial number only, since the subject may
 * be a person.
 */
public final class Certificate {
    private static final String FORMAT = "certificate";
    private static final int MAX_OCTETS = 64 * 1024;

    private final Bytes encoded;
    private final int hash;
    private final X509CertificateHolder holder;
    private final SignedAsn1 frame;
    private final VerificationKey key;
    private final CertificateExtensions extensions;
    private final String subject;
    private final String issuer;
    private final Instant notBefore;
    private final Instant notAfter;
    private final String period;
    private final Bytes encodedSubject;
    private final Bytes encodedIssuer;
    private final boolean selfIssued;
    private volatile @Nullable VerificationKey knownIssuer;

    private Certificate(Bytes encoded, X509CertificateHolder holder, SignedAsn1 frame, VerificationKey key)
            throws IOException {
        this.encoded = encoded;
        this.hash = encoded.hashCode();
        this.holder = holder;
        this.frame = frame;
        this.key = key;
        this.extensions = CertificateExtensions.of(holder.getExtensions());
        this.subject = ReadableNames.of(holder.getSubject()).toString();
        this.issuer = ReadableNames.of(holder.getIssuer()).toString();
        this.notBefore = holder.getNotBefore().toInstant();
        this.notAfter = holder.getNotAfter().toInstant();
        this.period = notBefore + " to " + notAfter;
        this.encodedSubject = Bytes.of(holder.getSubject().getEncoded(ASN1Encoding.DER));
        this.encodedIssuer = Bytes.of(holder.getIssuer().getEncoded(ASN1Encoding.DER));
        this.selfIssued = holder.getIssuer().equals(holder.getSubject());
    }

    /**
     * Reads one certificate in DER.
     *
     * @throws MalformedMessageException when it is none, has octets left over, is over 64 KiB, has an extension twice,
     *     or its key is neither SM2 nor P-256
     */
    public static Certificate parse(byte[] der) {
        Asn1.requireDer(FORMAT, Require.present(der, FORMAT), MAX_OCTETS);
        return Asn1.read(FORMAT, () -> {
            X509CertificateHolder holder = new X509CertificateHolder(der);
            byte[] key = holder.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER);
            return new Certificate(
                    Bytes.of(der), holder, SignedAsn1.parse(FORMAT, der), VerificationKey.ofSubjectPublicKeyInfo(key));
        });
    }

    /**
     * Every certificate in a text of PEM blocks (RFC 7468), in its order; text between the blocks is passed over.
     *
     * @throws MalformedMessageException when there is none, when there is a block of another kind, and as
     *     {@link #parse} does
     */
    public static List<Certificate> readPem(String text) {
        PemText pem = PemText.read(text);
        pem.requireOnly(PemText.CERTIFICATE);
        return pem.certificates();
    }

    /** The original octets. */
    public Bytes encoded() {
        return encoded;
    }

    /** The subject's distinguished name as text; may be personal data. */
    public String subject() {
        return subject;
    }

    /** The issuer's distinguished name as text. */
    public String issuer() {
        return issuer;
    }

    /** Unique for the issuer. */
    public BigInteger serialNumber() {
        return holder.getSerialNumber();
    }

    /** The first moment of validity. */
    public Instant notBefore() {
        return notBefore;
    }

    /** The last moment of validity. */
    public Instant notAfter() {
        return notAfter;
    }

    /** The public key certified. */
    public VerificationKey key() {
        return key;
    }

    /** By name alone; who signed it is another question. */
    boolean isIssuedBy(Certificate issuer) {
        return encodedIssuer.equals(issuer.encodedSubject) || holder.getIssuer().equals(issuer.holder.getSubject());
    }

    /** By the names alone that it carries; a self-issued certificate need not be self-signed. */
    boolean isSelfIssued() {
        return selfIssued;
    }

    /** RFC 5280 section 6.1.3 (a)(1): by the key's own algorithm, which both fields of the certificate name. */
    boolean isSignedBy(VerificationKey issuer) {
        AlgorithmIdentifier inside =
                holder.toASN1Structure().getTBSCertificate().getSignature();
        return frame.isSignedBy(issuer, inside);
    }

    /** The same, where {@code good} may know it already; the key it has last held for is kept, so that it need not be asked. */
    boolean isSignedBy(VerificationKey issuer, GoodSignatures good) {
        VerificationKey known = knownIssuer;
        if (known != null && known.equals(issuer)) {
            return true;
        }
        boolean signed = good.verifies(issuer, encoded, () -> isSignedBy(issuer));
        if (signed) {
            knownIssuer = issuer;
        }
        return signed;
    }

    /** Both ends included. */
    boolean isValidAt(Instant at) {
        return !at.isBefore(notBefore) && !at.isAfter(notAfter);
    }

    /** From when to when it is valid, as reports tell it. */
    String period() {
        return period;
    }

    /** The subject's name in DER, as the certificate has it. */
    byte[] encodedSubject() {
        return encodedSubject.toArray();
    }

    CertificateExtensions extensions() {
        return extensions;
    }

    X509CertificateHolder holder() {
        return holder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate that && hash == that.hash && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "certificate " + serialNumber().toString(16);
    }
}
