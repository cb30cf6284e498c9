package io.onevisit.core;

/** What a check or a whole report comes to (结论). */
public enum Verdict {
    /** Checked, and it holds. */
    PASSED,
    /** Checked, and it does not hold. */
    FAILED,
    /** Could not be decided with what was at hand. Never to be taken for {@link #PASSED}. */
    INDETERMINATE
}
