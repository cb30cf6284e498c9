package io.onevisit.core.platform;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Report;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.internal.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@link StrictProfile} at work.
 *
 * @param settings of the platform
 * @param clock what requests and replies are dated and judged by
 * @param signatures for requests and replies, by {@code clock}
 * @param inbound for messages that are pushed, by the clock of the settings
 */
record StrictExchange(
        PlatformSettings settings, LearntClock clock, MessageSignatures signatures, MessageSignatures inbound)
        implements Exchange {
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Za-z._:-]{1,64}");

    @Override
    public Attempt attempt(Call call, Sender sender) throws IOException {
        RawMessage request = signatures.sign("POST", settings.target(call.path()), call.body(), call.idempotencyKey());
        RawReply reply = sender.send(request);
        return new Attempt(judge(call, request, reply), reply.status());
    }

    @Override
    public Report<Inbound> receive(URI address, RawMessage message) {
        return inbound.verify(address, message);
    }

    private Answer judge(Call call, RawMessage request, RawReply reply) {
        Report<RawReply> report = signatures.verifyReply(request, reply);
        try {
            if (showsClockOff(request, reply, report) && clock.learn(MessageSignatures.created(reply.headers()))) {
                return new Answer.ClockOff(refusal(problem(reply), reply), clock.offset());
            }
            if (report.subject().isEmpty()) {
                return unverified(call, reply, report);
            }
            return reply.status() < 300 ? accepted(reply) : declined(call, reply);
        } catch (MalformedMessageException e) {
            return new Answer.Malformed(e);
        }
    }

    /** True when the platform refuses the request, proves itself in all but the time, and shows another time than ours. */
    private boolean showsClockOff(RawMessage request, RawReply reply, Report<RawReply> report) {
        return reply.status() == 401
                && report.problems().stream().allMatch(check -> check.rule().equals(SignatureRules.TIME))
                && signatures.areApart(request, reply)
                && problem(reply).kind().equals("bad-signature");
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
        Problem problem = problem(reply);
        if (reply.status() == 429 || (reply.status() == 503 && problem.kind().equals("unavailable"))) {
            return new Answer.NotDone(
                    new PlatformUnreachableException(call.service(), "the platform is not available now", null),
                    RetryAfter.of(reply, settings.clock()));
        }
        if (reply.status() < 400 || reply.status() >= 500) {
            throw new MalformedMessageException("reply", "has a status outside the contract");
        }
        return new Answer.Declined(refusal(problem, reply));
    }

    private static Problem problem(RawReply reply) {
        requireMediaType(reply, Problem.MEDIA_TYPE);
        return Problem.of(reply);
    }

    private static Refusal refusal(Problem problem, RawReply reply) {
        return new Refusal(problem.code(), problem.title(), requestId(reply));
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
