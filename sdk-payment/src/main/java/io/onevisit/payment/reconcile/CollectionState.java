package io.onevisit.payment.reconcile;

/** What became of money (收付状态). */
public enum CollectionState {
    /** Taken and kept: it counts. */
    COLLECTED,
    /** Taken, then given back whole (冲正): it no longer counts. */
    REVERSED,
    /** Paid out (退款), as a movement of its own beside what was taken: it counts less than nothing. */
    REFUNDED,
    /** On the other side's list, and not settled there yet (未确认): it counts nothing. No book of ours has it. */
    PENDING
}
