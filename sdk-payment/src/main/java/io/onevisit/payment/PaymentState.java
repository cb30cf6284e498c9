package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.EnumSet;
import java.util.Set;

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

    private static final Set<PaymentState> PLATFORM_STATES = EnumSet.of(OPEN, PAID, CLOSED, EXPIRED);

    /**
     * What the order becomes when the right amount arrives for the right payee.
     *
     * @param inTime true when it was paid before the order expired, whenever that became known here
     */
    PaymentState paid(boolean inTime) {
        return switch (this) {
            case SENDING, OPEN, EXPIRED -> inTime ? PAID : PAID_AFTER_CLOSE;
            case REFUSED, CLOSED, PAID_AFTER_CLOSE -> PAID_AFTER_CLOSE;
            case PAID, MISMATCHED -> this;
        };
    }

    /** What the order becomes when money arrives in another amount or for another payee. */
    PaymentState mismatched() {
        return this == PAID ? PAID : MISMATCHED;
    }

    /** The state that the platform names; the others are only this side's. */
    static PaymentState ofPlatform(String name) {
        PaymentState state = valueOf(name);
        Require.that(PLATFORM_STATES.contains(state), "state", "must be one of " + PLATFORM_STATES);
        return state;
    }

    /** True while the platform's answer to a query can still change it. */
    boolean isUndecided() {
        return this == SENDING || this == OPEN;
    }
}
