package io.onevisit.payment;

/** What a bill is for (缴款类型). */
public enum BillType {
    /** A fee for an administrative service (行政事业性收费). */
    FEE,
    /** A fine (罚款). */
    FINE,
    /** A tax (税款). */
    TAX,
    /** Tuition (学费). */
    TUITION,
    /** Water (水费). */
    WATER,
    /** Electricity (电费). */
    ELECTRICITY
}
