package io.onevisit.licence.share;

import io.onevisit.core.Outcome;
import io.onevisit.core.Purpose;
import io.onevisit.core.id.PartyId;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.Occasion;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The services of GB/T 36906 at one platform, in its wording. What comes back is not verified yet. Thread-safe. The reads
 * throw what {@link io.onevisit.core.platform.Platform#read} does.
 */
interface LicenceStore {
    /**
     * A page of the licences under a number.
     *
     * @param after {@link StorePage#next} of the page before; null for the first
     */
    StorePage held(PartyId holder, SortedSet<String> types, Purpose purpose, @Nullable String after);

    /** The licence with this identifier. */
    Optional<StoredLicence> find(LicenceId id, Purpose purpose);

    /** A copy that is good on {@code occasion} only, and until {@code until}. */
    Optional<String> annotate(LicenceId id, Occasion occasion, Instant until);

    /** Whether {@code data} are those of the licence. */
    ShareAnswer<LicenceStatus> compare(LicenceId id, SortedMap<String, String> data, Purpose purpose);

    /** Puts a licence there. */
    Outcome<LicenceId> publish(IssuedLicence licence);

    /** The code by which the platform says that a read is not permitted. */
    String notPermitted();
}
