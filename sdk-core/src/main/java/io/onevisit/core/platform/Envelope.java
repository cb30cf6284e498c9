package io.onevisit.core.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the replies of a dialect are wrapped: a JSON object with a member {@code code} that tells success from refusal,
 * whatever the HTTP status is.
 *
 * @param success the code of success
 * @param data the member with the answer proper
 * @param stale the codes by which the platform refuses a signature or its secret
 */
record Envelope(String success, String data, Set<String> stale) {
    private static final Pattern CODE = Pattern.compile("-?[0-9A-Za-z][0-9A-Za-z._-]{0,62}");
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Za-z._:-]{1,64}");
    private static final String FORMAT = "reply";

    /** What {@code reply} comes to. */
    Answer answer(String service, RawReply reply, Clock clock) {
        if (reply.status() == 429 || reply.status() == 503) {
            return gateway(service, reply, clock);
        }
        try {
            return answer(reply);
        } catch (MalformedMessageException e) {
            return reply.status() >= 500 || isPage(reply) ? gateway(service, reply, clock) : new Answer.Malformed(e);
        }
    }

    private static Answer gateway(String service, RawReply reply, Clock clock) {
        String what = "a gateway answered " + reply.status() + " in the platform's place";
        return new Answer.Lost(new PlatformUnreachableException(service, what, null), RetryAfter.of(reply, clock));
    }

    /** True when the platform refused the request for its signature or its secret. */
    boolean refusesSecret(Answer answer) {
        return answer instanceof Answer.Declined declined
                && stale.contains(declined.refusal().code());
    }

    private Answer answer(RawReply reply) {
        byte[] octets = DeclaredCharset.utf8(reply).toArray();
        ObjectNode body = StrictJson.readObject(octets, DeclaredCharset.MAX_OCTETS, FORMAT);
        String code = code(body.path("code"));
        if (!code.equals(success)) {
            // What the platform says beside the code may tell of people.
            return new Answer.Declined(new Refusal(code, "the platform's code table says why", requestId(body)));
        }
        if (reply.status() != 200) {
            throw new MalformedMessageException(FORMAT, "has a code of success and another status");
        }
        return new Answer.Accepted(new Reply(data(body.path(data)), Objects.requireNonNullElse(requestId(body), "")));
    }

    private static String code(JsonNode code) {
        String text = code.isTextual() || code.isIntegralNumber() ? code.asText() : "";
        if (!CODE.matcher(text).matches()) {
            throw new MalformedMessageException(FORMAT, "must have a code");
        }
        return text;
    }

    private static @Nullable String requestId(ObjectNode body) {
        String id = body.path("requestId").textValue();
        return id != null && REQUEST_ID.matcher(id).matches() ? id : null;
    }

    /** The answer proper; JSON that came inside a string comes out of it, and nothing in any form is {@code null}. */
    private static Bytes data(JsonNode given) {
        String text = given.textValue();
        if (text == null) {
            return Bytes.of(StrictJson.write(given.isMissingNode() ? NullNode.getInstance() : given));
        }
        if (text.isBlank()) {
            return Bytes.of(StrictJson.write(NullNode.getInstance()));
        }
        char first = text.strip().charAt(0);
        boolean json = first == '{' || first == '[' || text.strip().equals("null");
        return json
                ? Bytes.of(StrictJson.write(
                        StrictJson.read(text.getBytes(StandardCharsets.UTF_8), DeclaredCharset.MAX_OCTETS, FORMAT)))
                : Bytes.of(StrictJson.write(given));
    }

    private static boolean isPage(RawReply reply) {
        return new String(reply.body().toArray(), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith("<");
    }
}
