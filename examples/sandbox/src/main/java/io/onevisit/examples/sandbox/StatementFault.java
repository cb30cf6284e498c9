package io.onevisit.examples.sandbox;

/**
 * What can be wrong with the file of a day that {@link Sandbox#statement} gives out (对账故障开关), to be switched on by name. Each
 * says what happens, and what a department that gets it right then has. They strike each file once for one armed time.
 */
public enum StatementFault implements FaultSwitch {
    /** The file has a payment that nobody has told of. A difference {@code LONG}. */
    F30_LONG,
    /** The file leaves out the first payment. A difference {@code SHORT}. */
    F31_SHORT,
    /** The first payment is of one yuan more. A difference {@code AMOUNT}. */
    F32_AMOUNT,
    /** The first payment was given back. A difference {@code STATE}, or {@code REFUND} where that is a row of its own. */
    F32_STATE,
    /** What was paid in the last minute of the day was booked ten seconds into the next. No difference, on either day. */
    F33_CUTOFF,
    /** The file is not the one that was given out before: the last payment is gone. Refused (15010). */
    F34_CHANGED_FILE,
    /** The file ends in the middle. Refused whole. */
    F35_CUT_FILE,
    /** The file counts one payment too many. Refused whole. */
    F35_WRONG_COUNT,
    /** The sum in the file is off by one fen. Refused whole. */
    F35_WRONG_SUM,
    /** The file is in another charset than agreed on. Refused whole. */
    F35_OTHER_CHARSET,
    /** The first two payments came as one credit, under the number of a batch. They agree; a remainder is shown. */
    F36_ONE_CREDIT,
    /** The first payment came as two credits under its code. They agree; a remainder is shown. */
    F36_TWO_CREDITS
}
