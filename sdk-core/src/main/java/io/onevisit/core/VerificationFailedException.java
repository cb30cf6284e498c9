package io.onevisit.core;

import io.onevisit.core.internal.Require;

/** Something did not pass verification. {@link #report()} names every check. */
public final class VerificationFailedException extends OneVisitException {
    private static final long serialVersionUID = 1L;

    private final transient Report<?> report;

    /** An error that carries {@code report}. */
    public VerificationFailedException(Report<?> report) {
        super("not verified: " + Require.present(report, "report"), null);
        this.report = report;
    }

    /** What was checked. */
    public Report<?> report() {
        return report;
    }
}
