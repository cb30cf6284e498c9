package io.onevisit.core.internal;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the checks of one verification, in the order they are made. For one thread. */
public final class Checks {
    private final List<Check> made = new ArrayList<>();

    /** Records that {@code rule} holds or does not. Returns {@code holds}, so that dependent checks can be left out. */
    public boolean that(Rule rule, boolean holds) {
        return that(rule, holds, null, null);
    }

    /** Records that {@code rule} holds or does not, with what was asked and what was found. */
    public boolean that(Rule rule, boolean holds, @Nullable String expected, @Nullable String actual) {
        add(rule, holds ? Verdict.PASSED : Verdict.FAILED, false, expected, actual);
        return holds;
    }

    /** Records that {@code rule} could not be decided. */
    public void undecided(Rule rule, String why) {
        add(rule, Verdict.INDETERMINATE, false, null, why);
    }

    /** Records a remark that does not weigh on the verdict. */
    public void note(Rule rule, Verdict verdict, @Nullable String actual) {
        add(rule, verdict, true, null, actual);
    }

    /** Takes over the checks of a part; {@code where} names it, empty for the whole. */
    public void addAll(String where, List<Check> checks) {
        checks.forEach(check -> made.add(where.isEmpty() ? check : check.within(where)));
    }

    /** True when no check so far weighs against the whole. */
    public boolean passing() {
        for (Check check : made) {
            if (!check.note() && check.verdict() != Verdict.PASSED) {
                return false;
            }
        }
        return true;
    }

    /** The report over all checks made so far. */
    public <T> Report<T> report(@Nullable T subject) {
        return Report.of(made, subject);
    }

    private void add(Rule rule, Verdict verdict, boolean note, @Nullable String expected, @Nullable String actual) {
        made.add(new Check("", rule, verdict, note, expected, actual));
    }
}
