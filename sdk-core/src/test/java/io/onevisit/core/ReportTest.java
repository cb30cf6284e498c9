package io.onevisit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.internal.Checks;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Rule DIGEST = new Rule("DIGEST", "clause 1", "摘要一致", "the digest agrees");
    private static final Rule TIME = new Rule("TIME", "clause 2", "在有效期内", "it is in time");

    private final Checks checks = new Checks();

    @Test
    void passes_when_every_check_holds() {
        checks.that(DIGEST, true);
        checks.that(TIME, true);

        Report<String> report = checks.report("subject");

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.subject()).contains("subject");
        assertThat(report.orThrow()).isEqualTo("subject");
        assertThat(report.problems()).isEmpty();
    }

    @Test
    void one_failed_check_fails_the_whole_whatever_else_is_undecided() {
        checks.that(DIGEST, false, "aa", "bb");
        checks.undecided(TIME, "no clock");

        Report<String> report = checks.report("subject");

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.checks()).extracting(Check::code).containsExactly("DIGEST", "TIME");
        assertThat(report.problems()).hasSize(2);
    }

    @Test
    void an_undecided_check_never_passes() {
        checks.that(DIGEST, true);
        checks.undecided(TIME, "no clock");

        assertThat(checks.report("subject").verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void no_check_at_all_never_passes() {
        assertThat(Report.of(List.of(), "subject").verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void only_notes_never_pass() {
        checks.note(TIME, Verdict.PASSED, null);

        assertThat(checks.report("subject").verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void a_failed_note_does_not_weigh() {
        checks.that(DIGEST, true);
        checks.note(TIME, Verdict.FAILED, "late");

        Report<String> report = checks.report("subject");

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.problems()).isEmpty();
        assertThat(report.checks()).hasSize(2);
    }

    @Test
    void never_passes_without_a_subject() {
        checks.that(DIGEST, true);

        assertThat(checks.report(null).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void hands_out_no_subject_unless_passed() {
        checks.that(DIGEST, false);
        Report<String> report = checks.report("subject");

        assertThat(report.subject()).isEmpty();
        assertThatThrownBy(report::orThrow)
                .isInstanceOfSatisfying(
                        VerificationFailedException.class,
                        failure -> assertThat(failure.report()).isSameAs(report))
                .hasMessage("not verified: FAILED [FAILED DIGEST]");
    }

    @Test
    void the_checks_of_a_part_say_where_they_were_made() {
        checks.that(DIGEST, false);
        Checks whole = new Checks();
        whole.addAll("seal", checks.report(null).checks());
        Checks outer = new Checks();
        outer.addAll("signature 1", whole.report(null).checks());

        assertThat(outer.report("subject").checks().get(0).where()).isEqualTo("signature 1 / seal");
        assertThat(outer.passing()).isFalse();
    }

    @Test
    void shows_only_codes() {
        checks.that(DIGEST, false, "expected", "11010519491231002X");

        assertThat(checks.report("subject")).hasToString("FAILED [FAILED DIGEST]");
    }
}
