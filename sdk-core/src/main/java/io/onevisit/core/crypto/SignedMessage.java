package io.onevisit.core.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Asn1;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A CMS SignedData, RFC 5652 section 5, or its twin of GM/T 0010, as time stamps use it: content inside, one signer, signed
 * attributes, certificates inside. Immutable.
 */
final class SignedMessage {
    private static final String FORMAT = "time stamp";
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_CERTIFICATES = 32;

    /** GM/T 0006: signedData of the SM2 syntax. */
    private static final ASN1ObjectIdentifier GM_SIGNED_DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2");

    private static final Set<ASN1ObjectIdentifier> SIGNED_DATA =
            Set.of(CMSObjectIdentifiers.signedData, GM_SIGNED_DATA);

    private final byte[] content;
    private final List<Certificate> certificates;
    private final byte[] signedAttributes;
    private final boolean attributesFit;
    private final Optional<Certificate> signer;
    private final byte[] signature;

    private SignedMessage(SignedData data, SignerInfo info, ASN1Set signed) throws IOException {
        this.content = ASN1OctetString.getInstance(data.getEncapContentInfo().getContent())
                .getOctets();
        Asn1.requireDer(FORMAT, content, MAX_OCTETS);
        this.certificates = certificates(data.getCertificates());
        this.signedAttributes = signed.getEncoded(ASN1Encoding.DER);
        AttributeTable attributes = new AttributeTable(signed);
        this.attributesFit = fit(attributes, info.getDigestAlgorithm().getAlgorithm(), content);
        this.signer = signer(attributes, info.getSID(), certificates);
        this.signature = info.getEncryptedDigest().getOctets();
    }

    static SignedMessage parse(byte[] ber) {
        Asn1.requireBer(FORMAT, ber, MAX_OCTETS);
        return Asn1.read(FORMAT, () -> {
            ContentInfo outer = ContentInfo.getInstance(ber);
            require(SIGNED_DATA.contains(outer.getContentType()), "is not signed data");
            SignedData data = SignedData.getInstance(outer.getContent());
            require(
                    PKCSObjectIdentifiers.id_ct_TSTInfo.equals(
                            data.getEncapContentInfo().getContentType()),
                    "holds something else");
            require(data.getSignerInfos().size() == 1, "must have one signer");
            SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
            ASN1Set signed = signer.getAuthenticatedAttributes();
            require(signed != null, "has no signed attributes");
            return new SignedMessage(data, signer, signed);
        });
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(FORMAT, problem);
        }
    }

    private static List<Certificate> certificates(@Nullable ASN1Set encoded) throws IOException {
        List<Certificate> certificates = new ArrayList<>();
        if (encoded != null) {
            require(encoded.size() <= MAX_CERTIFICATES, "must hold at most " + MAX_CERTIFICATES + " certificates");
            for (ASN1Encodable certificate : encoded) {
                certificates.add(Certificate.parse(certificate.toASN1Primitive().getEncoded(ASN1Encoding.DL)));
            }
        }
        return List.copyOf(certificates);
    }

    /** Sections 11.1 and 11.2: the attributes name the content's type and digest. */
    private static boolean fit(AttributeTable attributes, ASN1ObjectIdentifier algorithm, byte[] content) {
        boolean type = value(attributes, CMSAttributes.contentType)
                .filter(PKCSObjectIdentifiers.id_ct_TSTInfo::equals)
                .isPresent();
        Optional<byte[]> digest = value(attributes, CMSAttributes.messageDigest)
                .map(value -> ASN1OctetString.getInstance(value).getOctets());
        Optional<byte[]> computed = DigestAlgorithms.hash(algorithm).map(hash -> hash.digest(content));
        return type && digest.isPresent() && computed.isPresent() && Arrays.equals(digest.get(), computed.get());
    }

    /** The certificate that both the signer's identifier and the signed attributes name, ESSCertID of RFC 5035. */
    private static Optional<Certificate> signer(
            AttributeTable attributes, SignerIdentifier id, List<Certificate> certificates) {
        Optional<ESSCertIDv2> pointer = value(attributes, PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                .map(value -> SigningCertificateV2.getInstance(value).getCerts()[0])
                .or(() -> value(attributes, PKCSObjectIdentifiers.id_aa_signingCertificate)
                        .map(value -> SigningCertificate.getInstance(value).getCerts()[0])
                        .map(first -> new ESSCertIDv2(
                                new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1), first.getCertHash())));
        return certificates.stream()
                .filter(certificate -> isNamed(certificate, id))
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

    private static boolean isNamed(Certificate certificate, SignerIdentifier id) {
        if (id.isTagged()) {
            return true; // by key identifier; the digest in the signed attributes is the stronger name
        }
        IssuerAndSerialNumber name = IssuerAndSerialNumber.getInstance(id.getId());
        return name.getName().equals(certificate.holder().getIssuer())
                && name.getSerialNumber().hasValue(certificate.serialNumber());
    }

    /** The one value of an attribute that occurs once. */
    private static Optional<ASN1Encodable> value(AttributeTable attributes, ASN1ObjectIdentifier type) {
        if (attributes.getAll(type).size() != 1) {
            return Optional.empty();
        }
        ASN1Set values = attributes.get(type).getAttrValues();
        return values.size() == 1 ? Optional.of(values.getObjectAt(0)) : Optional.empty();
    }

    /** The octets signed about. */
    byte[] content() {
        return content.clone();
    }

    /** Every certificate inside. */
    List<Certificate> certificates() {
        return certificates;
    }

    /** The signer's certificate, when it is inside. */
    Optional<Certificate> signer() {
        return signer;
    }

    /** True when the signed attributes are those of the content. */
    boolean attributesFit() {
        return attributesFit;
    }

    /** Section 5.4: the signature is over the attributes in DER, whatever way they came. */
    boolean isSignedBy(VerificationKey key) {
        return SignedAsn1.verifies(key, signedAttributes, signature);
    }
}
