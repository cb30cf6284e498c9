package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * The department's own number of a refund (退款单号). It is stored before anything is sent and is the key under which money
 * is given back once: the same number again is the same refund, another number is another refund.
 *
 * @param value 4 to 64 letters, digits and hyphens
 */
public record RefundNumber(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z-]{4,64}");

    public RefundNumber {
        Require.that(
                FORM.matcher(Require.present(value, "refund number")).matches(),
                "refund number",
                "must be 4 to 64 letters, digits and hyphens");
    }

    @Override
    public String toString() {
        return value;
    }
}
