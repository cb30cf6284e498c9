package io.onevisit.licence.delivery;

import io.onevisit.core.id.DivisionCode;
import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to (收寄地址), in the parts that carriers ask for; the text is kept as given. {@code toString} shows the division
 * code only.
 *
 * @param division the code of the county
 * @param province its name
 * @param city the prefecture's name
 * @param county the county's name
 * @param detail street, building and room, at most 200 characters
 * @param postcode six digits, or null
 */
public record PostalAddress(
        DivisionCode division,
        String province,
        String city,
        String county,
        String detail,
        @Nullable String postcode) {
    private static final Pattern POSTCODE = Pattern.compile("[0-9]{6}");

    public PostalAddress {
        Require.present(division, "division code");
        Require.text(province, "province", 64);
        Require.text(city, "city", 64);
        Require.text(county, "county", 64);
        Require.text(detail, "address detail", 200);
        Require.that(postcode == null || POSTCODE.matcher(postcode).matches(), "postcode", "must be six digits");
    }

    @Override
    public String toString() {
        return "PostalAddress[" + division + "]";
    }
}
