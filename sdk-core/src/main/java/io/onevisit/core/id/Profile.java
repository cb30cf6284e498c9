package io.onevisit.core.id;

/** How strictly a number is judged (核验口径) where the standard and the numbers in real use part ways. */
public enum Profile {
    /** As the standard has it. */
    STRICT,
    /**
     * As numbers are found in real use: a credit code with a wrong check character passes with a remark, since some that
     * were issued in Xiamen before 2016 have one and are valid.
     */
    LENIENT
}
