package io.onevisit.licence.approval;

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
 * What was found, held against what a matter needs (秒批依据). Input for a decision at once: it says whether licences, records
 * and ages leave nothing to ask, not whether the application is granted. Reasons and {@code toString} hold no personal
 * data.
 *
 * @param matter the matter
 * @param findings one for each thing needed: licences, records, ages, each in the order of the requirements
 * @param form the values for the form, from what is met alone
 */
public record Decision(MatterCode matter, List<Finding> findings, List<Prefilled> form) {
    public Decision {
        Require.present(matter, "matter");
        findings = List.copyOf(Require.present(findings, "findings"));
        form = List.copyOf(Require.present(form, "form"));
        Require.that(!findings.isEmpty(), "findings", "must not be empty");
    }

    /** How things stand with a requirement. */
    public enum State {
        /** There is all that is needed. */
        MET,
        /** There is none. */
        MISSING,
        /** What there is does not do. */
        INVALID,
        /** Could not be found out, for want of an answer or a status list for example: a person decides, or it is tried again. */
        UNDECIDED
    }

    /**
     * What was found for one requirement.
     *
     * @param requirement what is needed
     * @param report on what meets it; else every check, with what is missing or wrong
     */
    public record Finding(Requirement requirement, Report<?> report) {
        public Finding {
            Require.present(requirement, "requirement");
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
            boolean missing = codes().contains(RequirementRules.HELD.code())
                    || codes().contains(RequirementRules.RECORDED.code());
            return missing ? State.MISSING : State.INVALID;
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

    /** True when everything that is needed is met. */
    public boolean canApproveAtOnce() {
        return findings.stream().allMatch(finding -> finding.state() == State.MET);
    }

    /** The findings of one state. */
    public List<Finding> in(State state) {
        return findings.stream().filter(finding -> finding.state() == state).toList();
    }

    /** Why not at once, in Chinese; one sentence for each requirement that is not met. */
    public List<String> reasonsZh() {
        return unmet().map(finding -> finding.reason(
                        leadZh(finding), "；", check -> check.rule().zh()))
                .toList();
    }

    /** Why not at once, in English; one sentence for each requirement that is not met. */
    public List<String> reasonsEn() {
        return unmet().map(finding -> finding.reason(
                        leadEn(finding), "; ", check -> check.rule().en()))
                .toList();
    }

    private Stream<Finding> unmet() {
        return findings.stream().filter(finding -> finding.state() != State.MET);
    }

    private static String leadZh(Finding finding) {
        String name = finding.requirement().nameZh() + " ";
        return switch (finding.state()) {
            case MET -> name + "符合";
            case MISSING -> name + "缺少，须满足：";
            case INVALID -> name + "不符合，须满足：";
            case UNDECIDED -> name + "尚不能确认，须满足：";
        };
    }

    private static String leadEn(Finding finding) {
        String name = finding.requirement().nameEn() + " ";
        return switch (finding.state()) {
            case MET -> name + "is met";
            case MISSING -> name + "is missing; must hold: ";
            case INVALID -> name + "does not do; must hold: ";
            case UNDECIDED -> name + "could not be decided; must hold: ";
        };
    }
}
