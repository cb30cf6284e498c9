package io.onevisit.core.platform;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The end of one call with all its attempts.
 *
 * @param time what it is measured by
 * @param end when it ends, in nanoseconds of {@code time}
 */
record Deadline(MonotonicTime time, long end) {
    private static final long FIRST_PAUSE_MILLIS = 100;

    static Deadline in(Duration duration, MonotonicTime time) {
        return new Deadline(time, time.nanos() + duration.toNanos());
    }

    /** What is left, at least a millisecond. */
    Duration left() {
        return Duration.ofNanos(Math.max(end - time.nanos(), 1_000_000));
    }

    /**
     * How long to wait before the attempt after {@code attempt}: as long as the other side asked for, or else longer each
     * time, with jitter.
     */
    static Duration pauseAfter(int attempt, Duration askedFor) {
        long step = FIRST_PAUSE_MILLIS << (attempt - 1);
        return askedFor.plusMillis(ThreadLocalRandom.current().nextLong(step / 2, step + 1));
    }

    /** True when {@code pause} ends before this. */
    boolean allows(Duration pause) {
        return pause.compareTo(left()) < 0;
    }

    /** Waits; false when this thread was interrupted, which it then still is. */
    boolean sleep(Duration pause) {
        try {
            time.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
