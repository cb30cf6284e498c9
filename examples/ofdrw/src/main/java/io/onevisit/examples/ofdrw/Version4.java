package io.onevisit.examples.ofdrw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.ofdrw.gm.ses.v1.SES_ESPictrueInfo;
import org.ofdrw.gm.ses.v1.SES_Header;
import org.ofdrw.gm.ses.v4.CertInfoList;
import org.ofdrw.gm.ses.v4.SES_CertList;
import org.ofdrw.gm.ses.v4.SES_ESPropertyInfo;
import org.ofdrw.gm.ses.v4.SES_SealInfo;
import org.ofdrw.gm.ses.v4.SESeal;
import org.ofdrw.sign.signContainer.SESV4Container;

/** Seals of GB/T 38540-2020 as ofdrw makes and uses them. */
final class Version4 {
    private Version4() {}

    /** The maker's key and certificate, the signer's certificate, a PNG 40 mm square, the seal to be written. */
    static void seal(List<String> arguments) throws IOException, GeneralSecurityException {
        X509Certificate maker = Keys.certificate(arguments.get(1));
        X509Certificate signer = Keys.certificate(arguments.get(2));
        ASN1OctetString[] signers = {new DEROctetString(signer.getEncoded())};
        SES_ESPropertyInfo property = new SES_ESPropertyInfo()
                .setType(new ASN1Integer(3))
                .setName(new DERUTF8String("另一软件的印章"))
                .setCertListType(SES_ESPropertyInfo.CertListType)
                .setCertList(new SES_CertList(new CertInfoList(signers)))
                .setCreateDate(new ASN1GeneralizedTime(maker.getNotBefore()))
                .setValidStart(new ASN1GeneralizedTime(maker.getNotBefore()))
                .setValidEnd(new ASN1GeneralizedTime(maker.getNotAfter()));
        SES_SealInfo info = new SES_SealInfo()
                .setHeader(new SES_Header(SES_Header.V4, new DERIA5String("ofdrw")))
                .setEsID("ofdrw-4")
                .setProperty(property)
                .setPicture(picture(arguments.get(3)));
        SESeal seal = new SESeal()
                .seteSealInfo(info)
                .setCert(maker)
                .setSignAlgID(GMObjectIdentifiers.sm2sign_with_sm3)
                .setSignedValue(Keys.sign(Keys.privateKey(arguments.get(0)), info.getEncoded(ASN1Encoding.DER)));
        Files.write(Path.of(arguments.get(4)), seal.getEncoded(ASN1Encoding.DER));
    }

    static SES_ESPictrueInfo picture(String png) throws IOException {
        return new SES_ESPictrueInfo()
                .setType("PNG")
                .setData(Files.readAllBytes(Path.of(png)))
                .setWidth(40)
                .setHeight(40);
    }

    /** The document, what is written, the seal, the signer's key and certificate, and how. */
    static void sign(List<String> arguments) throws IOException, GeneralSecurityException {
        SESeal seal = SESeal.getInstance(Files.readAllBytes(Path.of(arguments.get(2))));
        SESV4Container signature =
                new SESV4Container(Keys.privateKey(arguments.get(3)), seal, Keys.certificate(arguments.get(4)));
        Documents.sign(signature, arguments, arguments.subList(5, arguments.size()));
    }
}
