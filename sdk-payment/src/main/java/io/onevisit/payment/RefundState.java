package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.EnumSet;
import java.util.Set;

/**
 * How far a refund has come (退款状态). It only goes on, and what has ended stays. Should the platform have a refund after all
 * that it has refused, it goes on too, and a person is told.
 */
public enum RefundState {
    /** Stored here; whether the platform has it is not known yet. */
    SENDING(0),
    /** The platform has refused it; nothing was given back. */
    REFUSED(1),
    /** The platform has it, and has not given anything back yet. */
    ACCEPTED(2),
    /** The payer has the money. Final. */
    DONE(3),
    /** The money came back, also days later; it can be refunded under another number. Final. */
    FAILED(3);

    private static final Set<RefundState> PLATFORM_STATES = EnumSet.of(ACCEPTED, DONE, FAILED);

    private final int rank;

    RefundState(int rank) {
        this.rank = rank;
    }

    /** True while the amount is given back, or may be. */
    boolean holdsMoney() {
        return this != REFUSED && this != FAILED;
    }

    /** True when the platform has it, whatever came of it. */
    boolean isTaken() {
        return rank >= ACCEPTED.rank;
    }

    /** True when nothing more is expected. */
    public boolean isFinal() {
        return this == REFUSED || rank == DONE.rank;
    }

    /** The further one of this state and what the platform says. */
    RefundState told(RefundState said) {
        return said.rank > rank ? said : this;
    }

    /** True when the platform says another end than it said before. */
    boolean isContradictedBy(RefundState said) {
        return this != said && rank == said.rank;
    }

    /** The state that the platform names. */
    static RefundState ofPlatform(String name) {
        RefundState state = valueOf(name);
        Require.that(PLATFORM_STATES.contains(state), "state", "must be one of " + PLATFORM_STATES);
        return state;
    }
}
