package io.onevisit.core.platform;

import io.onevisit.core.internal.Require;
import java.time.Duration;

/**
 * What each service of a platform is held to (服务防护), so that one in trouble takes neither this system nor the other
 * services with it. Services are told apart by {@link Call#service()}. A call that is held back ends in
 * {@link io.onevisit.core.PlatformUnreachableException}: nothing was sent.
 *
 * @param concurrent attempts under way at the same time (舱壁), 1 to 10,000; one more is held back
 * @param perSecond attempts begun in a second (限流), 1 to 100,000; one more waits for the next second, and is held back
 *     when that is beyond its deadline
 * @param breaker when a failing service is left alone (熔断)
 */
public record ServiceLimits(int concurrent, int perSecond, Breaker breaker) {
    public ServiceLimits {
        requireWithin(concurrent, 10_000, "concurrent attempts");
        requireWithin(perSecond, 100_000, "attempts per second");
        Require.present(breaker, "breaker");
    }

    /** 64 attempts at the same time, 200 per second; the breaker of {@link Breaker#defaults()}. */
    public static ServiceLimits defaults() {
        return new ServiceLimits(64, 200, Breaker.defaults());
    }

    private static void requireWithin(int value, int most, String what) {
        Require.that(value >= 1 && value <= most, what, "must be 1 to " + most);
    }

    /**
     * When a service is left alone, and how it is tried again. A failure is an attempt without an answer of the platform,
     * or with one that it is not available; a refusal is no failure.
     *
     * @param window over how many of the last attempts failures are counted, 2 to 10,000
     * @param failurePercent from which part of them on the service is left alone, 1 to 100
     * @param pause for how long, 1 ms to 10 min
     * @param probes how many attempts are then let through to see whether it is back, 1 to 100; while they are under way all
     *     others are held back
     */
    public record Breaker(int window, int failurePercent, Duration pause, int probes) {
        public Breaker {
            Require.that(window >= 2 && window <= 10_000, "breaker window", "must be 2 to 10000");
            requireWithin(failurePercent, 100, "breaker failure percent");
            Require.that(
                    Require.present(pause, "breaker pause").compareTo(Duration.ofMillis(1)) >= 0
                            && pause.compareTo(Duration.ofMinutes(10)) <= 0,
                    "breaker pause",
                    "must be 1 ms to 10 min");
            requireWithin(probes, 100, "breaker probes");
        }

        /** Left alone for 10 s when half of the last 20 attempts have failed, then tried with 3. */
        public static Breaker defaults() {
            return new Breaker(20, 50, Duration.ofSeconds(10), 3);
        }
    }
}
