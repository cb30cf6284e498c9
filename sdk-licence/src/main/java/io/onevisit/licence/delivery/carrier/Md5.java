package io.onevisit.licence.delivery.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5 (RFC 1321), because carriers sign with it. It is broken: nothing of this project's own is to use it. */
final class Md5 {
    private Md5() {}

    static byte[] of(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** True when the texts are the same; takes as long when they are not. */
    static boolean same(String ours, String told) {
        return MessageDigest.isEqual(ours.getBytes(UTF_8), told.getBytes(UTF_8));
    }
}
