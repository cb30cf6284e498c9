package io.onevisit.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.internal.Require;

/**
 * Names one state.
 *
 * @param kind what sort of thing it is, for example {@code payment.order}; at most 64 characters
 * @param id which one; at most 160 characters, no personal data
 */
public record StateKey(String kind, String id) {
    public StateKey {
        Require.text(kind, "kind", 64);
        Require.text(id, "id", 160);
        Require.that(UTF_8.newEncoder().canEncode(kind + id), "key", "must be text that UTF-8 can hold");
    }
}
