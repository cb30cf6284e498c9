package io.onevisit.licence.share;

import org.jspecify.annotations.Nullable;

/**
 * A licence as a store gave it, not verified.
 *
 * @param token as its issuer made it, or null when the store keeps it from us
 * @param type the type code that the store files it under; empty when it does not say
 */
record StoredLicence(@Nullable String token, String type) {
    /** The type only. */
    @Override
    public String toString() {
        return "stored licence of type " + type;
    }
}
