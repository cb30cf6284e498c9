package io.onevisit.licence.share;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.Licence;
import java.time.Instant;

/**
 * A licence that was handed in or found in the store, verified (已取得证照).
 *
 * @param statedType the type code that the licence gives itself, or empty. Nobody vouches for it: it serves to say which
 *     licence did not pass, and decides nothing
 * @param report what verification found
 * @param verified when it was verified: the licence may have been revoked since
 */
public record HeldLicence(String statedType, Report<Licence> report, Instant verified) {
    public HeldLicence {
        Require.present(statedType, "licence type");
        Require.present(report, "report");
        Require.present(verified, "moment of verification");
    }

    /** The type code: the verified one where there is one, else the stated one. */
    public String typeCode() {
        return report.subject().map(licence -> licence.id().typeCode()).orElse(statedType);
    }
}
