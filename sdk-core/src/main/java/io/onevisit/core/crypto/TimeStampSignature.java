package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.SignedMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The signature that a time stamp is, RFC 3161 section 2.4.2: over a TSTInfo inside, by attributes that name the signer's
 * certificate. Immutable.
 */
final class TimeStampSignature {
    private static final String FORMAT = "time stamp";
    private static final int MAX_OCTETS = 256 * 1024;

    private final SignedMessage message;
    private final byte[] content;
    private final Optional<Certificate> signer;
    private final boolean attributesFit;

    private TimeStampSignature(SignedMessage message, byte[] content) {
        this.message = message;
        this.content = content;
        this.signer = signer(message);
        this.attributesFit = message.attributesFit(content);
    }

    static TimeStampSignature parse(byte[] ber, Function<byte[], Certificate> certificates) {
        return Asn1.read(FORMAT, () -> {
            SignedMessage message = SignedMessage.parse(FORMAT, ber, MAX_OCTETS, certificates);
            require(message.contentType().equals(PKCSObjectIdentifiers.id_ct_TSTInfo.getId()), "holds something else");
            require(message.hasAttributes(), "has no signed attributes");
            byte[] content = message.content()
                    .orElseThrow(() -> new MalformedMessageException(FORMAT, "does not hold what was stamped"));
            Asn1.requireDer(FORMAT, content, MAX_OCTETS);
            return new TimeStampSignature(message, content);
        });
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(FORMAT, problem);
        }
    }

    /**
     * The certificate that both the signer's identifier and the signed attributes name, ESSCertID of RFC 5035. Where the
     * identifier is that of a key, the digest in the attributes is the stronger name.
     */
    private static Optional<Certificate> signer(SignedMessage message) {
        Optional<ESSCertIDv2> pointer = message.attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                .map(value -> SigningCertificateV2.getInstance(value).getCerts()[0])
                .or(() -> message.attribute(PKCSObjectIdentifiers.id_aa_signingCertificate)
                        .map(value -> SigningCertificate.getInstance(value).getCerts()[0])
                        .map(first -> new ESSCertIDv2(
                                new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1), first.getCertHash())));
        return message.certificates().stream()
                .filter(message::mayBeSignedWith)
                .filter(certificate ->
                        pointer.filter(to -> pointsAt(to, certificate)).isPresent())
                .findFirst();
    }

    private static boolean pointsAt(ESSCertIDv2 pointer, Certificate certificate) {
        return DigestAlgorithms.pointsAt(
                pointer.getHashAlgorithm().getAlgorithm(),
                pointer.getCertHash(),
                certificate.encoded().toArray());
    }

    /** The octets stamped about. */
    byte[] content() {
        return content.clone();
    }

    /** Every certificate inside. */
    List<Certificate> certificates() {
        return message.certificates();
    }

    /** The signer's certificate, when it is inside. */
    Optional<Certificate> signer() {
        return signer;
    }

    /** True when the signed attributes are those of the content. */
    boolean attributesFit() {
        return attributesFit;
    }

    boolean isSignedBy(VerificationKey key) {
        return SignedAsn1.verifies(key, message.signedOctets(content), message.signature());
    }
}
