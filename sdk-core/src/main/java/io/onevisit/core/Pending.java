package io.onevisit.core;

import io.onevisit.core.internal.Require;

/**
 * The handle of a write whose ending is unknown (结果未知).
 *
 * @param operation what was asked for, for example {@code payment.order}
 * @param key the business key under which it was sent and can be queried
 * @param cause what happened to the answer, without personal data
 */
public record Pending(String operation, String key, String cause) {
    public Pending {
        Require.text(operation, "operation", 64);
        Require.text(key, "key", 128);
        Require.text(cause, "cause", 1024);
    }
}
