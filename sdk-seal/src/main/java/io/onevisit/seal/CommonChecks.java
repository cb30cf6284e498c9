package io.onevisit.seal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.Checks;
import io.onevisit.seal.internal.Sm2Algorithm;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is checked of seals and of signatures alike. For one thread, for one verification. */
final class CommonChecks {
    private static final int PLAIN_VALUE = 64;

    private final Policy policy;
    private final Checks checks;

    CommonChecks(Policy policy, Checks checks) {
        this.policy = policy;
        this.checks = checks;
    }

    /** Records what is not as the standard has it: a note where the profile lets it pass, else a failure. */
    void deviation(Deviation deviation, @Nullable String actual) {
        if (policy.profile().tolerates(deviation)) {
            checks.note(DeviationRules.of(deviation), Verdict.FAILED, actual);
        } else {
            checks.that(DeviationRules.of(deviation), false, null, actual);
        }
    }

    void deviations(Collection<Deviation> met) {
        if (!met.isEmpty()) {
            EnumSet.copyOf(met).forEach(deviation -> deviation(deviation, null));
        }
    }

    void algorithm(Rule rule, SignInfo signed) {
        boolean alias = signed.algorithm().equals(Sm2Algorithm.ALIAS);
        boolean sm2 = signed.signer().key().algorithm() == SignatureAlgorithm.SM2;
        checks.that(
                rule,
                sm2 && (alias || signed.algorithm().equals(Sm2Algorithm.WITH_SM3)),
                Sm2Algorithm.WITH_SM3,
                signed.algorithm());
        if (alias) {
            deviation(Deviation.ALGORITHM_ALIAS, null);
        }
    }

    /**
     * The value over the original octets; r and s are looked at by the key.
     *
     * @param sharedStart with how many octets what the same key signs mostly begins
     */
    void value(Rule rule, SignInfo signed, int sharedStart) {
        value(rule, signed, sharedStart, BooleanSupplier::getAsBoolean);
    }

    /** The same for a seal, which is mostly one that has been met before. */
    void valueOfSeal(Rule rule, Seal seal) {
        value(rule, seal.signInfo(), 0, computation -> policy.goodSeals().isGood(seal, computation));
    }

    private void value(Rule rule, SignInfo signed, int sharedStart, Predicate<BooleanSupplier> answer) {
        Optional<byte[]> plain = plainValue(signed.value());
        boolean raw = plain.isEmpty() && signed.value().length() == PLAIN_VALUE;
        byte[] value = raw ? signed.value().toArray() : plain.orElse(new byte[0]);
        byte[] message = signed.signedPart().toArray();
        checks.that(
                rule, answer.test(() -> signed.signer().key().verify(message, sharedStart, value) == Verdict.PASSED));
        if (raw) {
            deviation(Deviation.RAW_SIGNATURE_VALUE, null);
        }
    }

    private static Optional<byte[]> plainValue(Bytes der) {
        try {
            return Optional.of(SignatureAlgorithm.SM2.plainSignature(der.toArray()));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    void extensions(Rule rule, List<Extension> extensions) {
        Optional<Extension> critical =
                extensions.stream().filter(Extension::critical).findFirst();
        if (critical.isPresent()) {
            deviation(Deviation.UNKNOWN_CRITICAL_EXTENSION, critical.get().id());
        } else {
            checks.that(rule, true);
        }
    }

    void within(Rule rule, Instant at, Instant from, Instant until) {
        checks.that(rule, !at.isBefore(from) && !at.isAfter(until), from + " to " + until, at.toString());
    }

    /** A signer signs while the certificate is valid, and not in the future. */
    void timeOfSigning(Rule rule, Certificate signer, Instant at, Instant now) {
        Instant latest = now.plus(SealVerifier.CLOCK_TOLERANCE);
        within(rule, at, signer.notBefore(), signer.notAfter().isBefore(latest) ? signer.notAfter() : latest);
    }

    /** What is stamped is judged by the stamp too: neither certificate nor seal may have ended by then. */
    void stampedInTime(TimeStampCheck stamp, Instant certificateEnd, Instant sealEnd) {
        Instant stamped = stamp.provenBy();
        if (stamped == null) {
            return;
        }
        Instant end = certificateEnd.isBefore(sealEnd) ? certificateEnd : sealEnd;
        if (stamped.isAfter(end)) {
            checks.undecided(SealRules.STAMPED_IN_TIME, stamped + " is after " + end);
        } else {
            checks.that(SealRules.STAMPED_IN_TIME, true, end.toString(), stamped.toString());
        }
    }

    /**
     * The path of a certificate that signed at that moment, when it has passed.
     *
     * @param inside certificates to build the path with that came with the signature
     */
    Optional<List<Certificate>> path(String where, Certificate certificate, List<Certificate> inside, Instant at) {
        Report<List<Certificate>> path = policy.validate(certificate, inside, at);
        checks.addAll(where, path.checks());
        return path.subject();
    }
}
