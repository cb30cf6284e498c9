package io.onevisit.core.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Refusal;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Envelope} with a member {@code code}.
 *
 * @param success the code of success
 * @param data the member with the answer proper
 * @param stale the codes by which the platform refuses a signature or its secret
 */
record CodeEnvelope(String success, String data, Set<String> stale) implements Envelope {
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9A-Za-z._:-]{1,64}");

    @Override
    public boolean refusesSecret(Answer answer) {
        return answer instanceof Answer.Declined declined
                && stale.contains(declined.refusal().code());
    }

    @Override
    public Answer open(int status, ObjectNode body) {
        String code = Envelope.code(body.path("code"));
        if (!code.equals(success)) {
            // What the platform says beside the code may tell of people.
            return new Answer.Declined(new Refusal(code, "the platform's code table says why", requestId(body)));
        }
        if (status != 200) {
            throw new MalformedMessageException(FORMAT, "has a code of success and another status");
        }
        return new Answer.Accepted(new Reply(data(body.path(data)), Objects.requireNonNullElse(requestId(body), "")));
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
}
