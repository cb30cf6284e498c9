package io.onevisit.licence.qr;

import io.onevisit.core.MalformedMessageException;

/** Octets in the characters that a QR code packs tightest, RFC 9285: two octets in three characters, one in two. */
final class Base45 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int BASE = 45;

    private Base45() {}

    static String encode(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length * 3 / 2 + 1);
        for (int i = 0; i < octets.length; i += 2) {
            boolean pair = i + 1 < octets.length;
            int value = pair ? (octets[i] & 0xFF) << 8 | (octets[i + 1] & 0xFF) : octets[i] & 0xFF;
            text.append(ALPHABET.charAt(value % BASE)).append(ALPHABET.charAt(value / BASE % BASE));
            if (pair) {
                text.append(ALPHABET.charAt(value / BASE / BASE));
            }
        }
        return text.toString();
    }

    /** Section 6: refuses other characters, a single one left over, and groups that stand for too large a number. */
    static byte[] decode(String text) {
        int rest = text.length() % 3;
        if (rest == 1) {
            throw malformed("has one character left over");
        }
        byte[] octets = new byte[text.length() / 3 * 2 + rest / 2];
        int at = 0;
        for (int i = 0; i < text.length(); i += 3) {
            boolean triple = i + 2 < text.length();
            int value = digit(text, i) + BASE * digit(text, i + 1) + (triple ? BASE * BASE * digit(text, i + 2) : 0);
            if (value > (triple ? 0xFFFF : 0xFF)) {
                throw malformed("has a group beyond " + (triple ? "65535" : "255"));
            }
            if (triple) {
                octets[at++] = (byte) (value >> 8);
            }
            octets[at++] = (byte) value;
        }
        return octets;
    }

    private static int digit(String text, int index) {
        int digit = ALPHABET.indexOf(text.charAt(index));
        if (digit < 0) {
            throw malformed("has a character outside its alphabet");
        }
        return digit;
    }

    private static MalformedMessageException malformed(String problem) {
        return new MalformedMessageException("base45", problem);
    }
}
