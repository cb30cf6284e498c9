package io.onevisit.core;

import io.onevisit.core.internal.Require;
import java.util.regex.Pattern;

/**
 * The number of a case (办件编号) at the department that handles it.
 *
 * @param value 4 to 64 letters, digits and hyphens, starting and ending with a letter or digit
 */
public record CaseNumber(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{2,62}[0-9A-Za-z]");

    public CaseNumber {
        Require.that(
                FORM.matcher(Require.present(value, "case number")).matches(),
                "case number",
                "must be 4 to 64 letters, digits and hyphens");
    }

    @Override
    public String toString() {
        return value;
    }
}
