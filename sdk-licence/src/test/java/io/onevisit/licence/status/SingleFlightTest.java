package io.onevisit.licence.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private final ExecutorService clerk = Executors.newSingleThreadExecutor();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    @AfterEach
    void goHome() {
        answered.countDown();
        clerk.shutdown();
    }

    @Test
    void nobody_waits_for_ever() throws Exception {
        SingleFlight<String> flight = new SingleFlight<>(Duration.ofMillis(1));
        Future<?> slow = slow(flight);

        assertThat(flight.alone("list", () -> "mine")).isEmpty();

        answered.countDown();
        slow.get();
        assertThat(flight.alone("list", () -> "mine")).contains("mine");
    }

    @Test
    void who_is_interrupted_waits_no_longer_and_stays_interrupted() throws Exception {
        SingleFlight<String> flight = new SingleFlight<>(Duration.ofDays(1));
        slow(flight);

        Thread.currentThread().interrupt();
        assertThat(flight.alone("list", () -> "mine")).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    private Future<?> slow(SingleFlight<String> flight) throws InterruptedException {
        Future<?> slow = clerk.submit(() -> flight.alone("list", () -> {
            begun.countDown();
            return await(answered);
        }));
        begun.await();
        return slow;
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "slow";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
