package io.onevisit.payment.fiscal;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * What names one fiscal electronic receipt (财政电子票据): code and number.
 *
 * @param code 8 digits (票据代码): region, class, kind and year, two each
 * @param number 10 digits in sequence (票据号码)
 */
public record ReceiptName(String code, String number) {
    private static final Pattern CODE = Pattern.compile("[0-9]{8}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{10}");

    public ReceiptName {
        Require.that(CODE.matcher(Require.present(code, "receipt code")).matches(), "receipt code", "must be 8 digits");
        Require.that(
                NUMBER.matcher(Require.present(number, "receipt number")).matches(),
                "receipt number",
                "must be 10 digits");
    }

    /** The first two digits: the province. */
    public String region() {
        return code.substring(0, 2);
    }

    /** The last two digits of the year. */
    public String year() {
        return code.substring(6);
    }

    @Override
    public String toString() {
        return code + " " + number;
    }
}
