package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * An annotated copy (加注件) as a JWT around an SD-JWT. Who made it (JZJZZZ) is {@code iss} with its name, when (JZJZZSJ)
 * {@code iat}, what for (JZJZZSY) a claim of that name and {@code purpose}, until when (JZJYXQJZSJ) {@code exp}.
 *
 * @param jwt the JWT
 * @param claims its claims
 */
record AnnotationJwt(SignedJwt jwt, Members claims) {
    /** The header {@code typ}: nothing else that anybody signs can be taken for a copy. */
    static final String TYPE = "annotated-licence+jwt";

    /** How long a copy can be good for at most. */
    static final Duration LONGEST = Duration.ofDays(90);

    private static final String FORMAT = "annotated copy";
    private static final String LICENCE = "licence";

    /** Without a tilde it is no SD-JWT, RFC 9901 section 4. */
    static boolean isOne(String text) {
        return text.indexOf('~') < 0;
    }

    static String sign(
            SigningKey key, String code, String name, Occasion occasion, String cause, Term term, String token) {
        ObjectNode claims = StrictJson.object()
                .put("iss", LicenceClaims.ISSUER_URN + code)
                .put("iat", term.from().getEpochSecond())
                .put("exp", term.until().getEpochSecond())
                .put("JZJZZZ", name)
                .put("JZJZZSY", cause);
        occasion.write(claims);
        return SignedJwt.sign(key, TYPE, claims.put(LICENCE, token));
    }

    /** Reads a copy; nothing is verified yet. */
    static AnnotationJwt parse(String text, Limits limits) {
        SignedJwt jwt = SignedJwt.parse(text, limits.tokenOctets(), FORMAT);
        return new AnnotationJwt(jwt, new Members(jwt.claims(), FORMAT));
    }

    /** The licence in it, an SD-JWT that is not bound by its holder. */
    SdJwt licence(Limits limits) {
        SdJwt licence = SdJwt.parse(claims.text(LICENCE), limits);
        licence.requireNoKeyBinding();
        return licence;
    }

    /** Checks everything but the licence in it. */
    void check(Checks checks, Occasion occasion, Map<String, TrustedAnnotator> annotators, Instant now, Limits limits) {
        claims.text("JZJZZZ");
        claims.text("JZJZZSY");
        Term term = new Term(claims.numericDate("iat"), claims.numericDate("exp"));
        checks.that(AnnotationRules.FORMAT, TYPE.equals(jwt.type()), TYPE, null);
        checkSignature(checks, annotators);
        checks.that(AnnotationRules.TIME, term.includes(now, limits.clockSkew()));
        checks.that(AnnotationRules.AUDIENCE, occasion.isTo(claims));
        checks.that(AnnotationRules.NONCE, occasion.hasNonce(claims));
        checks.that(AnnotationRules.PURPOSE, occasion.isFor(claims));
    }

    private void checkSignature(Checks checks, Map<String, TrustedAnnotator> annotators) {
        String iss = claims.text("iss");
        TrustedAnnotator annotator = iss.startsWith(LicenceClaims.ISSUER_URN)
                ? annotators.get(iss.substring(LicenceClaims.ISSUER_URN.length()))
                : null;
        VerificationKey key = annotator == null ? null : annotator.keys().get(jwt.keyId());
        checks.that(AnnotationRules.ANNOTATOR, key != null);
        if (key == null) {
            checks.undecided(AnnotationRules.SIGNATURE, "no trusted key to check it with");
        } else {
            checks.that(AnnotationRules.SIGNATURE, jwt.verify(key) == Verdict.PASSED);
        }
    }

    /** From when until when a copy is good; the end is not included. */
    record Term(Instant from, Instant until) {
        boolean isAllowed() {
            return until.isAfter(from) && !until.isAfter(from.plus(LONGEST));
        }

        boolean includes(Instant now, Duration skew) {
            return isAllowed() && !from.isAfter(now.plus(skew)) && now.isBefore(until);
        }
    }

    @Override
    public String toString() {
        return FORMAT;
    }
}
