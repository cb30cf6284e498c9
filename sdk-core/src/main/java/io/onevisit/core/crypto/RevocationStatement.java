package io.onevisit.core.crypto;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an authority has signed about certificates it issued: a revocation list or an OCSP answer. */
sealed interface RevocationStatement permits RevocationList, OcspAnswer {
    /** True when the names say so; whether it is genuine comes later. */
    boolean isAbout(Certificate certificate, Certificate issuer);

    /** True when it is signed by {@code issuer}, or by whom {@code issuer} has charged with it. */
    boolean isSignedFor(Certificate issuer);

    /** Why this tells nothing about {@code certificate} at that moment; empty when it does. */
    Optional<String> problemFor(Certificate certificate, Certificate issuer, Instant at);

    /** When the authority said so. */
    Instant thisUpdate();

    /** What it says, once there is no problem. */
    RevocationStatus statusOf(Certificate certificate);

    /** A statement covers a moment up to its next update, and is of no use once expired certificates may have left it. */
    static Optional<String> problemOfTime(
            Instant thisUpdate, @Nullable Instant nextUpdate, Certificate certificate, Instant at) {
        if (nextUpdate == null || at.isAfter(nextUpdate)) {
            return Optional.of("the revocation list or answer is stale");
        }
        if (thisUpdate.isAfter(at) && thisUpdate.isAfter(certificate.notAfter())) {
            return Optional.of("the revocation list or answer was made after the certificate had ended");
        }
        return Optional.empty();
    }
}
