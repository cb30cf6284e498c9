package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;

/**
 * What a teller has seen and may therefore collect (可缴款项): a bill that the platform has shown, or a signed code that has
 * been verified. Only {@link BankOutlet} makes them, so nothing is collected unseen. Immutable.
 */
public sealed interface Payable permits PayableBill, ScannedCode {
    /** The payment code. */
    PaymentCode code();

    /** How much is to be paid. */
    Money amount();

    /** When the teller saw it. */
    Instant seenAt();
}
