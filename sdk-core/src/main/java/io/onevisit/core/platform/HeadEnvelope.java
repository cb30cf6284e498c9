package io.onevisit.core.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Refusal;
import io.onevisit.core.crypto.DecryptionKey;
import io.onevisit.core.internal.json.StrictJson;
import java.util.HexFormat;

/**
 * An {@link Envelope} with a member {@code head} whose {@code status} tells success, 0, from refusal, and a member
 * {@code data} in SM2: a text, or an object whose only member that counts is {@code certData}.
 *
 * @param key decrypts the data
 */
record HeadEnvelope(DecryptionKey key) implements Envelope {
    private static final String SUCCESS = "0";
    private static final String NOT_AUTHENTICATED = "11";

    @Override
    public boolean refusesSecret(Answer answer) {
        return answer instanceof Answer.Declined declined
                && declined.refusal().code().equals(NOT_AUTHENTICATED);
    }

    @Override
    public Answer open(int status, ObjectNode body) {
        String code = Envelope.code(body.path("head").path("status"));
        if (!code.equals(SUCCESS)) {
            // What the platform says beside the status may tell of people.
            return new Answer.Declined(new Refusal(code, "the platform's status table says why", null));
        }
        if (status != 200) {
            throw new MalformedMessageException(FORMAT, "has a status of success and another of HTTP");
        }
        return new Answer.Accepted(new Reply(data(body.path("data")), ""));
    }

    private Bytes data(JsonNode given) {
        String ciphertext = (given.isObject() ? given.path("certData") : given).textValue();
        if (ciphertext == null) {
            throw new MalformedMessageException(FORMAT, "must have encrypted data");
        }
        byte[] plain = key.decrypt(octets(ciphertext));
        return Bytes.of(StrictJson.write(StrictJson.read(plain, RawMessage.MAX_OCTETS, FORMAT)));
    }

    private static byte[] octets(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(FORMAT, "must have encrypted data in hexadecimal digits");
        }
    }

    /** No key. */
    @Override
    public String toString() {
        return "envelope with head and encrypted data";
    }
}
