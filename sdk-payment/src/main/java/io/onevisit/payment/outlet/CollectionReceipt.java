package io.onevisit.payment.outlet;

import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * The platform's word that it has taken in a collection (代收回执).
 *
 * @param paymentNumber the platform's number of the payment
 * @param receivedAt when the platform took it in
 */
public record CollectionReceipt(String paymentNumber, Instant receivedAt) {
    public CollectionReceipt {
        Require.text(paymentNumber, "payment number", 64);
        Require.present(receivedAt, "received at");
    }
}
