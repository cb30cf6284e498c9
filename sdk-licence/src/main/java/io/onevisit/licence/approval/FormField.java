package io.onevisit.licence.approval;

import io.onevisit.core.internal.Require;

/**
 * A field of the application form that fills itself (表单预填项).
 *
 * @param name what the form calls it
 * @param source where its value comes from
 */
public record FormField(String name, Source source) {
    public FormField {
        Require.text(name, "form field", 64);
        Require.present(source, "source");
    }
}
