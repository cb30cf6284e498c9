package io.onevisit.licence.status;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where the status of one licence stands (状态引用), section 6.2.
 *
 * @param uri the address of the list: an absolute URI of at most 512 characters
 * @param index the place in the list, from 0
 */
public record StatusReference(String uri, int index) {
    public StatusReference {
        requireAbsolute(Require.text(uri, "status list address", 512));
        Require.that(index >= 0, "status index", "must not be negative");
    }

    private static void requireAbsolute(String uri) {
        try {
            Require.that(new URI(uri).isAbsolute(), "status list address", "must be an absolute URI");
        } catch (URISyntaxException e) {
            throw new InvalidValueException("status list address", "must be an absolute URI");
        }
    }
}
