package io.onevisit.payment.fiscal;

import org.jspecify.annotations.Nullable;

/**
 * Who pays (缴款人). {@code toString} names nobody.
 *
 * @param name at most 100 characters, or null when the platform does not say
 * @param account at most 50 characters, or null
 * @param bank name of the account's bank, at most 100 characters, or null
 */
public record FiscalPayer(
        @Nullable String name,
        @Nullable String account,
        @Nullable String bank) {
    public FiscalPayer {
        OptionalText.require(name, "payer name", 100);
        OptionalText.require(account, "payer account", 50);
        OptionalText.require(bank, "payer bank", 100);
    }

    static FiscalPayer read(XmlNode voucher) {
        return new FiscalPayer(
                voucher.optionalTextOf("PayerName", 100).orElse(null),
                voucher.optionalTextOf("PayerAcct", 50).orElse(null),
                voucher.optionalTextOf("PayerOpBk", 100).orElse(null));
    }

    @Override
    public String toString() {
        return "payer";
    }
}
