package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;

/**
 * What a teller sees of a bill (待缴款项), before taking money.
 *
 * @param code the payment code
 * @param payee who is paid
 * @param payeeName the payee's name
 * @param total how much
 * @param payable true when it can be paid now
 * @param expires until when it can be paid
 */
public record PayableBill(
        PaymentCode code, CreditCode payee, String payeeName, Money total, boolean payable, Instant expires) {
    public PayableBill {
        Require.present(code, "payment code");
        Require.present(payee, "payee");
        Require.text(payeeName, "payee name", 100);
        Require.that(Require.present(total, "total").isPositive(), "total", "must be positive");
        Require.present(expires, "expires");
    }
}
