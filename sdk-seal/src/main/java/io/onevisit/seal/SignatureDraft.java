package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signature without its value, in octets {@code SEQUENCE { toSign TBS_Sign, cert OCTET STRING }}.
 *
 * @param version the seal's
 * @param toBeSigned {@code TBS_Sign} in DER
 * @param signer who has to sign
 */
record SignatureDraft(SealVersion version, Bytes toBeSigned, Certificate signer) {
    private static final String FORMAT = "prepared signature";

    static SignatureDraft of(
            Seal seal,
            Certificate signer,
            SigningTime time,
            Bytes dataHash,
            String propertyInfo,
            List<Extension> extensions) {
        SealLayout layout = seal.version().layout();
        List<Bytes> fields = new ArrayList<>(List.of(
                Der.integer(seal.version().number()),
                seal.encoded(),
                layout.signingTime(time.instant()),
                Der.bitString(dataHash),
                Der.ia5String(propertyInfo)));
        fields.addAll(layout.toSignTail(signer, extensions));
        return new SignatureDraft(seal.version(), Der.sequence(fields), signer);
    }

    static SignatureDraft read(byte[] der) {
        DerReader draft = DerReader.ofSequence(FORMAT, der, SealSignature.MAX_OCTETS);
        DerReader toSign = draft.sequence();
        Certificate signer = Certificate.parse(draft.octetString());
        draft.end();
        return new SignatureDraft(SealVersion.read(FORMAT, toSign), toSign.original(), signer);
    }

    Bytes encoded() {
        return Der.sequence(toBeSigned, Der.octetString(signer.encoded()));
    }

    /**
     * What it says, read and believed, with an empty value.
     *
     * @throws MalformedMessageException when it is no {@code TBS_Sign}, or names another signer inside
     */
    SealSignature content() {
        SealSignature content =
                SealSignature.readWithoutVerification(with(Bytes.empty(), null).toArray());
        if (!content.signer().equals(signer)) {
            throw new MalformedMessageException(FORMAT, "names two signers");
        }
        return content;
    }

    /** {@code SES_Signature} with {@code value}, in DER, and the time stamp on it. */
    Bytes with(Bytes value, @Nullable Bytes timeStamp) {
        return version.layout().signature(toBeSigned, signer, value, timeStamp);
    }
}
