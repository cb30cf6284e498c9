package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TimeStamp;
import io.onevisit.core.crypto.TimeStampToken;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a verification relied on (验证证据), to be shown years later, when lists are gone and certificates have ended: the
 * certificates between signers and anchors, the revocation lists and OCSP responses, the profile, the moment, and the
 * fingerprints of the anchors; all under a time stamp. What was verified is not in it. It shows what was at hand to who
 * made it; that nothing was kept back is that one's word.
 *
 * <p>In octets {@code SEQUENCE { content SEQUENCE, timeStamp OCTET STRING }} in DER, at most 64 MiB, the stamp over the
 * content as it stands. Immutable and thread-safe.
 */
public final class Evidence {
    static final String FORMAT = "evidence";
    static final int MAX_CONTENT = 64 * 1024 * 1024;

    private static final int MAX_OCTETS = MAX_CONTENT + 512 * 1024;
    /** How long after the moment of judgement the evidence may have been stamped. */
    private static final Duration PROMPTLY = Duration.ofHours(1);

    private final Bytes encoded;
    private final Bytes stamped;
    private final EvidenceContent content;
    private final TimeStampToken token;

    private Evidence(Bytes encoded, Bytes stamped, EvidenceContent content, TimeStampToken token) {
        this.encoded = encoded;
        this.stamped = stamped;
        this.content = content;
        this.token = token;
    }

    /**
     * Reads evidence; {@link #replay} tells whether to believe it.
     *
     * @throws MalformedMessageException when it is none
     */
    public static Evidence read(byte[] der) {
        DerReader whole = DerReader.ofSequence(FORMAT, Require.present(der, FORMAT), MAX_OCTETS);
        DerReader stamped = whole.sequence();
        EvidenceContent content = EvidenceContent.read(stamped);
        TimeStampToken token = TimeStampToken.parse(whole.octetString());
        whole.end();
        return new Evidence(whole.original(), stamped.original(), content, token);
    }

    /** The octets, to be kept. */
    public Bytes encoded() {
        return encoded;
    }

    /** The moment everything was judged at. */
    public Instant judgedAt() {
        return content.judgedAt();
    }

    /**
     * A verifier that judges as of then with what was at hand then, for the same document to be verified with again. Every
     * list and response is verified again. Whom to trust, for signing, making seals and time stamps, what to let pass and
     * whether revocation counts is the caller's, not what the evidence says; where it was otherwise then, a note tells.
     *
     * @param today the policy of who replays; its revocation source is asked about the authority that stamped the evidence,
     *     and unless it is {@link RevocationSource#none}, revocation must have been asked for then too
     * @return PASSED, with the verifier, when the evidence is as it was stamped, promptly after the moment it speaks of
     * @throws MalformedMessageException when a list or response inside is none
     */
    public Report<SealVerifier> replay(SealVerifier today) {
        Policy policy = Require.present(today, "verifier").policy();
        Checks checks = new Checks();
        Report<TimeStamp> stamp = token.verify(stamped.toArray(), policy.timeStampAnchors(), policy.revocation());
        checks.addAll("time stamp", stamp.checks());
        Optional<Instant> time = stamp.subject().map(TimeStamp::time);
        checks.that(
                EvidenceRules.PROMPT,
                time.filter(this::isPrompt).isPresent(),
                content.judgedAt() + " to " + content.judgedAt().plus(PROMPTLY),
                time.map(Instant::toString).orElse(null));
        note(checks, EvidenceRules.ANCHORS, trustsAsThen(policy));
        note(checks, EvidenceRules.PROFILE, policy.profile().equals(content.profile()));
        note(checks, EvidenceRules.REVOCATION, content.revocationAsked());
        return checks.report(new SealVerifier(asThen(policy)));
    }

    private Policy asThen(Policy today) {
        boolean asks = content.revocationAsked() || today.revocation() != RevocationSource.none();
        return new Policy(
                today.anchors(),
                today.makerAnchors(),
                today.timeStampAnchors(),
                content.certificates(),
                asks ? RevocationSource.ofProofs(content.proofs()) : RevocationSource.none(),
                Clock.fixed(content.judgedAt(), ZoneOffset.UTC),
                today.profile());
    }

    private static void note(Checks checks, Rule rule, boolean asThen) {
        checks.note(rule, asThen ? Verdict.PASSED : Verdict.FAILED, null);
    }

    private boolean trustsAsThen(Policy today) {
        return EvidenceContent.fingerprints(today.anchors()).containsAll(content.anchors())
                && trustsMakersAsThen(today);
    }

    /** Trust in makers of its own on one side only is another trust. */
    private boolean trustsMakersAsThen(Policy today) {
        List<Bytes> then = content.makerAnchors();
        TrustAnchors makers = today.makerAnchors();
        if (then == null || makers == null) {
            return then == null && makers == null;
        }
        return EvidenceContent.fingerprints(makers).containsAll(then);
    }

    private boolean isPrompt(Instant time) {
        return !time.isBefore(content.judgedAt().minus(SealVerifier.CLOCK_TOLERANCE))
                && !time.isAfter(content.judgedAt().plus(PROMPTLY));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evidence that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    /** The length only. */
    @Override
    public String toString() {
        return "evidence, " + encoded;
    }
}
