package io.onevisit.core.id;

import io.onevisit.core.Check;
import io.onevisit.core.Report;

/** Looks into reports. */
final class Explained {
    private Explained() {}

    /** The one check of {@code report} that has the code {@code code}. */
    static Check check(Report<?> report, String code) {
        return report.checks().stream()
                .filter(check -> check.code().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
