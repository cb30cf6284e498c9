package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * What a verified time-stamp token says (时间戳): the stamped octets existed at this time.
 *
 * @param time by the authority's clock
 * @param accuracy how far the clock may be off, either way; zero when the token does not say
 * @param serialNumber unique for the authority
 * @param authority the certificate of the authority
 */
public record TimeStamp(Instant time, Duration accuracy, BigInteger serialNumber, Certificate authority) {
    public TimeStamp {
        Require.present(time, "time");
        Require.present(accuracy, "accuracy");
        Require.present(serialNumber, "serial number");
        Require.present(authority, "authority");
    }
}
