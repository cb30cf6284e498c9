package io.onevisit.payment.outlet;

import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bill that can be paid now, as the platform has shown it to the teller (待缴款项). Immutable. */
public final class PayableBill implements Payable {
    private final PaymentCode code;
    private final CreditCode payee;
    private final String payeeName;
    private final Money amount;
    private final Instant expires;
    private final Instant seenAt;
    private final @Nullable ScannedCode scanned;

    PayableBill(
            PaymentCode code,
            CreditCode payee,
            String payeeName,
            Money amount,
            Instant expires,
            Instant seenAt,
            @Nullable ScannedCode scanned) {
        this.code = code;
        this.payee = payee;
        this.payeeName = payeeName;
        this.amount = amount;
        this.expires = expires;
        this.seenAt = seenAt;
        this.scanned = scanned;
    }

    PayableBill of(ScannedCode code) {
        return new PayableBill(this.code, payee, payeeName, amount, expires, seenAt, code);
    }

    @Override
    public PaymentCode code() {
        return code;
    }

    /** Who is paid. */
    public CreditCode payee() {
        return payee;
    }

    /** The payee's name. */
    public String payeeName() {
        return payeeName;
    }

    @Override
    public Money amount() {
        return amount;
    }

    /** Until when it can be paid. */
    public Instant expires() {
        return expires;
    }

    @Override
    public Instant seenAt() {
        return seenAt;
    }

    /** The signed code that the payer brought, when it was looked up by one. */
    public Optional<ScannedCode> scanned() {
        return Optional.ofNullable(scanned);
    }

    @Override
    public String toString() {
        return "bill " + code + " of " + amount;
    }
}
