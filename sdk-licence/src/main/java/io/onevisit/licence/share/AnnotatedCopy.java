package io.onevisit.licence.share;

import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * A copy of a licence that the platform made for one occasion (加注件). Nothing about it is believed before it is verified:
 * {@link io.onevisit.licence.LicenceVerifier#verifyPresentation}, by a verifier that {@linkplain
 * io.onevisit.licence.LicenceVerifier#believing believes} the platform's copies. {@code toString} shows nothing of it.
 *
 * @param token the copy: full of personal data
 * @param until when it ends, as was asked for
 */
public record AnnotatedCopy(String token, Instant until) {
    public AnnotatedCopy {
        Require.present(token, "token");
        Require.present(until, "until");
    }

    @Override
    public String toString() {
        return "annotated copy until " + until;
    }
}
