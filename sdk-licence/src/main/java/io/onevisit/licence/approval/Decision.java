package io.onevisit.licence;

import io.onevisit.core.Check;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Require;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the licences found mean for a matter (秒批依据). Input for a decision at once: it says whether the licences leave
 * nothing to ask, not whether the application is granted. Reasons hold no personal data.
 *
 * @param matter the matter
 * @param findings one for each licence needed, in the order of the requirements
 */
public record Decision(MatterCode matter, List<Finding> findings) {
    public Decision {
        Require.present(matter, "matter");
        findings = List.copyOf(Require.present(findings, "findings"));
        Require.that(!findings.isEmpty(), "findings", "must not be empty");
    }

    /** How things stand with a required licence. */
    public enum State {
        /** One is held that has all that is needed. */
        MET,
        /** None is held. */
        MISSING,
        /** What is held does not do. */
        INVALID,
        /** Could not be found out, for want of a status list for example: a person decides, or it is tried again. */
        UNDECIDED
    }

    /**
     * What was found for one required licence.
     *
     * @param required what is needed
     * @param report on the licence that meets it; else every check, with what is missing or wrong
     */
    public record Finding(RequiredLicence required, Report<Licence> report) {
        public Finding {
            Require.present(required, "required licence");
            Require.present(report, "report");
        }

        /** How it stands. */
        public State state() {
            if (report.verdict() == Verdict.PASSED) {
                return State.MET;
            }
            if (report.verdict() == Verdict.INDETERMINATE) {
                return State.UNDECIDED;
            }
            return codes().contains(RequirementRules.HELD.code()) ? State.MISSING : State.INVALID;
        }

        /** The codes of the checks that keep it from being met. */
        public List<String> codes() {
            return report.problems().stream().map(Check::code).distinct().toList();
        }

        private String reason(String lead, String separator, Function<Check, String> sentence) {
            return report.problems().stream()
                    .map(check -> sentence.apply(check) + " [" + check.code() + "]")
                    .distinct()
                    .collect(Collectors.joining(separator, lead, ""));
        }
    }

    /** True when every licence that is needed is met. */
    public boolean canApproveAtOnce() {
        return findings.stream().allMatch(finding -> finding.state() == State.MET);
    }

    /** The findings of one state. */
    public List<Finding> in(State state) {
        return findings.stream().filter(finding -> finding.state() == state).toList();
    }

    /** Why not at once, in Chinese; one sentence for each licence that is not met. */
    public List<String> reasonsZh() {
        return unmet().map(finding -> finding.reason(
                        leadZh(finding), "；", check -> check.rule().zh()))
                .toList();
    }

    /** Why not at once, in English; one sentence for each licence that is not met. */
    public List<String> reasonsEn() {
        return unmet().map(finding -> finding.reason(
                        leadEn(finding), "; ", check -> check.rule().en()))
                .toList();
    }

    private Stream<Finding> unmet() {
        return findings.stream().filter(finding -> finding.state() != State.MET);
    }

    private static String leadZh(Finding finding) {
        String type = "证照 " + finding.required().typeCode() + " ";
        return switch (finding.state()) {
            case MET -> type + "符合";
            case MISSING -> type + "缺少，须满足：";
            case INVALID -> type + "不符合，须满足：";
            case UNDECIDED -> type + "尚不能确认，须满足：";
        };
    }

    private static String leadEn(Finding finding) {
        String type = "licence " + finding.required().typeCode() + " ";
        return switch (finding.state()) {
            case MET -> type + "is met";
            case MISSING -> type + "is missing; must hold: ";
            case INVALID -> type + "does not do; must hold: ";
            case UNDECIDED -> type + "could not be decided; must hold: ";
        };
    }
}
