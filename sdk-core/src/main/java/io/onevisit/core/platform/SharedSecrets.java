package io.onevisit.core.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the dialects do with shared secrets, by the JDK's own algorithms. */
final class SharedSecrets {
    private static final int AES_KEY_OCTETS = 16;

    private SharedSecrets() {}

    /** HMAC-SHA256 (RFC 2104, FIPS 180-4) in base64. */
    static String hmac(Bytes key, byte[] text) {
        Require.that(key.length() > 0, "shared secret", "must not be empty");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** MD5 (RFC 1321) over the parts joined, in lower-case hexadecimal. */
    static String md5(byte[]... parts) {
        MessageDigest digest = digest("MD5");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Unwraps a secret: base64 of AES in ECB mode with PKCS #5 padding. The key is the first 16 octets that the generator
     * SHA1PRNG of the JDK gives when it was seeded with the app key, which are those of SHA-1 applied twice.
     *
     * @throws MalformedMessageException when it was not wrapped under {@code appKey}
     */
    @SuppressWarnings("InsecureCryptoUsage") // the platform's choice; what is wrapped is one random text
    static Bytes unwrap(Bytes appKey, String wrapped) {
        byte[] seeded = digest("SHA-1").digest(digest("SHA-1").digest(appKey.toArray()));
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Arrays.copyOf(seeded, AES_KEY_OCTETS), "AES"));
            return text(cipher.doFinal(Base64.getDecoder().decode(wrapped)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new MalformedMessageException("platform secret", "is not wrapped under the app key");
        }
    }

    /**
     * The octets of a secret that came as text.
     *
     * @throws MalformedMessageException when it is not of 1 to 256 printable ASCII characters
     */
    static Bytes text(String secret) {
        return text(secret.getBytes(UTF_8));
    }

    private static Bytes text(byte[] secret) {
        String characters = new String(secret, US_ASCII);
        if (!characters.matches("[\\x21-\\x7e]{1,256}")) {
            throw new MalformedMessageException("platform secret", "must be of printable ASCII");
        }
        return Bytes.of(secret);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
