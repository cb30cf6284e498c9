package io.onevisit.core.crypto;

import java.time.Instant;
import java.util.Optional;

/** What an authority has signed about certificates it issued: a revocation list or an OCSP answer. */
sealed interface RevocationStatement permits RevocationList, OcspAnswer {
    /** True when the names say so; whether it is genuine comes later. */
    boolean isAbout(Certificate certificate, Certificate issuer);

    /** Why this tells nothing about {@code certificate}, whatever the moment; empty when it does. */
    Optional<String> problemFor(Certificate certificate, Certificate issuer);

    /** The whole that this was read from. */
    RevocationProof proof();

    /** When the authority said so. */
    Instant thisUpdate();

    /** The last moment that this covers as the word of {@code issuer}; empty when it does not say. */
    Optional<Instant> lastMoment(Certificate issuer);

    /** What it says, once there is no problem. */
    RevocationStatus statusOf(Certificate certificate);

    /** Why this tells nothing about {@code certificate} at that moment; empty when it does. */
    default Optional<String> problemFor(Certificate certificate, Certificate issuer, Instant at) {
        return problemFor(certificate, issuer).or(() -> problemOfTime(certificate, issuer, at));
    }

    /** A statement is of no use once expired certificates may have left it. */
    private Optional<String> problemOfTime(Certificate certificate, Certificate issuer, Instant at) {
        if (lastMoment(issuer).filter(last -> !at.isAfter(last)).isEmpty()) {
            return Optional.of("the revocation list or answer is stale");
        }
        if (thisUpdate().isAfter(at) && thisUpdate().isAfter(certificate.notAfter())) {
            return Optional.of("the revocation list or answer was made after the certificate had ended");
        }
        return Optional.empty();
    }
}
