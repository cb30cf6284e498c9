package io.onevisit.examples.verifier;

import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What came out for one file.
 *
 * @param file which
 * @param kind what it is
 * @param report what was checked, or null when the file could not be read
 * @param problem why it could not be read, or null
 */
record Finding(
        Path file,
        Kind kind,
        @Nullable Report<?> report,
        @Nullable String problem) {
    static Finding of(Path file, Kind kind, Report<?> report) {
        return new Finding(file, kind, report, null);
    }

    static Finding unreadable(Path file, String problem) {
        return new Finding(file, Kind.UNKNOWN, null, problem);
    }

    /** 0 passed, 1 failed, 2 undecided, 3 unreadable. */
    int exitCode() {
        return report == null ? 3 : code(report.verdict());
    }

    private static int code(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> 0;
            case FAILED -> 1;
            case INDETERMINATE -> 2;
        };
    }
}
