package io.onevisit.licence.share;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of licences as a store gave it.
 *
 * @param licences in the store's order
 * @param next what to ask for the following page with, or null after the last
 */
record StorePage(List<StoredLicence> licences, @Nullable String next) {
    StorePage {
        licences = List.copyOf(licences);
    }
}
