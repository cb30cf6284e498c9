package io.onevisit.licence.delivery.carrier;

import io.onevisit.core.internal.Require;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * A customer's account with Kuaidi100 (快递100), and the account with the carrier behind it. {@code toString} shows the
 * customer number and the carrier only.
 *
 * @param key the key (授权key)
 * @param secret the secret (授权secret)
 * @param customer the customer number (customer)
 * @param salt what Kuaidi100 signs its pushes with; it cannot be left out, since pushes would then be unsigned
 * @param company the carrier behind it (快递公司编码), for example {@code ems} or {@code shunfeng}
 * @param partnerId the monthly account with that carrier (电子面单客户账户)
 * @param partnerKey its password, as that carrier gave it
 * @param callback where this system receives pushes
 */
public record Kuaidi100Account(
        String key,
        String secret,
        String customer,
        String salt,
        String company,
        String partnerId,
        String partnerKey,
        URI callback) {
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_]{1,64}");

    public Kuaidi100Account {
        requireName(key, "key");
        Require.text(secret, "secret", 128);
        requireName(customer, "customer number");
        Require.that(Require.text(salt, "salt", 64).length() >= 8, "salt", "must have at least 8 characters");
        requireName(company, "company");
        Require.that(company.length() <= 32, "company", "must have at most 32 characters");
        Require.text(partnerId, "partner account", 64);
        Require.text(partnerKey, "partner key", 128);
        CarrierLine.requireAddress(callback);
    }

    private static void requireName(String text, String what) {
        Require.that(NAME.matcher(Require.present(text, what)).matches(), what, "must be 1 to 64 letters and digits");
    }

    @Override
    public String toString() {
        return "Kuaidi100Account[" + customer + ", " + company + "]";
    }
}
