package io.onevisit.licence.approval;

import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.PartyId;
import io.onevisit.licence.Holder;
import java.time.LocalDate;
import java.util.Optional;

/** Whose case it is; a citizen under either number. */
record Applicant(PartyId id) {
    boolean is(PartyId other) {
        return id.upgrade().equals(other.upgrade());
    }

    /** The day of birth in the number of a citizen. */
    Optional<LocalDate> birthDate() {
        return id.upgrade() instanceof CitizenId citizen ? Optional.of(citizen.birthDate()) : Optional.empty();
    }

    boolean is(Holder holder) {
        return holder.is(id) || holder.is(id.upgrade());
    }
}
