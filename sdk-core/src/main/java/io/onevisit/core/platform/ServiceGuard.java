package io.onevisit.core.platform;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.onevisit.core.PlatformUnreachableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Breaker, limiter and bulkhead of one service, by resilience4j, which starts no thread for these kinds of them.
 * Thread-safe.
 */
final class ServiceGuard {
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private final Bulkhead bulkhead;

    ServiceGuard(String service, ServiceLimits limits, MonotonicTime time) {
        this.breaker = CircuitBreaker.of(service, breakerConfig(limits.breaker(), time));
        this.limiter = RateLimiter.of(service, limiterConfig(limits.perSecond()), time::nanos);
        this.bulkhead = Bulkhead.of(service, bulkheadConfig(limits.concurrent()));
    }

    private static CircuitBreakerConfig breakerConfig(ServiceLimits.Breaker breaker, MonotonicTime time) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(breaker.window())
                .minimumNumberOfCalls(breaker.window())
                .failureRateThreshold(breaker.failurePercent())
                .waitDurationInOpenState(breaker.pause())
                .permittedNumberOfCallsInHalfOpenState(breaker.probes())
                .clock(time.clock())
                .build();
    }

    /** A turn may lie as far ahead as a call may last; the call's own deadline is looked at in {@link #turnComes}. */
    private static RateLimiterConfig limiterConfig(int perSecond) {
        return RateLimiterConfig.custom()
                .limitForPeriod(perSecond)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ofMinutes(5))
                .build();
    }

    private static BulkheadConfig bulkheadConfig(int concurrent) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(concurrent)
                .maxWaitDuration(Duration.ZERO)
                .build();
    }

    /** Makes {@code attempt}, or holds it back. */
    Attempt attempt(Call call, Deadline deadline, Supplier<Attempt> attempt) {
        if (!breaker.tryAcquirePermission()) {
            return heldBack(call, "it has failed too often just now");
        }
        boolean recorded = false;
        try {
            if (!turnComes(deadline)) {
                return heldBack(call, "too many attempts per second");
            }
            if (!bulkhead.tryAcquirePermission()) {
                return heldBack(call, "too many attempts at the same time");
            }
            try {
                Attempt made = attempt.get();
                record(made.answer());
                recorded = true;
                return made;
            } finally {
                bulkhead.releasePermission();
            }
        } finally {
            if (!recorded) {
                breaker.releasePermission();
            }
        }
    }

    private boolean turnComes(Deadline deadline) {
        long nanos = limiter.reservePermission();
        if (nanos == 0) {
            return true;
        }
        Duration wait = Duration.ofNanos(nanos);
        return nanos > 0 && deadline.allows(wait) && deadline.sleep(wait);
    }

    private void record(Answer answer) {
        if (answer instanceof Answer.Lost lost) {
            breaker.onError(0, TimeUnit.NANOSECONDS, lost.error());
        } else if (answer instanceof Answer.NotDone notDone) {
            breaker.onError(0, TimeUnit.NANOSECONDS, notDone.error());
        } else {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    private static Attempt heldBack(Call call, String why) {
        return new Attempt(
                new Answer.HeldBack(
                        new PlatformUnreachableException(call.service(), "held back, nothing was sent: " + why, null)),
                null);
    }
}
