package io.onevisit.examples.verifier;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.id.PartyId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose a licence must be, for things that are nobody's licence.
 *
 * @param holder who, or null when anybody's will do
 */
record HolderCheck(@Nullable PartyId holder) {
    private static final Rule RULE =
            new Rule("VERIFIER_HOLDER", "GB/T 36903-2018 annex A", "持证主体为指定的主体", "the holder is the one asked about");

    /** A thing that has no holder is not the licence asked for. */
    <T> Report<T> notOfAnybody(Report<T> report) {
        if (holder == null) {
            return report;
        }
        List<Check> checks = new ArrayList<>(report.checks());
        checks.add(new Check("", RULE, Verdict.INDETERMINATE, false, null, "this is no licence, so it has no holder"));
        return Report.of(checks, report.subject().orElse(null));
    }
}
