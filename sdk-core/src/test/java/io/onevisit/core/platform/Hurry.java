package io.onevisit.core.platform;

import java.time.Duration;

/** Real time without the pauses between attempts. */
final class Hurry implements MonotonicTime {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration time) {
        // no pause
    }
}
