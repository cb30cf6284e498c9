package io.onevisit.licence.share;

import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import io.onevisit.licence.Licence;

/**
 * A licence that was handed in or found in the store, verified (已取得证照).
 *
 * @param statedType the type code that the licence gives itself, or empty. Nobody vouches for it: it serves to say which
 *     licence did not pass, and decides nothing
 * @param report what verification found
 */
public record HeldLicence(String statedType, Report<Licence> report) {
    public HeldLicence {
        Require.present(statedType, "licence type");
        Require.present(report, "report");
    }

    /** The type code: the verified one where there is one, else the stated one. */
    public String typeCode() {
        return report.subject().map(licence -> licence.id().typeCode()).orElse(statedType);
    }
}
