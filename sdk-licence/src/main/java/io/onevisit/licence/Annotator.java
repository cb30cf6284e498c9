package io.onevisit.licence;

import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Makes annotated copies (加注件): the platform shows a licence for a holder who has no key. A copy is good on one occasion
 * only, and ends. Only licences that pass verification are copied. Immutable and thread-safe when the verifier is.
 */
public final class Annotator {
    private final SigningKey key;
    private final String code;
    private final String name;
    private final LicenceVerifier verifier;
    private final Clock clock;

    /**
     * An annotator.
     *
     * @param key signs the copies
     * @param code its unified social credit code
     * @param name what it is called (JZJZZZ), at most 200 characters
     * @param verifier judges the licences
     * @param clock tells when
     */
    public Annotator(SigningKey key, CreditCode code, String name, LicenceVerifier verifier, Clock clock) {
        this.key = Require.present(key, "key");
        this.code = Require.present(code, "annotator code").value();
        this.name = Require.text(name, "annotator name", 200);
        this.verifier = Require.present(verifier, "verifier");
        this.clock = Require.present(clock, "clock");
    }

    /**
     * A copy that shows what {@code licence} shows.
     *
     * @param occasion on which it is good
     * @param cause what it is made for (JZJZZSY), at most 200 characters
     * @param until when it ends (JZJYXQJZSJ), within 90 days; cut to the second
     * @return the copy, for {@link LicenceVerifier#verifyPresentation}
     * @throws io.onevisit.core.VerificationFailedException when the licence does not pass
     */
    public String annotate(LicenceToken licence, Occasion occasion, String cause, Instant until) {
        Require.present(occasion, "occasion");
        Require.text(cause, "cause", 200);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        AnnotationJwt.Term term =
                new AnnotationJwt.Term(now, Require.present(until, "end").truncatedTo(ChronoUnit.SECONDS));
        Require.that(term.isAllowed(), "end", "must be in the next 90 days");
        String token = Require.present(licence, "licence").compact();
        verifier.verify(token).orThrow();
        return AnnotationJwt.sign(key, code, name, occasion, cause, term, token);
    }
}
