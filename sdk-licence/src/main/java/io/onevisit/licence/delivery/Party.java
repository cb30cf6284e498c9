package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * Who sends or receives (寄件人, 收件人). {@code toString} shows nothing of them.
 *
 * @param name of a person or an office, at most 64 characters
 * @param phone 5 to 20 digits, with {@code +} in front and hyphens between if need be
 * @param address where they are
 */
public record Party(String name, String phone, PostalAddress address) {
    private static final Pattern MOBILE = Pattern.compile("1[0-9]{10}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9-]{3,18}[0-9]");

    public Party {
        Require.text(name, "name", 64);
        Require.that(
                PHONE.matcher(Require.present(phone, "phone")).matches(),
                "phone",
                "must be 5 to 20 digits and hyphens");
        Require.present(address, "address");
    }

    /** True for the number of a mobile phone in the mainland: 11 digits that start with 1. */
    public boolean isMobile() {
        return MOBILE.matcher(phone).matches();
    }

    @Override
    public String toString() {
        return "Party[hidden]";
    }
}
