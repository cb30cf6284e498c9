package io.onevisit.licence.delivery;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * What opens a locker or is shown at a counter (取件码): whoever has it gets the parcel. {@code toString} hides it.
 *
 * @param value 4 to 32 letters, digits and hyphens
 */
public record PickupCode(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{2,30}[0-9A-Za-z]");

    public PickupCode {
        Require.that(
                FORM.matcher(Require.present(value, "pick-up code")).matches(),
                "pick-up code",
                "must be 4 to 32 letters, digits and hyphens");
    }

    /** Nothing of the code. */
    @Override
    public String toString() {
        return "PickupCode[hidden]";
    }
}
