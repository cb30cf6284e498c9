package io.onevisit.payment.fiscal;

import io.onevisit.core.Bytes;
import java.security.SecureRandom;

/** Makes message ids (MsgID): twenty hexadecimal digits, at random, as public samples have them. */
final class MessageId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int OCTETS = 10;

    private MessageId() {}

    static String next() {
        byte[] octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return Bytes.of(octets).toHex();
    }
}
