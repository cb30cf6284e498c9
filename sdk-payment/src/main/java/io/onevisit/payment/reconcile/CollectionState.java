package io.onevisit.payment.reconcile;

/** What became of money that was taken for a payment code (代收状态). */
public enum CollectionState {
    /** Taken and kept. */
    COLLECTED("S"),
    /** Taken, then given back (冲正): it no longer counts. */
    REVERSED("R");

    private final String letter;

    CollectionState(String letter) {
        this.letter = letter;
    }

    /** As a statement writes it: {@code S} or {@code R}. */
    String letter() {
        return letter;
    }
}
