package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.crypto.RecordedRevocation;
import io.onevisit.core.crypto.RevocationProof;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.TimeStampAuthority;
import io.onevisit.core.crypto.TimeStampToken;
import io.onevisit.core.internal.Require;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A verification whose means are kept (留证核验): verify with {@link #verifier}, as often as is wanted, then take the
 * {@link #evidence}. All is judged as of the moment this was made. Thread-safe as the verifier is.
 */
public final class EvidenceRecording {
    private final Instant judgedAt;
    private final boolean asks;
    private final RecordedRevocation revocation;
    private final SealVerifier verifier;

    /** Begins to keep what {@code verifier} relies on, as of now by its clock. */
    public EvidenceRecording(SealVerifier verifier) {
        Policy policy = Require.present(verifier, "verifier").policy();
        this.judgedAt = policy.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        this.asks = policy.revocation() != RevocationSource.none();
        this.revocation = new RecordedRevocation(policy.revocation());
        this.verifier = new SealVerifier(new Policy(
                policy.anchors(),
                policy.makerAnchors(),
                policy.timeStampAnchors(),
                policy.intermediates(),
                asks ? revocation : RevocationSource.none(),
                Clock.fixed(judgedAt, ZoneOffset.UTC),
                policy.profile()));
    }

    /** The same policy at a moment that stands still; also for an {@code OfdVerifier}. */
    public SealVerifier verifier() {
        return verifier;
    }

    /**
     * What was relied on so far, under a time stamp of {@code authority} so that it cannot be changed later.
     *
     * @throws io.onevisit.core.InvalidValueException when there is more than can be kept
     * @throws io.onevisit.core.PlatformUnreachableException when the authority gives no answer
     * @throws io.onevisit.core.PlatformRefusedException when the authority refuses
     * @throws io.onevisit.core.MalformedMessageException when what it answers is no time stamp
     */
    public Evidence evidence(TimeStampAuthority authority) {
        List<RevocationProof> proofs = revocation.proofs();
        Bytes content =
                EvidenceContent.of(verifier.policy(), judgedAt, asks, proofs).encoded();
        Require.that(content.length() <= Evidence.MAX_CONTENT, "evidence", "must be at most 64 MiB");
        TimeStampToken token = TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, content.toArray());
        return Evidence.read(
                Der.sequence(content, Der.octetString(token.encoded())).toArray());
    }
}
