package io.onevisit.core.internal;

import io.onevisit.core.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** Refuses arguments that are missing or too long, without ever quoting them. */
public final class Require {
    private Require() {}

    /** {@code value}, unless it is null. */
    public static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw new InvalidValueException(what, "must not be null");
        }
        return value;
    }

    /** {@code value}, unless it is null, blank, longer than {@code max} or holds a control character. */
    public static String text(@Nullable String value, String what, int max) {
        String text = present(value, what);
        that(!text.isBlank(), what, "must not be blank");
        that(text.length() <= max, what, "must have at most " + max + " characters");
        that(!hasControl(text), what, "must not hold control characters");
        return text;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Throws unless {@code holds}. */
    public static void that(boolean holds, String what, String problem) {
        if (!holds) {
            throw new InvalidValueException(what, problem);
        }
    }
}
