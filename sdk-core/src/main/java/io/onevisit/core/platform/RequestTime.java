package io.onevisit.core.platform;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times for requests of a dialect without a nonce: no two are the same, so no two requests carry the same signature.
 * Thread-safe.
 */
final class RequestTime {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    RequestTime(Clock clock) {
        this.clock = clock;
    }

    /** Milliseconds since 1970: now, or one after the last. */
    String next() {
        return Long.toString(last.accumulateAndGet(clock.millis(), (before, now) -> Math.max(before + 1, now)));
    }
}
