package io.onevisit.core.platform;

import io.onevisit.core.internal.Require;
import java.time.Duration;

/**
 * How long things may take (时限).
 *
 * @param call one call with all its attempts, 10 ms to 5 min. Looking up the host's name is not bounded by it.
 * @param connect connecting to one address, 1 ms to the whole call
 */
public record Timeouts(Duration call, Duration connect) {
    public Timeouts {
        Require.that(
                Require.present(call, "call timeout").compareTo(Duration.ofMillis(10)) >= 0
                        && call.compareTo(Duration.ofMinutes(5)) <= 0,
                "call timeout",
                "must be 10 ms to 5 min");
        Require.that(
                Require.present(connect, "connect timeout").compareTo(Duration.ofMillis(1)) >= 0
                        && connect.compareTo(call) <= 0,
                "connect timeout",
                "must be 1 ms to the whole call");
    }

    /** 10 s for a call, 3 s for connecting. */
    public static Timeouts defaults() {
        return new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(3));
    }
}
