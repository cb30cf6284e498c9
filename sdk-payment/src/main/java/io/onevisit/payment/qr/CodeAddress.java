package io.onevisit.payment.qr;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * Where payment codes live (缴款码网址): the address that comes before the code in a signed URL. It opens the payee's page in
 * any phone; the signature counts, not the page.
 *
 * @param value {@code https}, a host in lower case, a port or none, and a path that ends in a slash; at most 128 characters
 */
public record CodeAddress(String value) {
    static final String FORM =
            "https://[a-z0-9]+((\\.|-{1,2})[a-z0-9]+){0,8}(:[1-9][0-9]{1,4})?/([0-9A-Za-z_~-]{1,32}/){0,4}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public CodeAddress {
        Require.that(
                Require.text(value, "code address", 128).length() > 0
                        && PATTERN.matcher(value).matches(),
                "code address",
                "must be an https address that ends in a slash, without query");
    }

    @Override
    public String toString() {
        return value;
    }
}
