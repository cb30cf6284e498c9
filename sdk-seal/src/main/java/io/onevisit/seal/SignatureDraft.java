package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/**
 * A signature without its value, in octets {@code SEQUENCE { toSign TBS_Sign, cert OCTET STRING }}.
 *
 * @param toBeSigned {@code TBS_Sign} in DER
 * @param signer who has to sign
 */
record SignatureDraft(Bytes toBeSigned, Certificate signer) {
    private static final String FORMAT = "prepared signature";

    static SignatureDraft read(byte[] der) {
        DerReader draft = DerReader.ofSequence(FORMAT, der, SealSignature.MAX_OCTETS);
        Bytes toBeSigned = draft.sequence().original();
        Certificate signer = Certificate.parse(draft.octetString());
        draft.end();
        return new SignatureDraft(toBeSigned, signer);
    }

    /**
     * What is to be signed, read and believed.
     *
     * @throws MalformedMessageException when it is no {@code TBS_Sign}
     */
    SealSignature.Content content() {
        return SealSignature.Content.read(DerReader.ofSequence(FORMAT, toBeSigned.toArray(), SealSignature.MAX_OCTETS));
    }

    Bytes encoded() {
        return encoded(parsed(toBeSigned), certificate());
    }

    /** {@code SES_Signature} with {@code value} in it. */
    byte[] with(byte[] value) {
        return encoded(
                        parsed(toBeSigned),
                        certificate(),
                        new ASN1ObjectIdentifier(SealVerifier.SM2_WITH_SM3),
                        new DERBitString(value))
                .toArray();
    }

    private DEROctetString certificate() {
        return new DEROctetString(signer.encoded().toArray());
    }

    /** What is in DER comes out of this as it went in. */
    static ASN1Primitive parsed(Bytes der) {
        try {
            return ASN1Primitive.fromByteArray(der.toArray());
        } catch (IOException e) {
            throw new IllegalStateException("what was read is DER", e);
        }
    }

    private static Bytes encoded(ASN1Encodable... fields) {
        try {
            return Bytes.of(new DERSequence(fields).getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException("what is in memory always encodes", e);
        }
    }
}
