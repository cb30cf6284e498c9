package io.onevisit.licence.share;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.Licence;
import java.time.Instant;

/**
 * A copy of a licence that the platform made for one occasion (加注件). Whoever it is shown to verifies it again:
 * {@link io.onevisit.licence.LicenceVerifier#verifyPresentation}. {@code toString} shows nothing of it.
 *
 * @param token the copy: full of personal data
 * @param until the end that was asked for
 * @param report what verification found: the copy is good on the occasion, of the licence that was asked for, and ends in
 *     time. Passed only when the verifier {@linkplain io.onevisit.licence.LicenceVerifier#believing believes} the
 *     platform's copies
 */
public record AnnotatedCopy(String token, Instant until, Report<Licence> report) {
    public AnnotatedCopy {
        Require.present(token, "token");
        Require.present(until, "until");
        Require.present(report, "report");
    }

    @Override
    public String toString() {
        return "annotated copy until " + until;
    }
}
