package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.internal.Checks;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Verifies the signature of one message, RFC 9421 section 3.2, with every check that can be made.
 *
 * @param keys the sender's keys
 * @param clock what "now" is
 * @param window how far {@code created} may be from now, either way
 * @param checks where the checks are recorded
 */
record SignatureVerifier(VerificationKeys keys, Clock clock, Duration window, Checks checks) {
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{22,86}");

    /** How RFC 9421 section 3.3 names the algorithm; SM2 is not in its registry. */
    static String nameOf(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.SM2 ? "sm2-sm3" : "ecdsa-p256-sha256";
    }

    void verify(MessageSignature signature, SignatureBase base, Set<String> parameters, Bytes body) {
        SignatureInput input = signature.input();
        boolean covered = checks.that(SignatureRules.COVERAGE, base.coveredBy(input));
        checks.that(SignatureRules.PARAMETERS, input.hasParameters(parameters));
        checks.that(SignatureRules.TAG, input.text("tag").equals(MessageSignatures.TAG));
        if (parameters.contains("nonce")) {
            checks.that(SignatureRules.NONCE, NONCE.matcher(input.text("nonce")).matches());
        }
        checkTime(input);
        checkDigest(base, body);
        checkValue(signature, base, covered);
    }

    private void checkTime(SignatureInput input) {
        Duration off = Duration.between(clock.instant(), input.created()).abs();
        checks.that(
                SignatureRules.TIME,
                off.compareTo(window) <= 0,
                "within " + window.toSeconds() + " s",
                off.toSeconds() + " s off");
    }

    private void checkDigest(SignatureBase base, Bytes body) {
        try {
            checks.that(SignatureRules.DIGEST, ContentDigest.matches(base.contentDigest(), body));
        } catch (MalformedMessageException e) {
            checks.that(SignatureRules.DIGEST, false, null, e.getMessage());
        }
    }

    private void checkValue(MessageSignature signature, SignatureBase base, boolean covered) {
        SignatureInput input = signature.input();
        VerificationKey key = keys.find(input.text("keyid"), clock.instant()).orElse(null);
        if (key == null) {
            checks.that(SignatureRules.KEY, false);
            checks.undecided(SignatureRules.ALGORITHM, "no key");
            checks.undecided(SignatureRules.VALUE, "no key");
            return;
        }
        checks.that(SignatureRules.KEY, true);
        checks.that(SignatureRules.ALGORITHM, input.text("alg").equals(nameOf(key.algorithm())));
        if (!covered) {
            checks.undecided(SignatureRules.VALUE, "covers other components");
            return;
        }
        Verdict verdict = key.verify(base.octets(input), signature.value().toArray());
        checks.that(SignatureRules.VALUE, verdict == Verdict.PASSED);
    }
}
