package io.onevisit.core.platform;

import java.time.Duration;

/** Time that never jumps, for deadlines; the wall clock is for signatures only. */
interface MonotonicTime {
    /** Nanoseconds from an arbitrary start. */
    long nanos();

    /** Waits. */
    void sleep(Duration time) throws InterruptedException;

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
