package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.EnumSet;
import java.util.Set;

/**
 * How far a payment order has come (缴款状态). It goes on by these rules, whatever comes in whichever order, and never back:
 * once money has arrived only a person can change it, or the bank that takes the money back.
 */
public enum PaymentState {
    /** Stored here; whether the platform has it is not known yet. */
    SENDING,
    /** The platform has it, and it can be paid. */
    OPEN,
    /** Closing was asked for; whether it can still be paid is not known yet. */
    CLOSING,
    /** The platform has refused it. Mend the bill and give it a new number. */
    REFUSED,
    /** No payment came in time, or none that the bank has not taken back. */
    EXPIRED,
    /** Closed before anybody paid, or after the bank had taken the payment back. */
    CLOSED,
    /** Paid, once and in full. */
    PAID,
    /** Money arrived after the order had expired or was closed: refund it, or accept it by hand. */
    PAID_AFTER_CLOSE,
    /**
     * Money arrived, but not the amount or not for the payee of the bill: not paid, to be cleared by hand. Its code may
     * still be open.
     */
    MISMATCHED,
    /**
     * It was paid, and the bank has taken the payment back (已冲正). The department was told of it; the payer may pay anew.
     */
    REVERSED;

    private static final Set<PaymentState> PLATFORM_STATES = EnumSet.of(OPEN, PAID, CLOSED, EXPIRED);

    /** True when money has arrived. */
    boolean hasMoney() {
        return this == PAID || isForAPerson();
    }

    /** True when money has arrived that does not pay the bill unless a person accepts it. */
    boolean isForAPerson() {
        return this == PAID_AFTER_CLOSE || this == MISMATCHED;
    }

    /** True when it can be paid, as far as is known. */
    boolean isOpenThere() {
        return this == OPEN || this == REVERSED;
    }

    /** True when it ended without money that counts. */
    boolean isUnpaidEnd() {
        return this == CLOSED || this == EXPIRED;
    }

    /** True when money that came before the expiry pays it. */
    boolean isPayableInTime() {
        return this == SENDING || this == OPEN || this == EXPIRED || this == REVERSED;
    }

    /** True when the platform takes no money for it any more, or never did; after odd money it may or may not. */
    boolean endsCode() {
        return this == PAID || this == REFUSED || this == EXPIRED || this == CLOSED;
    }

    /**
     * What money for the right payee is to it.
     *
     * @param right true for the amount of the bill
     */
    ArrivalState judge(boolean right, boolean inTime) {
        if (this == PAID) {
            return right ? ArrivalState.DOUBLE_PAID : ArrivalState.SURPLUS;
        }
        if (!right) {
            return ArrivalState.AMOUNT_MISMATCH;
        }
        return switch (this) {
            case MISMATCHED -> ArrivalState.AFTER_MISMATCH;
            case PAID_AFTER_CLOSE -> ArrivalState.AFTER_CLOSE;
            default -> inTime ? ArrivalState.PAYS : ArrivalState.AFTER_CLOSE;
        };
    }

    /** What the order becomes by money that is {@code arrival} to it. */
    PaymentState after(ArrivalState arrival) {
        if (hasMoney() || arrival == ArrivalState.REVERSED) {
            return this;
        }
        return switch (arrival) {
            case PAYS -> PAID;
            case AFTER_CLOSE -> PAID_AFTER_CLOSE;
            default -> MISMATCHED;
        };
    }

    /** What the order becomes when the platform says it is {@code said}; money is not among what it says. */
    PaymentState told(PaymentState said) {
        boolean decides = this == SENDING || this == OPEN || ((this == CLOSING || this == REVERSED) && said != OPEN);
        return decides && said != PAID ? said : this;
    }

    /** True when the platform cannot rightly say that the order is {@code said}. */
    boolean isContradictedBy(PaymentState said) {
        return switch (this) {
            case REFUSED, CLOSED -> said == OPEN;
            case PAID -> said != PAID;
            default -> false;
        };
    }

    /** True when the platform cannot rightly say that it has no such order. */
    boolean isContradictedByNone() {
        return isOpenThere() || this == CLOSING || this == PAID;
    }

    /** The state that the platform names; the others are only this side's. */
    static PaymentState ofPlatform(String name) {
        PaymentState state = valueOf(name);
        Require.that(PLATFORM_STATES.contains(state), "state", "must be one of " + PLATFORM_STATES);
        return state;
    }
}
