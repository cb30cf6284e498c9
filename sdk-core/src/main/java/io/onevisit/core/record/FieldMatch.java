package io.onevisit.core.record;

/** How a claim about one field compares with the record (比对结果). */
public enum FieldMatch {
    /** The record says the same. */
    MATCH,
    /** The record says something else. */
    MISMATCH,
    /** The source cannot or will not tell; neither a match nor a mismatch. */
    UNKNOWN
}
