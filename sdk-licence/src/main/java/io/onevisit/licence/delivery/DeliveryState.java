package io.onevisit.licence.delivery;

import java.util.Arrays;

/** How far a delivery is (寄递状态). Ranks never fall: whatever is told late, a delivery does not step back. */
public enum DeliveryState {
    /** Told by the carrier in a word this library does not know; kept, and never the state of a delivery. */
    UNKNOWN(-1),
    /** Posted here; the carrier has not accepted it yet. */
    ORDERED(0),
    /** The carrier has refused it. */
    REFUSED(1),
    /** The carrier has accepted it (已下单). */
    CREATED(2),
    /** The carrier has it (已收寄). */
    COLLECTED(3),
    /** On the way (运输中). */
    IN_TRANSIT(4),
    /** With the courier (派送中). */
    OUT_FOR_DELIVERY(5),
    /** Handed over (已妥投). */
    DELIVERED(6),
    /** Back at the sender (已退回). */
    RETURNED(6),
    /** Lost (丢失). */
    LOST(6),
    /** Cancelled before it was handed over (已取消). */
    CANCELLED(6);

    private final int rank;

    DeliveryState(int rank) {
        this.rank = rank;
    }

    int rank() {
        return rank;
    }

    /** True when nothing more is expected. Among final states the one with the latest event stands. */
    public boolean isFinal() {
        return rank == DELIVERED.rank;
    }

    /** The state a carrier tells in this word; {@link #UNKNOWN} for any that is not in the contract. */
    static DeliveryState told(String word) {
        return Arrays.stream(values())
                .filter(state -> state.rank >= CREATED.rank && state.name().equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
