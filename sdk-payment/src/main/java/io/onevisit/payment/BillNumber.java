package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * The department's own number of a bill (缴款单号). It is stored before anything is sent and is the key under which the
 * order has one effect, so it must be unique for good.
 *
 * @param value 4 to 64 letters, digits and hyphens
 */
public record BillNumber(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z-]{4,64}");

    public BillNumber {
        Require.that(
                FORM.matcher(Require.present(value, "bill number")).matches(),
                "bill number",
                "must be 4 to 64 letters, digits and hyphens");
    }

    @Override
    public String toString() {
        return value;
    }
}
