package io.onevisit.core.crypto;

import java.time.Instant;

/** The answer of one who was not to ask. */
enum NoRevocation implements RevocationSource {
    INSTANCE;

    @Override
    public RevocationStatus statusOf(Certificate certificate, Certificate issuer, Instant at) {
        return new RevocationStatus.Unknown("not asked for");
    }
}
