package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.payment.PaymentCode;
import io.onevisit.payment.qr.PaymentQr;
import java.time.Instant;

/** A payer's signed code that has been scanned and verified (已验签的缴款二维码). Immutable. */
public final class ScannedCode implements Payable {
    private final PaymentQr content;
    private final Instant seenAt;

    ScannedCode(PaymentQr content, Instant seenAt) {
        this.content = content;
        this.seenAt = seenAt;
    }

    /** What the payee has signed. */
    public PaymentQr content() {
        return content;
    }

    @Override
    public PaymentCode code() {
        return content.code();
    }

    @Override
    public Money amount() {
        return content.amount();
    }

    @Override
    public Instant seenAt() {
        return seenAt;
    }

    @Override
    public String toString() {
        return "scanned code " + code() + " of " + amount();
    }
}
