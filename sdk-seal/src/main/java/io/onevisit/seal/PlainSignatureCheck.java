package io.onevisit.seal;

import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.crypto.Asn1;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.crypto.SignedMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The verification of one plain signature, GB/T 35275-2017, clause 8, in the order of its fields. For one thread, once. */
final class PlainSignatureCheck {
    /** GB/T 35275-2017 clause 5: data. */
    private static final String DATA = "1.2.156.10197.6.1.4.2.1";

    /** GB/T 33560-2017 appendix A: SM3, and SM3 without a key. */
    private static final Set<String> SM3 = Set.of("1.2.156.10197.1.401", "1.2.156.10197.1.401.1");

    /** SM2-1, the digital signature, as GB/T 35275-2017 has it, and SM2-with-SM3 of GM/T 0006, which says the same. */
    private static final Set<String> SM2 = Set.of("1.2.156.10197.1.301.1", SealVerifier.SM2_WITH_SM3);

    private static final byte SET = 0x31;

    private static final String SIGNER = "signer certificate";

    private final Policy policy;
    private final Instant now;
    private final PlainSignature signature;
    private final SignedMessage message;
    private final byte[] data;
    private final Checks checks = new Checks();

    PlainSignatureCheck(Policy policy, Instant now, PlainSignature signature, byte[] data) {
        this.policy = policy;
        this.now = now;
        this.signature = signature;
        this.message = signature.message();
        this.data = data;
    }

    /**
     * Makes every check.
     *
     * @param signedAt when it was signed, unless the signature itself says
     */
    List<Check> make(Instant signedAt) {
        byte[] content = signature.content(data);
        checkContentType();
        checkContent(content);
        checks.that(PlainSignatureRules.ATTRIBUTES, attributesFit(content));
        checkValue(content);
        checkSigner(signature.signedAt().orElse(signedAt));
        return checks.report(signature).checks();
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

    private void checkContent(byte[] content) {
        checks.that(
                PlainSignatureRules.CONTENT,
                Arrays.equals(content, data) || Arrays.equals(content, Hash.SM3.digest(data)));
        String digest = message.digestAlgorithm();
        checks.that(PlainSignatureRules.DIGEST_ALGORITHM, SM3.contains(digest), null, digest);
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

    private void checkValue(byte[] content) {
        VerificationKey key = signature.signer().key();
        String algorithm = message.signatureAlgorithm();
        boolean sm2 = key.algorithm() == SignatureAlgorithm.SM2 && SM2.contains(algorithm);
        checks.that(PlainSignatureRules.ALGORITHM, sm2, null, algorithm);
        checks.that(PlainSignatureRules.VALUE, signs(key, message.signedOctets(content)));
    }

    private boolean signs(VerificationKey key, byte[] signed) {
        try {
            return key.verify(signed, key.algorithm().plainSignature(message.signature())) == Verdict.PASSED;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private void checkSigner(Instant at) {
        Certificate signer = signature.signer();
        Report<List<Certificate>> path = policy.validate(signer, signature.certificates(), at);
        checks.addAll(SIGNER, path.checks());
        path.subject().ifPresent(found -> LaterChecks.add(checks, SIGNER, policy, now, found, null));
        Instant latest = now.plus(SealVerifier.CLOCK_TOLERANCE);
        new CommonChecks(policy, checks)
                .within(
                        PlainSignatureRules.TIME,
                        at,
                        signer.notBefore(),
                        signer.notAfter().isBefore(latest) ? signer.notAfter() : latest);
    }
}
