package io.onevisit.seal;

import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.crypto.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.jspecify.annotations.Nullable;

/** The parts of a plain signature, each to be replaced before it is signed: honest over {@code data} when left alone. */
public final class PlainDraft {
    static final ASN1ObjectIdentifier DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.1");
    static final ASN1ObjectIdentifier SIGNED_DATA = new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2");
    static final ASN1ObjectIdentifier SM3 = new ASN1ObjectIdentifier("1.2.156.10197.1.401");
    static final ASN1ObjectIdentifier SM2 = new ASN1ObjectIdentifier("1.2.156.10197.1.301.1");

    final List<io.onevisit.core.crypto.Certificate> certificates;
    final List<Attribute> attributes = new ArrayList<>();

    ASN1ObjectIdentifier type = SIGNED_DATA;
    ASN1ObjectIdentifier contentType = DATA;
    ASN1ObjectIdentifier digestAlgorithm = SM3;
    ASN1ObjectIdentifier signatureAlgorithm = SM2;
    ASN1Encodable signer;
    byte @Nullable [] content;
    byte[] signed;
    int version = 1;
    int signerVersion = 1;
    int signers = 1;

    private final SigningKey key;

    PlainDraft(SigningKey key, byte[] data) {
        this.key = key;
        this.certificates = new ArrayList<>(key.certificates().subList(0, 1));
        this.signer = nameOf(key.certificates().get(0));
        this.signed = data;
    }

    /** A signature that is right, without attributes. */
    public static byte[] honest(SigningKey key, byte[] data) {
        return new PlainDraft(key, data).sign();
    }

    static IssuerAndSerialNumber nameOf(io.onevisit.core.crypto.Certificate certificate) {
        return new IssuerAndSerialNumber(
                Certificate.getInstance(certificate.encoded().toArray()));
    }

    static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable... values) {
        return new Attribute(type, new DERSet(values));
    }

    static Attribute time(Instant at) {
        return attribute(CMSAttributes.signingTime, new DERUTCTime(Date.from(at)));
    }

    static Attribute digestOf(byte[] message) {
        return attribute(CMSAttributes.messageDigest, new DEROctetString(Hash.SM3.digest(message)));
    }

    /** With the two attributes every such signature has, and the time. */
    PlainDraft withAttributes(Instant at) {
        attributes.add(attribute(CMSAttributes.contentType, DATA));
        attributes.add(time(at));
        attributes.add(digestOf(signed));
        return this;
    }

    /** With {@code content} inside, over which the signature is. */
    PlainDraft containing(byte[] inside) {
        content = inside;
        signed = inside;
        return this;
    }

    DERSet attributeSet() {
        return new DERSet(attributes.toArray(ASN1Encodable[]::new));
    }

    byte[] sign() {
        return encoded(contentInfo(), ASN1Encoding.DER);
    }

    DERSequence contentInfo() {
        byte[] over = attributes.isEmpty() ? signed : encoded(attributeSet(), ASN1Encoding.DER);
        return withValue(key.algorithm().derSignature(key.sign(over)));
    }

    DERSequence withValue(byte[] value) {
        ASN1EncodableVector info = new ASN1EncodableVector();
        info.add(new ASN1Integer(signerVersion));
        info.add(signer);
        info.add(new AlgorithmIdentifier(digestAlgorithm));
        if (!attributes.isEmpty()) {
            info.add(new DERTaggedObject(false, 0, attributeSet()));
        }
        info.add(new AlgorithmIdentifier(signatureAlgorithm));
        info.add(new DEROctetString(value));
        ASN1EncodableVector infos = new ASN1EncodableVector();
        for (int i = 0; i < signers; i++) {
            infos.add(new DERSequence(info));
        }
        return frame(new DERSet(infos));
    }

    private DERSequence frame(DERSet infos) {
        ASN1EncodableVector data = new ASN1EncodableVector();
        data.add(new ASN1Integer(version));
        data.add(new DERSet(new AlgorithmIdentifier(digestAlgorithm)));
        data.add(
                content == null
                        ? new DERSequence(contentType)
                        : sequence(contentType, new DERTaggedObject(true, 0, new DEROctetString(content))));
        ASN1Encodable[] inside = certificates.stream()
                .map(each -> Certificate.getInstance(each.encoded().toArray()))
                .toArray(ASN1Encodable[]::new);
        data.add(new DERTaggedObject(false, 0, new DERSet(inside)));
        data.add(infos);
        return sequence(type, new DERTaggedObject(true, 0, new DERSequence(data)));
    }

    static DERSequence sequence(ASN1Encodable... elements) {
        return new DERSequence(elements);
    }

    static byte[] encoded(ASN1Encodable value, String encoding) {
        try {
            return value.toASN1Primitive().getEncoded(encoding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
