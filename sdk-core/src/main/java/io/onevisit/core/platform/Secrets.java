package io.onevisit.core.platform;

import org.jspecify.annotations.Nullable;

/** Where the secret for a request comes from. Thread-safe. */
interface Secrets {
    /** The secret to sign with now. */
    Secret current(Sender sender) throws NoSecretException;

    /** The secret to sign with after the platform has refused {@code refused}; the same one when there is no other. */
    Secret instead(@Nullable Secret refused, Sender sender) throws NoSecretException;
}
