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
    private final List<Check> made = new ArrayList<>(48);
    private boolean passing = true;

    boolean that(Rule rule, boolean holds, String where) {
        made.add(new Check(where, rule, holds ? Verdict.PASSED : Verdict.FAILED, false, null, null));
        passing &= holds;
        return holds;
    }

    /** Names the character only where something is wrong with it. */
    boolean that(Rule rule, boolean holds, PlacedObject at) {
        return that(rule, holds, holds ? at.path() : place(at.path(), at.start()));
    }

    void failed(Rule rule, String path, int character) {
        that(rule, false, place(path, character));
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
