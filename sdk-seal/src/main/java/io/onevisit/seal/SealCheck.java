package io.onevisit.seal;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.internal.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The verification of one seal, S1 to S6: GB/T 38540-2020, 6.3, and GM/T 0031-2025. For one thread, once. */
final class SealCheck {
    private static final String MAKER = "maker certificate";
    /** How far the clocks of makers are off that know no time zone. */
    private static final Duration TIME_ZONES = Duration.ofDays(1);

    private final Policy policy;
    private final Instant now;
    private final Seal seal;
    private final Checks checks = new Checks();
    private final CommonChecks common;

    SealCheck(Policy policy, Instant now, Seal seal) {
        this.policy = policy;
        this.now = now;
        this.seal = seal;
        this.common = new CommonChecks(policy, checks);
    }

    /**
     * Makes every check.
     *
     * @param at the moment at which the seal is used
     * @param provenBy when the seal is proven to have existed by something around it, or null
     */
    List<Check> make(Instant at, @Nullable Instant provenBy) {
        TimeStampCheck stamp =
                TimeStampCheck.of(policy, seal.timeStamp(), seal.signInfo().value(), seal.created(), now);
        checkForm();
        common.valueOfSeal(SealRules.SEAL_SIGNATURE, seal);
        checkCreation();
        checkMadeBeforeUse(at);
        checkMaker(at, stamp.provenBy(provenBy));
        common.within(SealRules.SEAL_VALIDITY, at, seal.validFrom(), seal.validUntil());
        checks.addAll("", stamp.checks());
        common.stampedInTime(stamp, seal.maker().notAfter(), seal.validUntil());
        common.extensions(SealRules.SEAL_EXTENSIONS, seal.extensions());
        return checks.report(seal).checks();
    }

    /** S1, and the algorithm, which stands outside what is signed. */
    private void checkForm() {
        common.deviations(seal.deviations());
        Optional<String> pictureProblem = seal.pictureProblem();
        checks.that(SealRules.SEAL_PICTURE, pictureProblem.isEmpty(), null, pictureProblem.orElse(null));
        common.algorithm(SealRules.SEAL_ALGORITHM, seal.signInfo());
    }

    /** S3 of version 5, and what no version can mean. */
    private void checkCreation() {
        Instant created = seal.created();
        if (created.isBefore(seal.maker().notBefore())) {
            common.deviation(
                    Deviation.MADE_BEFORE_CERTIFICATE,
                    created + ", " + seal.maker().notBefore());
        }
        if (seal.version() != SealVersion.V5) {
            return;
        }
        if (!isWithinValidity(created, Duration.ZERO) && isWithinValidity(created, TIME_ZONES)) {
            common.deviation(Deviation.MADE_OUTSIDE_VALIDITY, created.toString());
        } else {
            common.within(SealRules.SEAL_CREATION, created, seal.validFrom(), seal.validUntil());
        }
    }

    private void checkMadeBeforeUse(Instant at) {
        Instant latest = at.plus(SealVerifier.CLOCK_TOLERANCE);
        Instant created = seal.created();
        boolean timeZone = seal.version() != SealVersion.V5 && !created.isAfter(at.plus(TIME_ZONES));
        if (created.isAfter(latest) && timeZone) {
            common.deviation(Deviation.MADE_AFTER_USE, created.toString());
        } else {
            checks.that(SealRules.MADE_BEFORE_USE, !created.isAfter(latest), latest.toString(), created.toString());
        }
    }

    private boolean isWithinValidity(Instant created, Duration tolerance) {
        return !created.isBefore(seal.validFrom().minus(tolerance))
                && !created.isAfter(seal.validUntil().plus(tolerance));
    }

    /** S4: in version 5 the certificate must have been good when the seal was made, in earlier ones at the use. */
    private void checkMaker(Instant at, @Nullable Instant provenBy) {
        Instant judgedAt = seal.version() == SealVersion.V5 ? creationUnderCertificate() : at;
        if (policy.makerAnchors() == null) {
            checks.note(SealRules.MAKER_TRUST, Verdict.INDETERMINATE, "makers are not told from signers");
        }
        Report<List<Certificate>> maker = policy.validateMaker(seal.maker(), judgedAt);
        checks.addAll(MAKER, maker.checks());
        maker.subject().ifPresent(path -> LaterChecks.add(checks, MAKER, policy, judgedAt, now, path, provenBy));
    }

    /** A seal made before the certificate began has been judged for that already. */
    private Instant creationUnderCertificate() {
        Instant begin = seal.maker().notBefore();
        return seal.created().isBefore(begin) ? begin : seal.created();
    }
}
