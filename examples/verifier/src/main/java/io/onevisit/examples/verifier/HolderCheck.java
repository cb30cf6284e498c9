package io.onevisit.examples.verifier;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.id.PartyId;
import io.onevisit.licence.Holder;
import io.onevisit.licence.qr.PaperLicence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whose a licence must be, for what the licence verifier does not ask about: a licence on paper, whose codes may be
 * masked, and things that are nobody's licence.
 *
 * @param holder who, or null when anybody's will do
 */
record HolderCheck(@Nullable PartyId holder) {
    private static final Rule RULE =
            new Rule("VERIFIER_HOLDER", "GB/T 36903-2018 annex A", "持证主体为指定的主体", "the holder is the one asked about");

    /** A masked code can tell that it is somebody else's, and never whose it is. */
    Report<PaperLicence> ofPaper(Report<PaperLicence> report) {
        if (holder == null || report.subject().isEmpty()) {
            return report;
        }
        String asked = holder.value();
        List<Holder> holders = report.orThrow().holders();
        if (holders.stream().anyMatch(shown -> asked.equals(shown.code()))) {
            return with(report, Verdict.PASSED, null);
        }
        return holders.stream().anyMatch(shown -> mayBe(shown.code(), asked))
                ? with(report, Verdict.INDETERMINATE, "the code on paper is masked")
                : with(report, Verdict.FAILED, null);
    }

    private static boolean mayBe(@Nullable String shown, String asked) {
        if (shown == null || shown.length() != asked.length()) {
            return shown == null;
        }
        return IntStream.range(0, asked.length())
                .allMatch(place -> shown.charAt(place) == '*' || shown.charAt(place) == asked.charAt(place));
    }

    /** A thing that has no holder is not the licence asked for. */
    <T> Report<T> notOfAnybody(Report<T> report) {
        return holder == null ? report : with(report, Verdict.INDETERMINATE, "this is no licence, so it has no holder");
    }

    private static <T> Report<T> with(Report<T> report, Verdict verdict, @Nullable String actual) {
        List<Check> checks = new ArrayList<>(report.checks());
        checks.add(new Check("", RULE, verdict, false, null, actual));
        return Report.of(checks, report.subject().orElse(null));
    }
}
