package io.onevisit.core.platform;

import io.onevisit.core.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The platform's side of the dialects, by the JDK alone: it shares no code with the client. Each secret it hands out is
 * good until the next; what it answers to a call that is signed as it must be is up to the test.
 */
abstract class Gateway implements RawServer.Script {
    /** What a call that is signed as it must be is answered. */
    volatile RawServer.Script service = Wire.unsigned(200, "{}");

    /** What happens before a secret is handed out. */
    volatile RawServer.Script beforeSecret = (request, socket) -> {};

    final AtomicInteger secrets = new AtomicInteger();

    /** Forgets the secret that it has handed out. */
    void forget() {
        secrets.addAndGet(1000);
    }

    abstract boolean asksForSecret(RawMessage request);

    abstract boolean signed(RawMessage request);

    /** The answer to a request that is not signed as it must be. */
    abstract RawServer.Script refusal();

    abstract String secretJson(RawMessage request);

    @Override
    public void answer(RawMessage request, Socket socket) throws IOException {
        if (!signed(request)) {
            refusal().answer(request, socket);
        } else if (asksForSecret(request)) {
            beforeSecret.answer(request, socket);
            secrets.incrementAndGet();
            Wire.unsigned(200, secretJson(request)).answer(request, socket);
        } else {
            service.answer(request, socket);
        }
    }

    static String header(RawMessage request, String name) {
        return String.join(",", request.headers().getOrDefault(name, List.of("")));
    }

    static String text(RawMessage request) {
        return new String(request.body().toArray(), StandardCharsets.UTF_8);
    }

    static Map<String, String> form(RawMessage request) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text(request).split("&", -1)) {
            String[] sides = pair.split("=", 2);
            String value = URLDecoder.decode(sides[1], StandardCharsets.UTF_8);
            if (form.put(sides[0], value) != null) {
                throw new IllegalStateException("a parameter twice");
            }
        }
        return form;
    }

    static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the national exchange's own samples do it: a key from the generator SHA1PRNG, seeded with the app key. */
    @SuppressWarnings("InsecureCryptoUsage")
    static String wrap(String appKey, String secret) {
        try {
            SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
            seeded.setSeed(appKey.getBytes(StandardCharsets.UTF_8));
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(128, seeded);
            SecretKey key = generator.generateKey();
            Cipher cipher = Cipher.getInstance("AES");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return Base64.getEncoder().encodeToString(cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
