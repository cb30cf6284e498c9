package io.onevisit.core.platform;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.http.HttpReply;
import io.onevisit.core.internal.http.HttpTransport;
import io.onevisit.core.internal.http.NotSentException;
import io.onevisit.core.internal.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The platform over HTTP by the strict profile (标准接入): requests and replies are signed (see {@link MessageSignatures}),
 * errors are problem details by RFC 9457.
 *
 * <p>A read is attempted up to three times within the deadline, a write again only when the request never left or a
 * verified reply says that nothing was done; every attempt is signed anew, under the same idempotency key. A reply that
 * cannot be verified is no reply, whatever its status.
 *
 * <p>Immutable and thread-safe. Calls run on the caller's thread; an interrupt ends the waiting between attempts, the
 * deadline everything else. OkHttp, which does the transport, shares two daemon threads among all its clients in the process; they end a minute after their last work.
 */
public final class HttpPlatform implements Platform, AutoCloseable {
    private static final int MAX_ATTEMPTS = 3;
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Za-z._:-]{1,64}");

    private final PlatformSettings settings;
    private final MessageSignatures signatures;
    private final HttpTransport transport;
    private final MonotonicTime time;

    /** A platform as {@code settings} say. Opens no connection yet. */
    public HttpPlatform(PlatformSettings settings) {
        this(settings, MonotonicTime.system());
    }

    HttpPlatform(PlatformSettings settings, MonotonicTime time) {
        this.settings = Require.present(settings, "settings");
        this.signatures = new MessageSignatures(settings.key(), settings.platformKeys(), settings.clock());
        this.transport = transport(settings);
        this.time = time;
    }

    private static HttpTransport transport(PlatformSettings settings) {
        Duration connectTimeout = settings.connectTimeout();
        TlsMaterial tls = settings.tls();
        if (settings.baseUri().getScheme().equals("http")) {
            return HttpTransport.plain(connectTimeout, RawMessage.MAX_OCTETS);
        }
        return tls == null
                ? HttpTransport.tls(connectTimeout, RawMessage.MAX_OCTETS)
                : HttpTransport.tls(connectTimeout, RawMessage.MAX_OCTETS, tls.sockets(), tls.trust());
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
    public Report<Inbound> receive(RawMessage message) {
        return signatures.verify(message);
    }

    @Override
    public Clock clock() {
        return settings.clock();
    }

    /** Closes the connections that are not in use. Calls under way end as they would. */
    @Override
    public void close() {
        transport.close();
    }

    private Answer send(Call call, Predicate<Answer> repeats) {
        Deadline deadline = Deadline.in(settings.deadline(), time);
        for (int attempt = 1; true; attempt++) {
            Answer answer = attempt(call, deadline.left());
            if (!repeats.test(answer)
                    || attempt == MAX_ATTEMPTS
                    || !deadline.pauseAfter(attempt, answer.retryAfter())) {
                return answer;
            }
        }
    }

    private Answer attempt(Call call, Duration timeout) {
        URI target = settings.target(call.path());
        RawMessage request = signatures.sign("POST", target, call.body(), call.idempotencyKey());
        try {
            HttpReply reply = transport.post(target, request.headers(), request.body(), timeout);
            return judge(call, request, new RawReply(reply.status(), reply.headers(), reply.body()));
        } catch (NotSentException e) {
            return new Answer.NotDone(
                    new PlatformUnreachableException(call.service(), "no connection, nothing was sent", e.getCause()),
                    Duration.ZERO);
        } catch (IOException e) {
            // The message may quote the other side, so only the kind of error goes on.
            String kind = e.getClass().getSimpleName();
            return new Answer.Lost(
                    new PlatformUnreachableException(call.service(), "the answer was lost (" + kind + ")", null),
                    Duration.ZERO);
        }
    }

    private Answer judge(Call call, RawMessage request, RawReply reply) {
        Report<RawReply> report = signatures.verifyReply(request, reply);
        if (report.subject().isEmpty()) {
            return unverified(call, reply, report);
        }
        try {
            return reply.status() < 300 ? accepted(reply) : declined(call, reply);
        } catch (MalformedMessageException e) {
            return new Answer.Malformed(e);
        }
    }

    private Answer unverified(Call call, RawReply reply, Report<RawReply> report) {
        if (reply.status() < 500 && reply.status() != 429) {
            return new Answer.Lost(new VerificationFailedException(report), Duration.ZERO);
        }
        return new Answer.Lost(
                new PlatformUnreachableException(
                        call.service(), "a gateway answered " + reply.status() + " in the platform's place", null),
                RetryAfter.of(reply, settings.clock()));
    }

    private static Answer accepted(RawReply reply) {
        requireMediaType(reply, "application/json");
        StrictJson.readObject(reply.body().toArray(), RawMessage.MAX_OCTETS, "reply");
        String requestId = requestId(reply);
        return new Answer.Accepted(new Reply(reply.body(), requestId == null ? "" : requestId));
    }

    private Answer declined(Call call, RawReply reply) {
        requireMediaType(reply, Problem.MEDIA_TYPE);
        Problem problem = Problem.of(reply);
        if (reply.status() == 429 || (reply.status() == 503 && problem.kind().equals("unavailable"))) {
            return new Answer.NotDone(
                    new PlatformUnreachableException(call.service(), "the platform is not available now", null),
                    RetryAfter.of(reply, settings.clock()));
        }
        if (reply.status() < 400 || reply.status() >= 500) {
            throw new MalformedMessageException("reply", "has a status outside the contract");
        }
        return new Answer.Declined(new Refusal(problem.code(), problem.title(), requestId(reply)));
    }

    private static void requireMediaType(RawReply reply, String mediaType) {
        String given = SignatureBase.field(reply.headers(), "content-type").toLowerCase(Locale.ROOT);
        if (!given.equals(mediaType) && !given.equals(mediaType + "; charset=utf-8")) {
            throw new MalformedMessageException("reply", "must be of media type " + mediaType);
        }
    }

    private static @Nullable String requestId(RawReply reply) {
        String id = String.join(",", reply.headers().getOrDefault("x-request-id", List.of()));
        return REQUEST_ID.matcher(id).matches() ? id : null;
    }
}
