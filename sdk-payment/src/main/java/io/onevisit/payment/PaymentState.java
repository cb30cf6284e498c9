package io.onevisit.payment;

/** How far a payment order has come (缴款状态). Arrivals decide, not their order; what is final stays. */
public enum PaymentState {
    /** Stored here; whether the platform has it is not known yet. */
    SENDING,
    /** The platform has it, and it can be paid. */
    OPEN,
    /** The platform has refused it. Final; mend the bill and give it a new number. */
    REFUSED,
    /** Nobody paid in time. */
    EXPIRED,
    /** Closed before anybody paid. */
    CLOSED,
    /** Paid, once and in full. Final. */
    PAID,
    /** Money arrived after the order had expired or was closed: refund it, or accept it by hand. */
    PAID_AFTER_CLOSE,
    /** Money arrived, but not the amount or not for the payee of the bill: not paid, to be cleared by hand. */
    MISMATCHED;

    /** What the order becomes when the right amount arrives for the right payee. */
    PaymentState paid() {
        return switch (this) {
            case SENDING, OPEN, PAID -> PAID;
            case REFUSED, EXPIRED, CLOSED, PAID_AFTER_CLOSE -> PAID_AFTER_CLOSE;
            case MISMATCHED -> MISMATCHED;
        };
    }

    /** True while the platform's answer to a query can still change it. */
    boolean isUndecided() {
        return this == SENDING || this == OPEN;
    }
}
