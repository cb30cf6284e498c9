package io.onevisit.payment.qr;

import io.onevisit.core.internal.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is paid, as an EMV merchant-presented code tells it (商户信息); the same in all codes of one payee.
 *
 * @param categoryCode four digits of ISO 18245, for example {@code 9399} for government services
 * @param country two letters of ISO 3166-1
 * @param name 1 to 25 characters of ASCII; Chinese goes into {@code localName}
 * @param city 1 to 15 characters of ASCII
 * @param localName the name in the payee's language, or null
 * @param accounts accounts at payment networks, for example a {@link UnionPayAccount}; may be empty, and ID 26 is ours
 */
public record EmvMerchant(
        String categoryCode,
        String country,
        String name,
        String city,
        @Nullable LocalName localName,
        List<EmvObject> accounts) {
    public EmvMerchant {
        Require.text(categoryCode, "category code", 4);
        Require.text(country, "country", 2);
        Require.text(name, "name", 25);
        Require.that(EmvText.isCommon(name), "name", "must be ASCII; Chinese belongs in the local name, ID 64");
        Require.text(city, "city", 15);
        Require.that(EmvText.isCommon(city), "city", "must be ASCII; Chinese belongs in the local name, ID 64");
        accounts = List.copyOf(Require.present(accounts, "accounts"));
        for (EmvObject account : accounts) {
            int id = account.number();
            Require.that(id >= 2 && id <= 51 && id != 26, "accounts", "must have IDs 02 to 51 but for 26");
        }
    }
}
