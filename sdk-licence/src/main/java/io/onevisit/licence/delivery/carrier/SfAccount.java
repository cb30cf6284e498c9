package io.onevisit.licence.delivery.carrier;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A customer's account with the SF open platform (丰桥). {@code toString} shows the customer number only.
 *
 * @param partnerId customer number (顾客编码)
 * @param checkword secret (校验码)
 * @param monthlyCard number of the monthly account (月结卡号), which pays for what the department pays
 * @param product product (快件产品类别), for example 1
 * @param labelTemplate the code of the template by which SF draws its own label (云打印面单模板编码), or null when none is
 *     wanted
 */
public record SfAccount(
        String partnerId,
        String checkword,
        String monthlyCard,
        int product,
        @Nullable String labelTemplate) {
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z_]{1,64}");

    public SfAccount {
        Require.that(
                NUMBER.matcher(Require.present(partnerId, "customer number")).matches(),
                "customer number",
                "must be 1 to 64 letters and digits");
        Require.text(checkword, "checkword", 128);
        Require.text(monthlyCard, "monthly account", 32);
        Require.that(product > 0, "product", "must be positive");
        Require.that(
                labelTemplate == null || NUMBER.matcher(labelTemplate).matches(),
                "label template",
                "must be 1 to 64 letters and digits");
    }

    /** An account that has SF draw no labels. */
    public SfAccount(String partnerId, String checkword, String monthlyCard, int product) {
        this(partnerId, checkword, monthlyCard, product, null);
    }

    @Override
    public String toString() {
        return "SfAccount[" + partnerId + "]";
    }
}
