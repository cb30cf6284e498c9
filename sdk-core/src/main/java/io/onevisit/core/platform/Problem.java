package io.onevisit.core.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.json.StrictJson;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Problem details, RFC 9457, as the contract writes them. The detail is not read: it may tell of people, while the title
 * is the same for every occurrence.
 *
 * @param kind the last part of the type: {@code not-found}, {@code refused} ...
 * @param code the specific code, or the kind when there is none
 * @param title a sentence
 */
record Problem(String kind, String code, String title) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final Pattern TYPE = Pattern.compile("urn:onevisit:problem:([a-z][a-z-]{0,63})");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z._-]{1,64}");
    private static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    /**
     * Reads the body of a verified reply.
     *
     * @throws MalformedMessageException when it is no problem of the contract, or of another status
     */
    static Problem of(RawReply reply) {
        JsonNode body = StrictJson.readObject(reply.body().toArray(), RawMessage.MAX_OCTETS, "problem details");
        Matcher type = TYPE.matcher(text(body, "type", ""));
        String title = text(body, "title", "");
        boolean sameStatus =
                body.path("status").isIntegralNumber() && body.path("status").asInt() == reply.status();
        if (!type.matches()
                || !sameStatus
                || title.isBlank()
                || !TITLE.matcher(title).matches()) {
            throw new MalformedMessageException("problem details", "lack a type, title or status of the contract");
        }
        String kind = type.group(1);
        String code = text(body, "code", kind);
        if (!CODE.matcher(code).matches()) {
            throw new MalformedMessageException("problem details", "must have a code of letters, digits and . _ -");
        }
        return new Problem(kind, code, title);
    }

    private static String text(JsonNode body, String name, String otherwise) {
        JsonNode value = body.path(name);
        return value.isMissingNode() ? otherwise : Objects.requireNonNullElse(value.textValue(), "");
    }
}
