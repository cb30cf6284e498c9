package io.onevisit.core.platform;

import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.NotSentException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform over HTTP (平台接入), spoken to by an {@link AccessProfile}.
 *
 * <p>A read is attempted up to three times within the deadline, a write again only when the request never left or a
 * verified reply says that nothing was done; every attempt is signed anew, under the same idempotency key. All calls
 * together have ten repeated attempts to spend, which answers earn back and failures do not: in an outage repetition soon
 * ends, and a hundred calls or more make at most 1.1 attempts each.
 *
 * <p>Each service is held to the {@link ServiceLimits} of the settings on its own. A {@link CallListener} is told of every
 * attempt.
 *
 * <p>Thread-safe. Calls run on the caller's thread; an interrupt ends the waiting between attempts, the
 * deadline everything else. OkHttp, which does the transport, shares two daemon threads among all its clients in the process; they end a minute after their last work.
 */
public final class HttpPlatform implements Platform, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPlatform.class);
    private static final int MAX_ATTEMPTS = 3;

    private final PlatformSettings settings;
    private final Exchange exchange;
    private final Transports transports;
    private final MonotonicTime time;
    private final ServiceGuards guards;
    private final RetryTokens tokens = new RetryTokens();
    private volatile Duration clockOffset = Duration.ZERO;

    /** A platform as {@code settings} say. Opens no connection yet. */
    public HttpPlatform(PlatformSettings settings) {
        this(settings, MonotonicTime.system());
    }

    HttpPlatform(PlatformSettings settings, MonotonicTime time) {
        this.settings = Require.present(settings, "settings");
        this.exchange = settings.profile().exchange(settings);
        this.transports = new Transports(settings);
        this.time = time;
        this.guards = new ServiceGuards(settings.limits(), time);
    }

    @Override
    public Reply read(Call call) {
        Require.that(Require.present(call, "call").idempotencyKey() == null, "call", "must be a read");
        return send(call, Answer::repeatsRead).orThrow(call.service());
    }

    @Override
    public Outcome<Reply> write(Call call) {
        Require.that(Require.present(call, "call").idempotencyKey() != null, "call", "must be a write");
        return send(call, Answer::repeatsWrite).outcome(call);
    }

    @Override
    public Report<Inbound> receive(URI address, RawMessage message) {
        return exchange.receive(address, message);
    }

    @Override
    public Clock clock() {
        return settings.clock();
    }

    @Override
    public Duration clockOffset() {
        return clockOffset;
    }

    /** Closes the connections that are not in use. Calls under way end as they would. */
    @Override
    public void close() {
        transports.close();
    }

    private Answer send(Call call, Predicate<Answer> repeats) {
        Deadline deadline = Deadline.in(settings.timeouts().call(), time);
        ServiceGuard guard = guards.of(call.service());
        boolean clockWasOff = false;
        for (int number = 1; true; number++) {
            long start = time.nanos();
            Attempt attempt =
                    guard.attempt(call, deadline, () -> attempt(call, new Sender(transports.current(), deadline)));
            Duration took = Duration.ofNanos(time.nanos() - start);
            Answer answer = attempt.answer();
            note(answer, number);
            Duration pause = Deadline.pauseAfter(number, answer.retryAfter());
            boolean again = repeats.test(answer)
                    && number < MAX_ATTEMPTS
                    && !(clockWasOff && answer instanceof Answer.ClockOff)
                    && deadline.allows(pause)
                    && tokens.take();
            tell(attempt.of(call, number, took, again));
            if (!again || !deadline.sleep(pause)) {
                return answer;
            }
            clockWasOff |= answer instanceof Answer.ClockOff;
        }
    }

    private void note(Answer answer, int number) {
        if (answer instanceof Answer.Accepted || answer instanceof Answer.Declined) {
            tokens.answered(number);
        }
        if (answer instanceof Answer.ClockOff off) {
            clockOffset = off.offset();
            LOG.warn(
                    "to agree with the platform this system's clock needs {} s added; pushed messages are judged without",
                    off.offset().toSeconds());
        }
    }

    private void tell(CallAttempt attempt) {
        try {
            settings.listener().attempted(attempt);
        } catch (RuntimeException e) {
            // Its message may tell of people.
            LOG.warn("a call listener failed: {}", e.getClass().getName());
        }
    }

    private Attempt attempt(Call call, Sender sender) {
        try {
            return exchange.attempt(call, sender);
        } catch (NotSentException e) {
            return new Attempt(
                    new Answer.NotDone(
                            new PlatformUnreachableException(
                                    call.service(), "no connection, nothing was sent", e.getCause()),
                            Duration.ZERO),
                    null);
        } catch (IOException e) {
            // The message may quote the other side, so only the kind of error goes on.
            String kind = e.getClass().getSimpleName();
            return new Attempt(
                    new Answer.Lost(
                            new PlatformUnreachableException(
                                    call.service(), "the answer was lost (" + kind + ")", null),
                            Duration.ZERO),
                    null);
        }
    }
}
