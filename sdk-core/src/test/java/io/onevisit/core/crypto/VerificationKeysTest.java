package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.crypto.VerificationKeys.Entry;
import io.onevisit.core.store.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationKeysTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CHANGE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant RETIRED = Instant.parse("2026-07-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final VerificationKey old =
            SigningKey.generate(SignatureAlgorithm.SM2, "old").verificationKey();
    private final VerificationKey next =
            SigningKey.generate(SignatureAlgorithm.SM2, "new").verificationKey();
    private final VerificationKeys keys =
            VerificationKeys.of(List.of(new Entry("old", old, START, RETIRED), new Entry("new", next, CHANGE, END)));

    @Test
    void two_keys_overlap_while_the_other_side_changes_over_fault_37() {
        assertThat(keys.find("old", CHANGE)).contains(old);
        assertThat(keys.find("new", CHANGE)).contains(next);
    }

    @Test
    void a_key_not_yet_begun_retired_or_unknown_is_not_found_fault_37() {
        assertThat(keys.find("new", CHANGE.minusMillis(1))).isEmpty();
        assertThat(keys.find("old", RETIRED.minusMillis(1))).contains(old);
        assertThat(keys.find("old", RETIRED)).isEmpty();
        assertThat(keys.find("other", CHANGE)).isEmpty();
        assertThat(keys.find("OLD", CHANGE)).isEmpty();
    }

    @Test
    void refuses_two_keys_of_one_id_and_a_time_that_ends_before_it_begins() {
        Entry entry = new Entry("old", old, START, RETIRED);

        assertThatThrownBy(() -> VerificationKeys.of(List.of(entry, new Entry("old", next, START, END))))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Entry("old", old, START, START)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void keys_without_times_count_at_any_moment() {
        VerificationKeys timeless = VerificationKeys.of(Map.of("old", old));

        assertThat(timeless.find("old", Instant.EPOCH)).contains(old);
        assertThat(timeless.find("old", Instant.parse("9999-12-31T23:59:59Z"))).contains(old);
        assertThat(timeless.find("new", END)).isEmpty();
    }

    @Test
    void an_unknown_id_makes_one_reload_however_often_it_is_named_fault_37() {
        Reloads reloads = new Reloads(VerificationKeys.of(Map.of("old", old)));
        VerificationKeys reloading = VerificationKeys.reloading(reloads, Duration.ofMinutes(1), clock);
        reloads.next = VerificationKeys.of(Map.of("old", old, "new", next));

        assertThat(reloading.find("old", START)).contains(old);
        assertThat(reloading.find("new", START)).isEmpty();
        assertThat(reloads.count).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        assertThat(reloading.find("old", START)).contains(old);
        assertThat(reloads.count).isEqualTo(1);
        assertThat(reloading.find("new", START)).contains(next);
        assertThat(reloading.find("no such", START)).isEmpty();
        assertThat(reloading.find("nor such", START)).isEmpty();
        assertThat(reloads.count).isEqualTo(2);
    }

    @Test
    void a_key_the_other_side_has_taken_out_is_no_longer_found_after_a_reload_fault_37() {
        Reloads reloads = new Reloads(VerificationKeys.of(Map.of("old", old)));
        VerificationKeys reloading = VerificationKeys.reloading(reloads, Duration.ofMinutes(1), clock);
        reloads.next = VerificationKeys.of(Map.of("new", next));
        clock.advance(Duration.ofMinutes(1));

        assertThat(reloading.find("new", START)).contains(next);
        assertThat(reloading.find("old", START)).isEmpty();
    }

    @Test
    void the_last_keys_stay_in_use_while_their_source_is_down_which_is_not_asked_again_at_once() {
        Reloads reloads = new Reloads(VerificationKeys.of(Map.of("old", old)));
        VerificationKeys reloading = VerificationKeys.reloading(reloads, Duration.ofMinutes(1), clock);
        reloads.problem = new PlatformUnreachableException("keys", "down", null);
        clock.advance(Duration.ofMinutes(1));

        assertThat(reloading.find("new", START)).isEmpty();
        assertThat(reloading.find("new", START)).isEmpty();
        assertThat(reloading.find("old", START)).contains(old);
        assertThat(reloads.count).isEqualTo(2);
    }

    @Test
    void a_source_that_breaks_in_any_way_is_survived_and_not_asked_again_at_once() {
        Reloads reloads = new Reloads(VerificationKeys.of(Map.of("old", old)));
        VerificationKeys reloading = VerificationKeys.reloading(reloads, Duration.ofMinutes(1), clock);
        reloads.problem = new UncheckedIOException(new IOException("down"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(reloading.find("new", START)).isEmpty();
        assertThat(reloading.find("new", START)).isEmpty();
        assertThat(reloading.find("old", START)).contains(old);
        assertThat(reloads.count).isEqualTo(2);
    }

    @Test
    void one_thread_reloads_while_the_others_go_on_with_what_there_is() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        VerificationKeys reloading = VerificationKeys.reloading(
                () -> {
                    if (count.incrementAndGet() > 1) {
                        asked.countDown();
                        await(answered);
                    }
                    return VerificationKeys.of(Map.of("old", old));
                },
                Duration.ofMinutes(1),
                clock);
        clock.advance(Duration.ofMinutes(1));
        Thread slow = new Thread(() -> reloading.find("new", START));
        slow.start();
        await(asked);

        assertThat(reloading.find("new", START)).isEmpty();
        assertThat(reloading.find("old", START)).contains(old);
        answered.countDown();
        slow.join();
        assertThat(count).hasValue(2);
    }

    @Test
    void refuses_a_pause_too_short_or_too_long() {
        for (Duration pause : List.of(Duration.ZERO, Duration.ofSeconds(-5), Duration.ofDays(2))) {
            assertThatThrownBy(() -> VerificationKeys.reloading(() -> keys, pause, clock))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Reloads implements Supplier<VerificationKeys> {
        private VerificationKeys next;
        private @Nullable RuntimeException problem;
        private int count;

        Reloads(VerificationKeys first) {
            this.next = first;
        }

        @Override
        public VerificationKeys get() {
            count++;
            if (problem != null) {
                throw problem;
            }
            return next;
        }
    }
}
