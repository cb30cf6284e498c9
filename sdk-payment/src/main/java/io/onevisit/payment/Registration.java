package io.onevisit.payment;

import org.jspecify.annotations.Nullable;

/**
 * An order as the platform has it (平台登记): its codes, whether they can still be paid by, and what became of closing them.
 *
 * @param code the payment code, or null until the platform has given one
 * @param checkCode its check code, or null where there is none
 * @param over true when the platform takes no money for the code any more, or never did
 * @param closings how many closings have come to an end: the next one is told under a key of its own
 * @param doubts how often in a row the platform has contradicted what it had signed; from the second time a person is told
 * @param replacedBy the order that the debt is paid by now, or null while it is this one
 */
record Registration(
        @Nullable PaymentCode code,
        @Nullable CheckCode checkCode,
        boolean over,
        int closings,
        int doubts,
        @Nullable BillNumber replacedBy) {
    static final Registration NONE = new Registration(null, null, false, 0, 0, null);

    Registration with(PaymentCode given, @Nullable CheckCode check) {
        return new Registration(given, check, over, closings, doubts, replacedBy);
    }

    /** The platform has it open though it was over here: what was closed before can be closed anew. */
    Registration open() {
        return over ? new Registration(code, checkCode, false, closings + 1, doubts, replacedBy) : this;
    }

    Registration ended() {
        return new Registration(code, checkCode, true, closings, doubts, replacedBy);
    }

    /** A closing was refused. */
    Registration notClosed() {
        return new Registration(code, checkCode, over, closings + 1, doubts, replacedBy);
    }

    /** The payment was taken back: it can be paid anew, and what was closed before can be closed anew. */
    Registration reopened() {
        return new Registration(code, checkCode, false, closings + 1, 0, replacedBy);
    }

    Registration withDoubts(int count) {
        return new Registration(code, checkCode, over, closings, count, replacedBy);
    }

    /** Another order stands for the debt now, or with null this one again. */
    Registration replacedBy(@Nullable BillNumber other) {
        return new Registration(code, checkCode, over, closings, doubts, other);
    }
}
