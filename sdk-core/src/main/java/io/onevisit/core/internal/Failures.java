package io.onevisit.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has failed within the last minute and is to be left alone; of many things the latest. Thread-safe. */
public final class Failures<K> {
    private static final int MAX = 1024;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<K, Instant> ends = new LinkedHashMap<>();

    /** Nothing has failed yet. */
    public Failures(Clock clock) {
        this.clock = clock;
    }

    /** Counts from now, the end of the attempt. */
    public synchronized void add(K what) {
        ends.remove(what);
        ends.put(what, clock.instant());
        if (ends.size() > MAX) {
            ends.remove(ends.keySet().iterator().next());
        }
    }

    /** Whether {@code what} is to be left alone. */
    public synchronized boolean areRecent(K what) {
        Instant end = ends.get(what);
        return end != null && Duration.between(end, clock.instant()).abs().compareTo(PAUSE) < 0;
    }
}
