package io.onevisit.payment.fiscal;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the fiscal platform confirms, message 5996 (交易确认); its MAC has been verified. {@code toString} names
 * neither payer nor accounts.
 *
 * @param code what was paid by (PayCode)
 * @param confirmedAt CfmDate and CfmTime, in Beijing time
 * @param amount in yuan (Amt)
 * @param bankOutlet where it was collected (BankOutlet), or null
 * @param operator who collected it (Operator), or null
 * @param channel one or two digits of the platform's table (PayMode), or null
 * @param serialNumber of the transaction (TraNoBus)
 * @param payer who paid
 * @param accountType of the receiving account, of the platform's table (RecAcctType), or null
 * @param account the receiving account (RecAcct), or null when the platform does not say
 * @param hold1 kept for what a region agrees on, or null
 * @param hold2 the same
 */
public record FiscalPayment(
        PaymentCode code,
        Instant confirmedAt,
        Money amount,
        @Nullable String bankOutlet,
        @Nullable String operator,
        @Nullable String channel,
        String serialNumber,
        FiscalPayer payer,
        @Nullable String accountType,
        @Nullable String account,
        @Nullable String hold1,
        @Nullable String hold2) {
    static final String NUMBER = "5996";

    public FiscalPayment {
        Require.present(code, "payment code");
        Require.present(confirmedAt, "confirmed at");
        Require.that(Require.present(amount, "amount").isPositive(), "amount", "must be positive");
        OptionalText.require(bankOutlet, "bank outlet", 64);
        OptionalText.require(operator, "operator", 64);
        OptionalText.require(channel, "channel", 2);
        Require.text(serialNumber, "serial number", 64);
        Require.present(payer, "payer");
        OptionalText.require(accountType, "account type", 2);
        OptionalText.require(account, "account", 50);
        OptionalText.require(hold1, "hold 1", 100);
        OptionalText.require(hold2, "hold 2", 100);
    }

    static FiscalPayment read(XmlNode voucher) {
        return voucher.checked(() -> new FiscalPayment(
                voucher.value("PayCode", 44, PaymentCode::new),
                voucher.value("CfmDate", 8, date -> FiscalTime.second(date + voucher.textOf("CfmTime", 6))),
                voucher.value("Amt", 16, Money::yuan),
                voucher.optionalTextOf("BankOutlet", 64).orElse(null),
                voucher.optionalTextOf("Operator", 64).orElse(null),
                voucher.optionalTextOf("PayMode", 2).orElse(null),
                voucher.textOf("TraNoBus", 64),
                FiscalPayer.read(voucher),
                voucher.optionalTextOf("RecAcctType", 2).orElse(null),
                voucher.optionalTextOf("RecAcct", 50).orElse(null),
                voucher.optionalTextOf("Hold1", 100).orElse(null),
                voucher.optionalTextOf("Hold2", 100).orElse(null)));
    }

    /** Code and amount only. */
    @Override
    public String toString() {
        return "payment of " + amount + " by " + code;
    }
}
