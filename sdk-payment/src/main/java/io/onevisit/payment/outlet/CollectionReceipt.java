package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;

/**
 * The platform's word that it has taken in a collection (代收回执). It has been compared with what was collected.
 *
 * @param bankSerial the bank's serial number
 * @param code the payment code
 * @param amount how much
 * @param paymentNumber the platform's number of the payment
 * @param receivedAt when the platform took it in
 */
public record CollectionReceipt(
        String bankSerial, PaymentCode code, Money amount, String paymentNumber, Instant receivedAt) {
    public CollectionReceipt {
        OutletCollection.requireSerial(bankSerial, "bank serial");
        Require.present(code, "payment code");
        Require.present(amount, "amount");
        Require.text(paymentNumber, "payment number", 64);
        Require.present(receivedAt, "received at");
    }
}
