package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.core.internal.json.StrictJson;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A Disclosure, RFC 9901 section 4.2: the salted name and value of a member, or the salted value of an array element.
 *
 * @param text its base64url text, over which the digest is made
 * @param name the member's name, or null for an array element
 * @param value the value, in which members may again be hidden
 */
record Disclosure(String text, @Nullable String name, JsonNode value) {
    private static final String FORMAT = "Disclosure";
    private static final int SALT_OCTETS = 16;
    private static final int MAX_NAME = 256;

    /** A member with a fresh salt of 128 bits. */
    static Disclosure ofMember(String name, JsonNode value, SecureRandom random) {
        return new Disclosure(text(salted(random).add(name).add(value)), name, value);
    }

    /** An array element with a fresh salt of 128 bits. */
    static Disclosure ofElement(JsonNode value, SecureRandom random) {
        return new Disclosure(text(salted(random).add(value)), null, value);
    }

    private static ArrayNode salted(SecureRandom random) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return StrictJson.object().arrayNode().add(Base64Url.encode(salt));
    }

    private static String text(ArrayNode content) {
        return Base64Url.encode(StrictJson.write(content));
    }

    /** Reads one; only its shape is checked, not where it belongs. */
    static Disclosure parse(String text, int maxOctets) {
        JsonNode content = StrictJson.read(Base64Url.decode(text, FORMAT), maxOctets, FORMAT);
        if (!content.isArray() || !content.path(0).isTextual()) {
            throw new MalformedMessageException(FORMAT, "must be an array that starts with a salt (RFC 9901 4.2)");
        }
        if (content.size() == 2) {
            return new Disclosure(text, null, content.get(1));
        }
        if (content.size() == 3 && content.get(1).isTextual()) {
            return new Disclosure(text, bounded(content.get(1).textValue()), content.get(2));
        }
        throw new MalformedMessageException(
                FORMAT, "must have two elements, or three of which the second is a name (RFC 9901 4.2)");
    }

    /** A name no longer than those in the open may be: here it is a text, which the reader of JSON takes at any length. */
    private static String bounded(String name) {
        if (name.length() > MAX_NAME) {
            throw new MalformedMessageException(FORMAT, "must give names of at most " + MAX_NAME + " characters");
        }
        return name;
    }

    @Override
    public String toString() {
        return FORMAT;
    }
}
