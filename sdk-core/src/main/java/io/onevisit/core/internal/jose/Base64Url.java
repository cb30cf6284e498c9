package io.onevisit.core.internal.jose;

import io.onevisit.core.MalformedMessageException;
import java.util.Arrays;
import java.util.Base64;

/** Base64url without padding, RFC 7515 section 2: one text for the same octets, and no other. */
public final class Base64Url {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Base64Url() {}

    /** The text of {@code octets}. */
    public static String encode(byte[] octets) {
        return ENCODER.encodeToString(octets);
    }

    /**
     * The octets that {@code text} stands for.
     *
     * @param format what the text is part of, for the error
     * @throws MalformedMessageException for padding, blanks, other characters, or bits left over
     */
    public static byte[] decode(String text, String format) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(text);
            if (isOnlySpelling(text, octets)) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            throw notBase64Url(format);
        }
        throw notBase64Url(format);
    }

    /** The decoder knows the alphabet, but takes padding and whatever bits are left over at the end. */
    private static boolean isOnlySpelling(String text, byte[] octets) {
        int whole = octets.length - octets.length % 3;
        String end = encode(Arrays.copyOfRange(octets, whole, octets.length));
        return text.length() == whole / 3 * 4 + end.length() && text.endsWith(end);
    }

    private static MalformedMessageException notBase64Url(String format) {
        return new MalformedMessageException(format, "is not base64url without padding");
    }
}
