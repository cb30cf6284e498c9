package io.onevisit.payment.fiscal;

import io.onevisit.core.internal.Require;
import org.jspecify.annotations.Nullable;

/** Texts that a message may leave out: null here, an empty element on the wire. */
final class OptionalText {
    private OptionalText() {}

    static void require(@Nullable String text, String what, int max) {
        if (text != null) {
            Require.text(text, what, max);
        }
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
