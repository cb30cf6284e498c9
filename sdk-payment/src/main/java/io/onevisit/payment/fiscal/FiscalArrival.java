package io.onevisit.payment.fiscal;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.time.Instant;

/**
 * Money that reached a fiscal account without a payment code (未匹配资金到账). {@code toString} names neither payer nor account.
 *
 * @param serialNumber of the transaction at the bank (trade_no), at most 64 characters
 * @param arrivedAt when (arrival_time)
 * @param accountType of the receiving account, one or two digits (rec_acctype)
 * @param account the receiving account (rec_acct), at most 50 characters
 * @param amount in yuan (amt)
 * @param payer who paid; the name must be there
 */
public record FiscalArrival(
        String serialNumber, Instant arrivedAt, String accountType, String account, Money amount, FiscalPayer payer) {
    public FiscalArrival {
        Require.text(serialNumber, "serial number", 64);
        Require.present(arrivedAt, "arrived at");
        Require.text(accountType, "account type", 2);
        Require.text(account, "account", 50);
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        Require.text(Require.present(payer, "payer").name(), "payer name", 100);
    }

    @Override
    public String toString() {
        return "arrival of " + amount;
    }
}
