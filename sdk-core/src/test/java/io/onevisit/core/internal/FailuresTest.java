package io.onevisit.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What failed is left alone for a minute and no longer, whatever clock, number and threads do. */
class FailuresTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource time = now::get;
    private final Failures<Integer> failures = new Failures<>(time.withZone(ZoneOffset.UTC));

    @Test
    void leaves_alone_for_a_minute_what_failed_and_nothing_else() {
        failures.add(1);

        assertThat(failures.areRecent(1)).isTrue();
        assertThat(failures.areRecent(2)).isFalse();
        now.set(START.plusSeconds(59));
        assertThat(failures.areRecent(1)).isTrue();
        now.set(START.plusSeconds(60));
        assertThat(failures.areRecent(1)).isFalse();
    }

    @Test
    void a_clock_set_back_leaves_nothing_alone_for_ever() {
        failures.add(1);

        now.set(START.minusSeconds(60));
        assertThat(failures.areRecent(1)).isFalse();
    }

    @Test
    void remembers_the_latest_1024() {
        IntStream.range(0, 1025).forEach(failures::add);

        assertThat(failures.areRecent(0)).isFalse();
        assertThat(IntStream.range(1, 1025)).allMatch(failures::areRecent);
    }

    @Test
    void confuses_nothing_among_many_threads() {
        IntStream.range(0, 2_000).parallel().forEach(i -> {
            if (i % 2 == 0) {
                failures.add(i % 500);
            }
        });

        assertThat(IntStream.range(0, 500)).allMatch(i -> failures.areRecent(i) == (i % 2 == 0));
    }
}
