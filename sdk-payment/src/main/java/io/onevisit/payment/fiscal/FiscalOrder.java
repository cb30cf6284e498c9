package io.onevisit.payment.fiscal;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.util.Set;

/**
 * What the department has asked a payer for, as a payment is compared with it. {@code toString} names no account.
 *
 * @param code by which it can be paid
 * @param amount what is to be paid
 * @param accounts where the money may go: the account on the bill and, where that stands for another, the real one
 */
public record FiscalOrder(PaymentCode code, Money amount, Set<String> accounts) {
    public FiscalOrder {
        Require.present(code, "payment code");
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        accounts = Set.copyOf(Require.present(accounts, "accounts"));
        Require.that(!accounts.isEmpty(), "accounts", "must not be empty");
    }

    @Override
    public String toString() {
        return "order of " + amount + " by " + code;
    }
}
