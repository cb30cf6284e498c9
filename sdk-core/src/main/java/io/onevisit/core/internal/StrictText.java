package io.onevisit.core.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Octets read as text, whole or not at all. */
public final class StrictText {
    private static final char REPLACEMENT = '\uFFFD';

    private StrictText() {}

    /** The text that {@code octets} are in {@code charset}, a Unicode or ASCII one or GB18030; empty when they are none. */
    public static Optional<String> of(byte[] octets, Charset charset) {
        String text = new String(octets, charset); // several times as fast as a decoder that reports
        return text.indexOf(REPLACEMENT) < 0 || isText(octets, charset) ? Optional.of(text) : Optional.empty();
    }

    private static boolean isText(byte[] octets, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(octets));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
