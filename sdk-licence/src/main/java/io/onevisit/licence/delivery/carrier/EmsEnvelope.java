package io.onevisit.licence.delivery.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Sm4;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * How EMS wraps a message: {@code "|$4|"} and the Base64 of SM4 in ECB mode over the message and, after it, the key as
 * text. The key at the end is all that vouches for the message, and ECB lets whoever has seen other messages exchange
 * blocks; so TLS must vouch for what goes out, and what comes in says no more than which parcel moved; that it is at its end is
 * asked for.
 */
final class EmsEnvelope {
    private static final String MARK = "|$4|";
    private static final String FORMAT = "EMS message";

    private final byte[] keyText;
    private final Sm4 cipher;

    EmsEnvelope(String signKey) {
        this.keyText = signKey.getBytes(UTF_8);
        this.cipher = new Sm4(Base64.getDecoder().decode(signKey));
    }

    String seal(byte[] message) {
        byte[] plain = Arrays.copyOf(message, message.length + keyText.length);
        System.arraycopy(keyText, 0, plain, message.length, keyText.length);
        return MARK + Base64.getEncoder().encodeToString(cipher.encrypt(plain));
    }

    /** The message in {@code text}, after finding the key at its end. */
    Bytes open(String text) {
        byte[] plain = plain(text);
        int end = plain.length - keyText.length;
        PushRules.require(end > 0 && MessageDigest.isEqual(Arrays.copyOfRange(plain, end, plain.length), keyText));
        return Bytes.of(Arrays.copyOf(plain, end));
    }

    private byte[] plain(String text) {
        if (!text.startsWith(MARK)) {
            throw new MalformedMessageException(FORMAT, "does not start as one");
        }
        try {
            return cipher.decrypt(Base64.getDecoder().decode(text.substring(MARK.length())));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(FORMAT, "is not Base64");
        }
    }
}
