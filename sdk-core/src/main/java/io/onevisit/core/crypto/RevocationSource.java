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

    /** This source and, for what it cannot tell, {@code next}. */
    default RevocationSource orElse(RevocationSource next) {
        return (certificate, issuer, at) -> {
            RevocationStatus status = statusOf(certificate, issuer, at);
            return status instanceof RevocationStatus.Unknown ? next.statusOf(certificate, issuer, at) : status;
        };
    }
}
