package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;

/**
 * The department's account at the sharing platform in the wording of Shandong: minted once and kept in a file.
 *
 * @param accessId its name
 * @param accessToken its token
 * @param secret the private value that answers are encrypted to, in hexadecimal digits
 */
public record ShandongAccount(String accessId, String accessToken, String secret) {
    private static final ECDomainParameters SM2 = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
    private static final String FILE = "shandong-account.json";

    static ShandongAccount open(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            Files.write(file, Json.write(mint().json()).toArray());
        }
        ObjectNode json = Json.read(Files.readAllBytes(file));
        return new ShandongAccount(
                json.path("accessId").asText(),
                json.path("accessToken").asText(),
                json.path("secret").asText());
    }

    private static ShandongAccount mint() {
        SecureRandom random = new SecureRandom();
        byte[] token = new byte[16];
        random.nextBytes(token);
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        secret[0] = 1; // below the order
        return new ShandongAccount(
                "onevisit", HexFormat.of().formatHex(token), HexFormat.of().formatHex(secret));
    }

    private ObjectNode json() {
        return Json.object()
                .put("accessId", accessId)
                .put("accessToken", accessToken)
                .put("secret", secret);
    }

    /** What the platform sends: C1, C3, C2 in hexadecimal digits. */
    String encrypt(byte[] data) {
        ECPublicKeyParameters key = new ECPublicKeyParameters(SM2.getG().multiply(new BigInteger(secret, 16)), SM2);
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(true, new ParametersWithRandom(key, new SecureRandom()));
        try {
            return HexFormat.of().formatHex(engine.processBlock(data, 0, data.length));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("encrypting always works", e);
        }
    }

    /** The account; no token and no key. */
    @Override
    public String toString() {
        return "account " + accessId;
    }
}
