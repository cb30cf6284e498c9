package io.onevisit.payment.outlet;

import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * The platform's word that a collection is reversed (冲正回执).
 *
 * @param paymentNumber the platform's number of the payment that no longer counts
 * @param reversedAt when the platform reversed it
 */
public record ReversalReceipt(String paymentNumber, Instant reversedAt) {
    public ReversalReceipt {
        Require.text(paymentNumber, "payment number", 64);
        Require.present(reversedAt, "reversed at");
    }
}
