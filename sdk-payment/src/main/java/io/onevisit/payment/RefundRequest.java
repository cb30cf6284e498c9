package io.onevisit.payment;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to give back (退款申请).
 *
 * @param number the department's number of it; the same again is the same refund
 * @param bill the bill that the money arrived for
 * @param paymentNumber which of the payments that arrived for it
 * @param amount how much of it, more than nothing
 * @param available what the caller saw to be left of the payment, {@link PaymentOrder#refundable}; when somebody was faster
 *     the refund is refused
 * @param reason why, without personal data, at most 200 characters
 * @param redLetterReceipt the red-letter receipt (红字票据) that cancels the receipt of the bill, or null when none was issued
 */
public record RefundRequest(
        RefundNumber number,
        BillNumber bill,
        String paymentNumber,
        Money amount,
        Money available,
        String reason,
        @Nullable FiscalReceipt redLetterReceipt) {
    public RefundRequest {
        Require.present(number, "refund number");
        Require.present(bill, "bill number");
        Require.text(paymentNumber, "payment number", 64);
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        Require.that(
                amount.currency().equals(Require.present(available, "available").currency()),
                "available",
                "must be of the same currency");
        Require.text(reason, "reason", 200);
    }

    /** Without the reason. */
    @Override
    public String toString() {
        return "request for refund " + number + " of " + amount;
    }

    /** The red-letter receipt, if there is one. */
    public Optional<FiscalReceipt> redLetter() {
        return Optional.ofNullable(redLetterReceipt);
    }
}
