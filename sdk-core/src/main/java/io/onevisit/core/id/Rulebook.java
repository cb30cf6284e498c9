package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Checks;
import java.util.List;
import java.util.function.Predicate;

/** The rules every number of one kind must keep: its form, and what can be asked once the form is right. */
final class Rulebook {
    private final String what;
    private final Clause form;
    private final List<Clause> others;

    Rulebook(String what, Clause form, Clause... others) {
        this.what = what;
        this.form = form;
        this.others = List.of(others);
    }

    /** A rule and how to tell whether a number keeps it. */
    record Clause(Rule rule, Predicate<String> holds) {
        void require(String number, String what) {
            if (!holds.test(number)) {
                throw new InvalidValueException(what, "breaks " + rule.code() + ": " + rule.en());
            }
        }
    }

    /** Throws for the first rule that {@code number} breaks, naming it. */
    void require(String number) {
        form.require(number, what);
        for (int i = 0; i < others.size(); i++) {
            others.get(i).require(number, what);
        }
    }

    /** True if {@code number} keeps every rule. */
    boolean keptBy(String number) {
        return form.holds.test(number) && others.stream().allMatch(clause -> clause.holds.test(number));
    }

    /** Checks {@code number} against every rule; against the form alone if that is broken. */
    Checks check(String number) {
        Checks checks = new Checks();
        if (checks.that(form.rule, form.holds.test(number))) {
            others.forEach(clause -> checks.that(clause.rule, clause.holds.test(number)));
        }
        return checks;
    }

    /** Remarks whether {@code rule} holds, without weight on the verdict. */
    static void remark(Checks checks, Rule rule, boolean holds) {
        checks.note(rule, holds ? Verdict.PASSED : Verdict.FAILED, null);
    }
}
