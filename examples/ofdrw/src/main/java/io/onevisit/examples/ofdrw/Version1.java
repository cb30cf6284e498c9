package io.onevisit.examples.ofdrw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.ofdrw.gm.ses.v1.SES_ESPropertyInfo;
import org.ofdrw.gm.ses.v1.SES_Header;
import org.ofdrw.gm.ses.v1.SES_SealInfo;
import org.ofdrw.gm.ses.v1.SES_SignInfo;
import org.ofdrw.gm.ses.v1.SESeal;
import org.ofdrw.sign.signContainer.SESV1Container;

/** Seals of GM/T 0031-2014 as ofdrw makes and uses them. */
final class Version1 {
    private Version1() {}

    /** The maker's key and certificate, the signer's certificate, a PNG 40 mm square, the seal to be written. */
    static void seal(List<String> arguments) throws IOException, GeneralSecurityException {
        X509Certificate maker = Keys.certificate(arguments.get(1));
        X509Certificate signer = Keys.certificate(arguments.get(2));
        SES_ESPropertyInfo property = new SES_ESPropertyInfo()
                .setType(new ASN1Integer(3))
                .setName("另一软件的印章")
                .setCertList(new DERSequence(new DEROctetString(signer.getEncoded())))
                .setCreateDate(new ASN1UTCTime(maker.getNotBefore()))
                .setValidStart(new ASN1UTCTime(maker.getNotBefore()))
                .setValidEnd(new ASN1UTCTime(maker.getNotAfter()));
        SES_SealInfo info = new SES_SealInfo()
                .setHeader(new SES_Header(new ASN1Integer(1), new DERIA5String("ofdrw")))
                .setEsID(new DERIA5String("ofdrw-1"))
                .setProperty(property)
                .setPicture(Version4.picture(arguments.get(3)));
        DEROctetString certificate = new DEROctetString(maker.getEncoded());
        ASN1Encodable[] toSign = {info, certificate, GMObjectIdentifiers.sm2sign_with_sm3};
        byte[] value =
                Keys.sign(Keys.privateKey(arguments.get(0)), new DERSequence(toSign).getEncoded(ASN1Encoding.DER));
        SES_SignInfo by = new SES_SignInfo(certificate, GMObjectIdentifiers.sm2sign_with_sm3, new DERBitString(value));
        Files.write(Path.of(arguments.get(4)), new SESeal(info, by).getEncoded(ASN1Encoding.DER));
    }

    /** The document, what is written, the seal, the signer's key and certificate, and how. */
    static void sign(List<String> arguments) throws IOException, GeneralSecurityException {
        SESeal seal = SESeal.getInstance(Files.readAllBytes(Path.of(arguments.get(2))));
        SESV1Container signature =
                new SESV1Container(Keys.privateKey(arguments.get(3)), seal, Keys.certificate(arguments.get(4)));
        Documents.sign(signature, arguments, arguments.subList(5, arguments.size()));
    }
}
