package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * Names a fiscal electronic receipt (财政电子票据), also a red-letter one (红字票据).
 *
 * @param code 8 digits (票据代码): region, class, kind and year
 * @param number 10 digits (票据号码)
 */
public record FiscalReceipt(String code, String number) {
    private static final Pattern CODE = Pattern.compile("[0-9]{8}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{10}");

    public FiscalReceipt {
        Require.that(CODE.matcher(Require.present(code, "receipt code")).matches(), "receipt code", "must be 8 digits");
        Require.that(
                NUMBER.matcher(Require.present(number, "receipt number")).matches(),
                "receipt number",
                "must be 10 digits");
    }
}
