package io.onevisit.core.store;

import io.onevisit.core.internal.Require;
import java.time.Duration;

/**
 * How an outbox works.
 *
 * @param threads how many messages are sent at once after {@link Outbox#start()}, from 1 to 64
 * @param poll how often the started outbox looks for due messages
 * @param lease how long a worker that gives no sign of life keeps its message, at least 4 seconds
 * @param firstRetry the pause after the first try that did not end the message; it doubles with each further one
 * @param longestRetry where the pause stops growing
 * @param giveUpAfter when a message that has not ended becomes a dead letter, counted from when it was enqueued or
 *     released; shorter than the time for which the other side remembers a business key. What may have been sent is not
 *     sent again after it, not even when the other side does not know it
 * @param closeWithin how long {@link Outbox#close()} lets messages under way end before it interrupts them
 */
public record OutboxSettings(
        int threads,
        Duration poll,
        Duration lease,
        Duration firstRetry,
        Duration longestRetry,
        Duration giveUpAfter,
        Duration closeWithin) {
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(4);

    public OutboxSettings {
        Require.that(threads >= 1 && threads <= 64, "threads", "must be from 1 to 64");
        requirePositive(poll, "poll");
        Require.that(
                Require.present(lease, "lease").compareTo(SHORTEST_LEASE) >= 0, "lease", "must be at least 4 seconds");
        requirePositive(firstRetry, "first retry");
        Require.that(
                Require.present(longestRetry, "longest retry").compareTo(firstRetry) >= 0,
                "longest retry",
                "must not be shorter than the first");
        requirePositive(giveUpAfter, "give up after");
        requirePositive(closeWithin, "close within");
    }

    /**
     * 4 threads that look every 2 seconds, a lease of 2 minutes, pauses from 5 seconds to 30 minutes, given up after 24
     * hours, closed within 30 seconds.
     */
    public static OutboxSettings defaults() {
        return new OutboxSettings(
                4,
                Duration.ofSeconds(2),
                Duration.ofMinutes(2),
                Duration.ofSeconds(5),
                Duration.ofMinutes(30),
                Duration.ofHours(24),
                Duration.ofSeconds(30));
    }

    /** The pause after try number {@code tries}, from 1. */
    Duration pauseAfter(int tries) {
        Duration pause = firstRetry;
        for (int i = 1; i < tries && pause.compareTo(longestRetry) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }

    private static void requirePositive(Duration duration, String what) {
        Require.that(
                !Require.present(duration, what).isNegative() && !duration.isZero(), what, "must be longer than zero");
    }
}
