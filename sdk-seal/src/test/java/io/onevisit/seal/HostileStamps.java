package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.examples.authority.Credential;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;

/** Time stamps that an honest authority would not make. */
final class HostileStamps {
    private HostileStamps() {}

    /** What {@code honest} says, under the key and certificate of {@code credential}, whatever that is for. */
    static Bytes signedBy(Credential credential, Bytes honest) {
        SignedData data =
                SignedData.getInstance(ContentInfo.getInstance(honest.toArray()).getContent());
        byte[] content = ASN1OctetString.getInstance(data.getEncapContentInfo().getContent())
                .getOctets();
        SignerInfo usual = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        Certificate certificate = Certificate.getInstance(credential.certificate());
        byte[] name = Hash.SHA_256.digest(credential.certificate());
        ASN1Set attributes = new DERSet(new ASN1Encodable[] {
            attribute(CMSAttributes.contentType, PKCSObjectIdentifiers.id_ct_TSTInfo),
            attribute(CMSAttributes.messageDigest, new DEROctetString(Hash.SM3.digest(content))),
            attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new SigningCertificateV2(new ESSCertIDv2(name)))
        });
        SigningKey key = SigningKey.fromPkcs8(credential.pkcs8(), List.of(), "hostile");
        byte[] value = SignatureAlgorithm.SM2.derSignature(key.sign(Asn1.der(attributes)));
        SignerInfo signer = new SignerInfo(
                new SignerIdentifier(new IssuerAndSerialNumber(certificate)),
                usual.getDigestAlgorithm(),
                attributes,
                usual.getDigestEncryptionAlgorithm(),
                new DEROctetString(value),
                (ASN1Set) null);
        SignedData made = new SignedData(
                data.getDigestAlgorithms(),
                data.getEncapContentInfo(),
                new DERSet(certificate),
                null,
                new DERSet(signer));
        return Bytes.of(Asn1.der(new ContentInfo(PKCSObjectIdentifiers.signedData, made)));
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
    }
}
