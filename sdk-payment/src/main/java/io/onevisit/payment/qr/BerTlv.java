package io.onevisit.payment.qr;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * A data object of a consumer-presented code, BER-TLV of EMV Book 3 Annex B. {@code toString} tells the length of the value
 * only, since it may be a card number.
 *
 * @param tag in upper-case hexadecimal digits, for example {@code 5F2D}
 * @param value its octets
 */
public record BerTlv(String tag, Bytes value) {
    private static final Pattern TAG = Pattern.compile("([0-9A-F]{2}){1,3}");

    public BerTlv {
        Require.that(TAG.matcher(Require.present(tag, "tag")).matches(), "tag", "must be 1 to 3 octets in hexadecimal");
        Require.present(value, "value");
    }
}
