package io.onevisit.core.platform;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/** What platforms name accounts, services and codes by; goes into headers as it is. */
final class AccountName {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z._@:-]{1,128}");

    private AccountName() {}

    /**
     * {@code name}, if it is one.
     *
     * @throws InvalidValueException when it has another character or none
     */
    static String require(String name, String what) {
        Require.that(
                FORM.matcher(Require.present(name, what)).matches(),
                what,
                "must be 1 to 128 letters, digits, . _ @ : -");
        return name;
    }
}
