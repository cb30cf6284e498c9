package io.onevisit.core.crypto;

import java.time.Instant;
import java.util.List;

/**
 * Where the revocation of certificates is learnt (撤销信息来源). Implementations are thread-safe, verify what they pass
 * on, and answer {@link RevocationStatus.Unknown} rather than throw when they cannot tell. The sources made
 * here go by the lists and responses that the caller has; {@link FetchedRevocation} goes to the network for them.
 */
public interface RevocationSource {
    /**
     * What is known about {@code certificate}.
     *
     * @param issuer the certificate that {@code certificate} was verified with
     * @param at the moment of use; what the authority said must cover it
     */
    RevocationStatus statusOf(Certificate certificate, Certificate issuer, Instant at);

    /**
     * As {@link #statusOf}, with the signed statement it comes from where this source has one to show. Sources that do
     * not override it show none.
     */
    default RevocationAnswer answerAbout(Certificate certificate, Certificate issuer, Instant at) {
        return RevocationAnswer.of(statusOf(certificate, issuer, at));
    }

    /** Revocation is not asked for; a report then carries a note that says so. */
    static RevocationSource none() {
        return NoRevocation.INSTANCE;
    }

    /**
     * Complete revocation lists (证书撤销列表), RFC 5280 section 5, each signed with the key of the issuer whose
     * certificates it is about. A list speaks for a moment when its next update is not before it, and it was not made
     * after the certificate had ended; of several the newest decides. Indirect lists, delta lists, lists for some reasons
     * only and lists with a critical extension that is not understood tell nothing.
     *
     * @param crls in DER, each at most 16 MiB
     * @throws io.onevisit.core.MalformedMessageException when one is no revocation list
     */
    static RevocationSource ofCrls(List<byte[]> crls) {
        return RevocationAtHand.ofCrls(crls);
    }

    /**
     * OCSP responses (在线证书状态), RFC 6960, each signed by the issuer of the certificate asked about, or by a responder
     * whom that issuer has certified for it (section 4.2.2.2) and exempted from revocation (id-pkix-ocsp-nocheck). They
     * cover moments as lists do.
     *
     * @param responses in DER, each at most 1 MiB
     * @throws io.onevisit.core.MalformedMessageException when one is no OCSP response, or one that reports an error
     */
    static RevocationSource ofOcspResponses(List<byte[]> responses) {
        return RevocationAtHand.ofOcspResponses(responses);
    }

    /**
     * The lists and responses that others have relied on, as {@link #ofCrls} and {@link #ofOcspResponses} count them; of
     * several that tell something the newest decides.
     *
     * @param proofs at most 256
     * @throws io.onevisit.core.MalformedMessageException when one is not what it says
     */
    static RevocationSource ofProofs(List<RevocationProof> proofs) {
        return RevocationAtHand.ofProofs(proofs);
    }

    /** This source and, for what it cannot tell, {@code next}. */
    default RevocationSource orElse(RevocationSource next) {
        return new FirstToTell(this, next);
    }
}
