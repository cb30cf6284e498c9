package io.onevisit.seal;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.crypto.SignedMessage;
import io.onevisit.seal.internal.Sm2Algorithm;
import java.util.Arrays;
import java.util.Set;

/**
 * Verifies the structure and the value of one plain signature over its data, GB/T 35275-2017, clause 8, in the order of
 * its fields. Who the signer is, and when, is for the {@link SealVerifier} to judge. For one thread.
 */
final class PlainSignatureCheck {
    /** GB/T 35275-2017 clause 5: data. */
    private static final String DATA = "1.2.156.10197.6.1.4.2.1";

    /** GB/T 33560-2017 appendix A: SM3, and SM3 without a key. */
    private static final Set<String> SM3 = Set.of("1.2.156.10197.1.401", "1.2.156.10197.1.401.1");

    /** SM2-1, the digital signature, as GB/T 35275-2017 has it, and SM2-with-SM3 of GM/T 0006, which says the same. */
    private static final Set<String> SM2 = Set.of("1.2.156.10197.1.301.1", Sm2Algorithm.WITH_SM3);

    private static final byte SET = 0x31;

    private final Checks checks;
    private final PlainSignature signature;
    private final SignedMessage message;
    private final byte[] data;

    PlainSignatureCheck(Checks checks, PlainSignature signature, byte[] data) {
        this.checks = checks;
        this.signature = signature;
        this.message = signature.message();
        this.data = data;
    }

    void check() {
        checkContentType();
        byte[] content = signature.content(data);
        checks.that(
                PlainSignatureRules.CONTENT,
                Arrays.equals(content, data) || Arrays.equals(content, Hash.SM3.digest(data)));
        checks.that(
                PlainSignatureRules.DIGEST_ALGORITHM,
                SM3.contains(message.digestAlgorithm()),
                null,
                message.digestAlgorithm());
        checks.that(PlainSignatureRules.ATTRIBUTES, attributesFit(content));
        VerificationKey key = signature.signer().key();
        boolean sm2 = key.algorithm() == SignatureAlgorithm.SM2 && SM2.contains(message.signatureAlgorithm());
        checks.that(PlainSignatureRules.ALGORITHM, sm2, null, message.signatureAlgorithm());
        checks.that(PlainSignatureRules.VALUE, signs(key, message.signedOctets(content)));
    }

    private void checkContentType() {
        boolean standard = message.type().equals(SignedMessage.GM_SIGNED_DATA)
                && message.contentType().equals(DATA);
        checks.that(
                PlainSignatureRules.CONTENT_TYPE,
                standard,
                SignedMessage.GM_SIGNED_DATA + " over " + DATA,
                message.type() + " over " + message.contentType());
    }

    /**
     * Without attributes the signature is over the content itself. Were that a set of attributes, a signature that was
     * made over attributes, for other content, could be passed off as one over them.
     */
    private boolean attributesFit(byte[] content) {
        return message.hasAttributes() ? message.attributesFit(content) : !isSet(content);
    }

    private static boolean isSet(byte[] content) {
        try {
            Asn1.requireDer(PlainSignature.FORMAT, content, content.length);
            return content[0] == SET;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private boolean signs(VerificationKey key, byte[] signed) {
        try {
            return key.verify(signed, key.algorithm().plainSignature(message.signature())) == Verdict.PASSED;
        } catch (MalformedMessageException e) {
            return false;
        }
    }
}
