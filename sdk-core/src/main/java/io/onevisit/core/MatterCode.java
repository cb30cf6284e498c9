package io.onevisit.core;

import io.onevisit.core.internal.Require;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a matter (事项编码) in a catalogue of government services. On the national platform (GB/T 39554.1-2020) the
 * basic code (基本编码) has 12 digits; the implementation code (实施编码) has 31 characters, the credit code of the department,
 * a digit for its level and the basic code; two more digits make the code of a handling item (业务办理项编码). Provinces have
 * forms of their own in use, which are kept as they are.
 *
 * @param value 6 to 64 digits, capital letters and hyphens, starting and ending with a digit or letter
 */
public record MatterCode(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Z][0-9A-Z-]{4,62}[0-9A-Z]");
    private static final Pattern BASIC = Pattern.compile("[0-9]{12}");
    private static final Pattern IMPLEMENTATION =
            Pattern.compile("[0-9A-Z]{2}[0-9]{6}[0-9A-Z]{10}[0-9]{13}(?:[0-9]{2})?");

    public MatterCode {
        Require.that(
                FORM.matcher(Require.present(value, "matter code")).matches(),
                "matter code",
                "must be 6 to 64 digits, capital letters and hyphens");
    }

    /**
     * The basic code, the same for one matter all over the country: this code or the one within it. Empty for a form of
     * a province's own.
     */
    public Optional<MatterCode> basic() {
        if (BASIC.matcher(value).matches()) {
            return Optional.of(this);
        }
        return isImplementation() ? Optional.of(new MatterCode(value.substring(19, 31))) : Optional.empty();
    }

    /** The credit code of the department that handles the matter; empty unless the code holds one. Not checked. */
    public Optional<String> department() {
        return isImplementation() ? Optional.of(value.substring(0, 18)) : Optional.empty();
    }

    private boolean isImplementation() {
        return IMPLEMENTATION.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
