package io.onevisit.examples.verifier;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Prints findings for people. */
final class TextPrinter implements Printer {
    private final PrintStream out;
    private final boolean chinese;

    TextPrinter(PrintStream out, boolean chinese) {
        this.out = out;
        this.chinese = chinese;
    }

    @Override
    public void print(Finding finding) {
        Report<?> report = finding.report();
        out.println(harmless(finding.file().toString()) + ": " + finding.kind().name(chinese));
        if (report == null) {
            out.println("  " + (chinese ? "无法读取: " : "unreadable: ") + harmless(String.valueOf(finding.problem())));
            return;
        }
        report.checks().forEach(this::print);
        out.println("  " + (chinese ? "结论: " : "verdict: ") + name(report.verdict()));
    }

    private void print(Check check) {
        out.println("  " + mark(check) + " " + check.code() + "  "
                + (chinese ? check.rule().zh() : check.rule().en()) + "  ["
                + check.rule().clause() + "]" + (check.where().isEmpty() ? "" : "  (" + check.where() + ")"));
        if (check.verdict() != Verdict.PASSED || check.expected() == null) {
            detail(chinese ? "应为" : "expected", check.expected());
            detail(chinese ? "实为" : "found", check.actual());
        }
    }

    private void detail(String label, @Nullable String text) {
        if (text != null) {
            out.println("      " + label + ": " + harmless(text));
        }
    }

    /** Text from inside a file may hold what steers a terminal. */
    private static String harmless(String text) {
        return text.replaceAll("\\p{Cc}", "?");
    }

    private static String mark(Check check) {
        if (check.note()) {
            return check.verdict() == Verdict.PASSED ? "·" : "i";
        }
        return switch (check.verdict()) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case INDETERMINATE -> "?";
        };
    }

    private String name(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> chinese ? "通过" : "passed";
            case FAILED -> chinese ? "不通过" : "failed";
            case INDETERMINATE -> chinese ? "无法判定" : "undecided";
        };
    }
}
