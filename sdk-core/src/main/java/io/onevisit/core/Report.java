package io.onevisit.core;

import io.onevisit.core.internal.Require;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found (验证报告): every check that could be made, not only the first that failed. The thing
 * verified comes out only when the report has passed, so it cannot be used unverified by oversight.
 *
 * <p>Immutable and thread-safe when {@code T} is.
 *
 * @param <T> what was verified
 */
public final class Report<T> {
    private final Verdict verdict;
    private final List<Check> checks;
    private final @Nullable T subject;

    private Report(Verdict verdict, List<Check> checks, @Nullable T subject) {
        this.verdict = verdict;
        this.checks = checks;
        this.subject = subject;
    }

    /**
     * A report over {@code checks}: FAILED when one failed, else INDETERMINATE when one was undecided, when none was
     * made or when there is no subject, else PASSED. Notes do not weigh.
     *
     * @param subject what was verified, or null when it could not even be read
     */
    public static <T> Report<T> of(List<Check> checks, @Nullable T subject) {
        List<Check> all = List.copyOf(Require.present(checks, "checks"));
        Verdict verdict = verdictOf(all);
        if (verdict == Verdict.PASSED && subject == null) {
            verdict = Verdict.INDETERMINATE;
        }
        return new Report<>(verdict, all, verdict == Verdict.PASSED ? subject : null);
    }

    private static Verdict verdictOf(List<Check> checks) {
        boolean passed = false;
        boolean undecided = false;
        for (Check check : checks) {
            if (check.note()) {
                continue;
            }
            if (check.verdict() == Verdict.FAILED) {
                return Verdict.FAILED;
            }
            passed |= check.verdict() == Verdict.PASSED;
            undecided |= check.verdict() == Verdict.INDETERMINATE;
        }
        return passed && !undecided ? Verdict.PASSED : Verdict.INDETERMINATE;
    }

    /** The verdict over all checks. */
    public Verdict verdict() {
        return verdict;
    }

    /** Every check made, in the order of the clause. */
    public List<Check> checks() {
        return checks;
    }

    /** The checks that kept the report from passing. */
    public List<Check> problems() {
        return checks.stream()
                .filter(check -> !check.note() && check.verdict() != Verdict.PASSED)
                .toList();
    }

    /** The thing verified; present only when the verdict is PASSED. */
    public Optional<T> subject() {
        return Optional.ofNullable(subject);
    }

    /**
     * The thing verified.
     *
     * @throws VerificationFailedException unless the verdict is PASSED; it carries this report
     */
    public T orThrow() {
        if (subject == null) {
            throw new VerificationFailedException(this);
        }
        return subject;
    }

    /** The verdict and the codes of what kept it from passing; no personal data. */
    @Override
    public String toString() {
        return problems().stream()
                .map(check -> check.verdict() + " " + check.code())
                .collect(Collectors.joining(", ", verdict + " [", "]"));
    }
}
