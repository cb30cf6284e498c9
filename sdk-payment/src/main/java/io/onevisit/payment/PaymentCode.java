package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * A payment code (缴款码), by which a payer pays at any collecting bank. Twenty digits as most provinces have them: region
 * (6), year (2) and a sequence (12) without check digit.
 *
 * @param value 20 digits
 */
public record PaymentCode(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{20}");

    public PaymentCode {
        Require.that(
                FORM.matcher(Require.present(value, "payment code")).matches(), "payment code", "must be 20 digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
