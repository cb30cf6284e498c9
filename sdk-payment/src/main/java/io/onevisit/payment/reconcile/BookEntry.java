package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;

/**
 * A payment as our own book has it (我方账目). A code that was paid twice has two entries.
 *
 * @param code by which payment code
 * @param amount how much, in CNY, more than nothing
 * @param paidAt when the payer paid
 * @param state kept, or given back
 */
public record BookEntry(PaymentCode code, Money amount, Instant paidAt, CollectionState state) {
    public BookEntry {
        Require.present(code, "payment code");
        Yuan.positive(amount);
        Require.present(paidAt, "paid at");
        Require.present(state, "state");
    }

    /** A payment that was taken and kept. */
    public static BookEntry collected(PaymentCode code, Money amount, Instant paidAt) {
        return new BookEntry(code, amount, paidAt, CollectionState.COLLECTED);
    }

    /** What this entry counts for: the amount, or nothing when it was given back. */
    public Money counting() {
        return Yuan.counting(amount, state);
    }
}
