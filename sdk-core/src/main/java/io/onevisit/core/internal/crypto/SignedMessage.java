package io.onevisit.core.internal.crypto;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
import org.bouncycastle.asn1.cms.Time;
import org.jspecify.annotations.Nullable;

/**
 * A SignedData of CMS, RFC 5652 section 5, or its twin of GB/T 35275-2017 clause 8, with one signer. The frame may be in
 * BER, since no signature covers it; the content's octets are taken as they came and the signed attributes in DER.
 * Revocation lists and unsigned attributes are passed over. Immutable.
 */
public final class SignedMessage {
    /** GB/T 35275-2017 clause 5: signedData. */
    public static final String GM_SIGNED_DATA = "1.2.156.10197.6.1.4.2.2";

    /** RFC 5652 section 5.1: id-signedData. */
    public static final String SIGNED_DATA = CMSObjectIdentifiers.signedData.getId();

    private static final int MAX_CERTIFICATES = 32;
    private static final Set<String> TYPES = Set.of(SIGNED_DATA, GM_SIGNED_DATA);

    private final String format;
    private final String type;
    private final boolean versionOne;
    private final ASN1ObjectIdentifier contentType;
    private final byte @Nullable [] content;
    private final List<Certificate> certificates;
    private final SignerInfo signer;
    private final @Nullable AttributeTable attributes;

    private SignedMessage(String format, String type, SignedData data, Function<byte[], Certificate> reader)
            throws IOException {
        this.format = format;
        this.type = type;
        this.contentType = data.getEncapContentInfo().getContentType();
        ASN1Encodable inside = data.getEncapContentInfo().getContent();
        this.content =
                inside == null ? null : ASN1OctetString.getInstance(inside).getOctets();
        this.certificates = certificates(format, data.getCertificates(), reader);
        require(format, data.getSignerInfos().size() == 1, "must have one signer");
        this.signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        requireSame(format, signer, data.getSignerInfos().getObjectAt(0));
        ASN1Set signed = signer.getAuthenticatedAttributes();
        this.attributes = signed == null ? null : new AttributeTable(signed);
        this.versionOne = data.getVersion().hasValue(1) && signer.getVersion().hasValue(1);
    }

    /**
     * Reads one in BER.
     *
     * @param certificates reads the certificates inside, as {@link Certificate#parse}
     * @throws MalformedMessageException about {@code format} when it is none, has not one signer, or holds more than 32
     *     certificates or one that is not for SM2 or P-256
     */
    public static SignedMessage parse(
            String format, byte[] ber, int maxOctets, Function<byte[], Certificate> certificates) {
        Asn1.requireBer(format, ber, maxOctets);
        return Asn1.read(format, () -> {
            ContentInfo outer = ContentInfo.getInstance(ber);
            String type = outer.getContentType().getId();
            require(format, TYPES.contains(type), "is not signed data");
            SignedData data = SignedData.getInstance(outer.getContent());
            requireSame(format, data, outer.getContent());
            return new SignedMessage(format, type, data, certificates);
        });
    }

    /** Bouncy Castle passes over the numbers of some tags; what it has read must be what came. */
    private static void requireSame(String format, ASN1Encodable read, ASN1Encodable came) throws IOException {
        byte[] one = read.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        byte[] other = came.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        require(format, Arrays.equals(one, other), "has a field of another type");
    }

    private static void require(String format, boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(format, problem);
        }
    }

    private static List<Certificate> certificates(
            String format, @Nullable ASN1Set encoded, Function<byte[], Certificate> reader) throws IOException {
        List<Certificate> certificates = new ArrayList<>();
        if (encoded != null) {
            require(format, encoded.size() <= MAX_CERTIFICATES, "must hold at most 32 certificates");
            for (ASN1Encodable certificate : encoded) {
                certificates.add(reader.apply(certificate.toASN1Primitive().getEncoded(ASN1Encoding.DL)));
            }
        }
        return List.copyOf(certificates);
    }

    /** The object identifier of the whole: {@link #SIGNED_DATA} or {@link #GM_SIGNED_DATA}. */
    public String type() {
        return type;
    }

    /** True when both the whole and the signer's part are of version 1, as GB/T 35275-2017 has it. */
    public boolean isVersionOne() {
        return versionOne;
    }

    /** The object identifier of the content. */
    public String contentType() {
        return contentType.getId();
    }

    /** The content, unless it is kept elsewhere. */
    public Optional<byte[]> content() {
        return Optional.ofNullable(content).map(byte[]::clone);
    }

    /** Every certificate inside. */
    public List<Certificate> certificates() {
        return certificates;
    }

    /** The object identifier of the digest that the signer names. */
    public String digestAlgorithm() {
        return signer.getDigestAlgorithm().getAlgorithm().getId();
    }

    /** The object identifier of the signature algorithm that the signer names. */
    public String signatureAlgorithm() {
        return signer.getDigestEncryptionAlgorithm().getAlgorithm().getId();
    }

    /** True when the signer is named by the issuer and serial number of a certificate, not by a key. */
    public boolean namesCertificate() {
        return !signer.getSID().isTagged();
    }

    /** True when {@code certificate} may be the signer's: it is the one named, or the signer is named by a key. */
    public boolean mayBeSignedWith(Certificate certificate) {
        SignerIdentifier id = signer.getSID();
        if (id.isTagged()) {
            return true;
        }
        return Asn1.read(format, () -> {
            byte[] encoded = certificate.encoded().toArray();
            return IssuerAndSerialNumber.getInstance(id.getId())
                    .equals(new IssuerAndSerialNumber(org.bouncycastle.asn1.x509.Certificate.getInstance(encoded)));
        });
    }

    /** True when attributes are signed in place of the content. */
    public boolean hasAttributes() {
        return attributes != null;
    }

    /** Sections 11.1 and 11.2: the signed attributes name the content's type and the digest of {@code message}. */
    public boolean attributesFit(byte[] message) {
        boolean typeFits =
                attribute(CMSAttributes.contentType).filter(contentType::equals).isPresent();
        Optional<byte[]> digest = attribute(CMSAttributes.messageDigest)
                .filter(ASN1OctetString.class::isInstance)
                .map(value -> ((ASN1OctetString) value).getOctets());
        Optional<byte[]> computed =
                Hash.named(signer.getDigestAlgorithm().getAlgorithm()).map(hash -> hash.digest(message));
        return typeFits && digest.isPresent() && computed.isPresent() && Arrays.equals(digest.get(), computed.get());
    }

    /**
     * Section 11.3: when the signer says to have signed, if the attributes say so.
     *
     * @throws MalformedMessageException when they say so twice, or in another form
     */
    public Optional<Instant> signingTime() {
        if (attributes == null || attributes.get(CMSAttributes.signingTime) == null) {
            return Optional.empty();
        }
        ASN1Encodable time = attribute(CMSAttributes.signingTime)
                .orElseThrow(() -> new MalformedMessageException(format, "has two signing times"));
        return Optional.of(
                Asn1.read(format, () -> Time.getInstance(time).getDate().toInstant()));
    }

    /** The one value of a signed attribute that occurs once. */
    public Optional<ASN1Encodable> attribute(ASN1ObjectIdentifier attribute) {
        if (attributes == null || attributes.getAll(attribute).size() != 1) {
            return Optional.empty();
        }
        ASN1Set values = attributes.get(attribute).getAttrValues();
        return values.size() == 1 ? Optional.of(values.getObjectAt(0)) : Optional.empty();
    }

    /** Section 5.4: what the signature is over when {@code message} is the content: the attributes in DER, if any. */
    public byte[] signedOctets(byte[] message) {
        ASN1Set signed = signer.getAuthenticatedAttributes();
        return signed == null ? message.clone() : Asn1.read(format, () -> signed.getEncoded(ASN1Encoding.DER));
    }

    /** The signature value. */
    public byte[] signature() {
        return signer.getEncryptedDigest().getOctets();
    }
}
