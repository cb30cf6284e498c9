package io.onevisit.core;

import io.onevisit.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * One check made (检查项): a rule, what it was applied to, and what came out. Carries no personal data; identifiers
 * appear masked in {@code expected} and {@code actual}.
 *
 * @param where the part of the document the rule was applied to, for example {@code signature 1}; empty for the whole
 * @param rule what was checked
 * @param verdict what came out
 * @param note true for a remark that does not weigh on the report's verdict
 * @param expected what the rule asks for, or null where the rule says it all
 * @param actual what was found, or null where there is nothing to show
 */
public record Check(
        String where,
        Rule rule,
        Verdict verdict,
        boolean note,
        @Nullable String expected,
        @Nullable String actual) {
    public Check {
        Require.present(where, "where");
        Require.present(rule, "rule");
        Require.present(verdict, "verdict");
    }

    /** The rule's stable code. */
    public String code() {
        return rule.code();
    }

    /** The same check as seen from a document that contains the one it was made on. */
    public Check within(String outer) {
        return new Check(where.isEmpty() ? outer : outer + " / " + where, rule, verdict, note, expected, actual);
    }
}
