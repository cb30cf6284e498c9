package io.onevisit.payment.qr;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the checks of one text, each with the place it was made at. For one thread. */
final class PlacedChecks {
    private final boolean keepsPassed;
    private final List<Check> made;
    private boolean passing = true;

    private PlacedChecks(boolean keepsPassed) {
        this.keepsPassed = keepsPassed;
        this.made = new ArrayList<>(keepsPassed ? 48 : 0);
    }

    /** Keeps every check, for a report. */
    PlacedChecks() {
        this(true);
    }

    /** Keeps only what fails: for text that will hardly do so, to be read once more if it does. */
    static PlacedChecks ofFailures() {
        return new PlacedChecks(false);
    }

    boolean that(Rule rule, boolean holds, String where) {
        if (keepsPassed || !holds) {
            add(rule, holds, where);
        }
        return holds;
    }

    /** Names the character only where something is wrong with it. */
    boolean that(Rule rule, boolean holds, PlacedObject at) {
        if (keepsPassed || !holds) {
            add(rule, holds, holds ? at.path() : place(at.path(), at.start()));
        }
        return holds;
    }

    void failed(Rule rule, String path, int character) {
        add(rule, false, place(path, character));
    }

    private void add(Rule rule, boolean holds, String where) {
        made.add(new Check(where, rule, holds ? Verdict.PASSED : Verdict.FAILED, false, null, null));
        passing &= holds;
    }

    private static String place(String path, int character) {
        return (path + " at character " + character).strip();
    }

    boolean passing() {
        return passing;
    }

    boolean passed(Rule rule) {
        return made.stream().anyMatch(check -> check.rule().equals(rule) && check.verdict() == Verdict.PASSED);
    }

    <T> Report<T> report(@Nullable T subject) {
        return Report.of(made, subject);
    }
}
