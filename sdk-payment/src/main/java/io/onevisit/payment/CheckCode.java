package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * The check code (校验码) that some provinces give beside a payment code. Given, not computed: no rule for it is public.
 *
 * @param value 1 to 8 digits
 */
public record CheckCode(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,8}");

    public CheckCode {
        Require.that(
                FORM.matcher(Require.present(value, "check code")).matches(), "check code", "must be 1 to 8 digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
