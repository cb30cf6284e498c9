package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * A payment code (缴款码), by which a payer pays at any collecting bank. Which of the forms in use is the right one, a {@link
 * PaymentCodeProfile} decides.
 *
 * @param value 12 to 40 digits, after at most 4 capital letters
 */
public record PaymentCode(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{0,4}[0-9]{12,40}");

    public PaymentCode {
        Require.that(
                FORM.matcher(Require.present(value, "payment code")).matches(),
                "payment code",
                "must be 12 to 40 digits after at most 4 capital letters");
    }

    @Override
    public String toString() {
        return value;
    }
}
