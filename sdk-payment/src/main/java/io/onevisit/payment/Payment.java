package io.onevisit.payment;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * Money that has arrived (缴款).
 *
 * @param number the platform's number of the payment, at most 64 characters
 * @param amount how much
 * @param paidAt when the payer paid
 * @param channel by which way, as the platform names it, at most 32 characters
 */
public record Payment(String number, Money amount, Instant paidAt, String channel) {
    public Payment {
        Require.text(number, "payment number", 64);
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        Require.present(paidAt, "paid at");
        Require.text(channel, "channel", 32);
    }
}
