package io.onevisit.core.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;

/** How the replies of a dialect are wrapped: a JSON object that tells success from refusal, whatever the HTTP status is. */
interface Envelope {
    /** What replies are called in errors. */
    String FORMAT = "reply";

    /** The forms of code that platforms give. */
    Pattern CODE = Pattern.compile("-?[0-9A-Za-z][0-9A-Za-z._-]{0,62}");

    /** What an envelope comes to. */
    Answer open(int status, ObjectNode body);

    /** True when the platform refused the request for its signature or its secret. */
    boolean refusesSecret(Answer answer);

    /** What {@code reply} comes to. */
    default Answer answer(String service, RawReply reply, Clock clock) {
        if (reply.status() == 429 || reply.status() == 503) {
            return gateway(service, reply, clock);
        }
        try {
            byte[] octets = DeclaredCharset.utf8(reply).toArray();
            return open(reply.status(), StrictJson.readObject(octets, DeclaredCharset.MAX_OCTETS, FORMAT));
        } catch (MalformedMessageException e) {
            return reply.status() >= 500 || isPage(reply) ? gateway(service, reply, clock) : new Answer.Malformed(e);
        }
    }

    /** A code, given as a text or as a whole number. */
    static String code(JsonNode code) {
        String text = code.isTextual() || code.isIntegralNumber() ? code.asText() : "";
        if (!CODE.matcher(text).matches()) {
            throw new MalformedMessageException(FORMAT, "must have a code");
        }
        return text;
    }

    private static Answer gateway(String service, RawReply reply, Clock clock) {
        String what = "a gateway answered " + reply.status() + " in the platform's place";
        return new Answer.Lost(new PlatformUnreachableException(service, what, null), RetryAfter.of(reply, clock));
    }

    private static boolean isPage(RawReply reply) {
        return new String(reply.body().toArray(), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith("<");
    }
}
