package io.onevisit.payment;

import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;

/**
 * The platform's word that money has arrived for a bill (支付结果通知); signature and time have been verified.
 *
 * @param billNumber for which bill
 * @param code by which payment code
 * @param payee for whom, as the platform says
 * @param payment the money
 */
public record PaymentNotice(BillNumber billNumber, PaymentCode code, CreditCode payee, Payment payment) {
    public PaymentNotice {
        Require.present(billNumber, "bill number");
        Require.present(code, "payment code");
        Require.present(payee, "payee");
        Require.present(payment, "payment");
    }
}
