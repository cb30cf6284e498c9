package io.onevisit.core.id;

/** Sex as a number states it (性别): an odd sequence for men, an even one for women. */
public enum Sex {
    /** Male (男). */
    MALE,
    /** Female (女). */
    FEMALE
}
