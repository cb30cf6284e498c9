package io.onevisit.seal;

import io.onevisit.core.crypto.TimeStampToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code timeInfo}: when it was signed.
 *
 * @param instant as the signer says
 * @param token the time stamp that says so, which only versions 1 to 3 may have here
 */
record SigningTime(Instant instant, @Nullable TimeStampToken token) {
    static SigningTime of(Instant instant) {
        return new SigningTime(instant, null);
    }

    static SigningTime of(TimeStampToken token) {
        return new SigningTime(token.statedTime(), token);
    }
}
