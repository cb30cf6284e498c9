package io.onevisit.core;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * The code of a matter (事项编码) in a catalogue of government services: the basic code of 12 or the implementation code
 * of 31 characters, and the shorter and longer forms that platforms have in use.
 *
 * @param value 6 to 40 digits and capital letters
 */
public record MatterCode(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{6,40}");

    public MatterCode {
        Require.that(
                FORM.matcher(Require.present(value, "matter code")).matches(),
                "matter code",
                "must be 6 to 40 digits and capital letters");
    }

    @Override
    public String toString() {
        return value;
    }
}
