package io.onevisit.core.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that never jumps, for deadlines; the wall clock is for signatures only. */
interface MonotonicTime {
    /** Nanoseconds from an arbitrary start. */
    long nanos();

    /** Waits. */
    void sleep(Duration time) throws InterruptedException;

    /** The same as a clock, for libraries that ask for one; its instants are those of no calendar. */
    default Clock clock() {
        MonotonicTime time = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.EPOCH.plusNanos(time.nanos());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    /** The Java platform's. */
    static MonotonicTime system() {
        return new MonotonicTime() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration time) throws InterruptedException {
                Thread.sleep(time.toMillis());
            }
        };
    }
}
