package io.onevisit.core.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The caller's clock, put right by what the platform has signed (时钟校正), for the messages that pass between the two as
 * request and reply. Thread-safe.
 */
final class LearntClock extends Clock {
    /** A clock that is further off is mended by a person. */
    private static final Duration MAX_OFFSET = Duration.ofMinutes(15);

    private final Clock clock;

    /** In nanoseconds. */
    private final AtomicLong offset;

    LearntClock(Clock clock) {
        this(clock, new AtomicLong());
    }

    private LearntClock(Clock clock, AtomicLong offset) {
        this.clock = clock;
        this.offset = offset;
    }

    /** Takes over what the other side's clock showed just now; false when that is too far off. */
    boolean learn(Instant shown) {
        Duration learnt = Duration.between(clock.instant(), shown);
        boolean bounded = learnt.abs().compareTo(MAX_OFFSET) <= 0;
        if (bounded) {
            offset.set(learnt.toNanos());
        }
        return bounded;
    }

    /** What is added to the caller's clock. */
    Duration offset() {
        return Duration.ofNanos(offset.get());
    }

    @Override
    public Instant instant() {
        return clock.instant().plusNanos(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new LearntClock(clock.withZone(zone), offset);
    }
}
