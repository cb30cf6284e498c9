package io.onevisit.licence;

import io.onevisit.licence.status.StatusReference;

/**
 * A licence that was issued and is on record (已签发证照). {@code toString} shows the type code only.
 *
 * @param id the identifier
 * @param token the SD-JWT VC with all Disclosures, for the holder alone: it is full of personal data
 * @param status the state it is in
 * @param statusReference where verifiers see that state
 */
public record IssuedLicence(LicenceId id, String token, LicenceStatus status, StatusReference statusReference) {
    @Override
    public String toString() {
        return "issued licence of type " + id.typeCode() + ", " + status;
    }
}
