package io.onevisit.payment.outlet;

import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.Require;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reversal (冲正) of one collection, in full. Neither receipt nor refusal while its ending is not known.
 *
 * @param serial the bank's own number of it
 * @param bankSerial of which collection
 * @param askedAt when, in whole seconds
 * @param reason in a few words
 */
record Reversal(
        String serial,
        String bankSerial,
        Instant askedAt,
        String reason,
        @Nullable ReversalReceipt receipt,
        @Nullable Refusal refusal) {
    Reversal {
        OutletCollection.requireSerial(serial, "reversal serial");
        OutletCollection.requireSerial(bankSerial, "bank serial");
        OutletCollection.requireWholeSeconds(askedAt, "asked at");
        Require.text(reason, "reason", 100);
    }

    boolean isOpen() {
        return receipt == null && refusal == null;
    }

    /** Done, also when a repetition of it was refused meanwhile: the receipt is the proof. */
    Reversal done(ReversalReceipt proof) {
        return receipt == null ? new Reversal(serial, bankSerial, askedAt, reason, proof, null) : this;
    }

    Reversal refused(Refusal no) {
        return isOpen() ? new Reversal(serial, bankSerial, askedAt, reason, null, no) : this;
    }

    Outcome<ReversalReceipt> outcome() {
        if (receipt != null) {
            return new Outcome.Done<>(receipt);
        }
        return refusal != null
                ? new Outcome.Refused<>(refusal)
                : new Outcome.Unknown<>(new Pending(OutletWire.REVERSE, serial, OutletState.REVERSING.en()));
    }
}
