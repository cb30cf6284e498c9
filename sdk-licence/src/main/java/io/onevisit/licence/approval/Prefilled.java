package io.onevisit.licence.approval;

import io.onevisit.core.internal.Require;

/**
 * A value for the form (预填数据), out of something that was verified and is good. {@code toString} hides the value.
 *
 * @param field which field it is for, and where it came from
 * @param value what to put there
 */
public record Prefilled(FormField field, String value) {
    public Prefilled {
        Require.present(field, "field");
        Require.present(value, "value");
    }

    @Override
    public String toString() {
        return field.name() + " from " + field.source();
    }
}
