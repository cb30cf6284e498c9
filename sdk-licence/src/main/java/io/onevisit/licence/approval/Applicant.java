package io.onevisit.licence.approval;

import io.onevisit.core.id.PartyId;
import io.onevisit.licence.Holder;

/** Whose case it is; a citizen under either number. */
record Applicant(PartyId id) {
    boolean is(PartyId other) {
        return id.upgrade().equals(other.upgrade());
    }

    boolean is(Holder holder) {
        return holder.is(id) || holder.is(id.upgrade());
    }
}
