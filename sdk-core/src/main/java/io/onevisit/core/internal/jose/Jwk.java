package io.onevisit.core.internal.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.json.StrictJson;
import java.util.HashMap;
import java.util.Map;

/** Public keys as JSON Web Keys, RFC 7517: {@code kty} EC with {@code crv} P-256 or SM2. */
public final class Jwk {
    private static final String FORMAT = "JSON Web Key";
    private static final int MAX_KEYS = 64;

    private Jwk() {}

    /** The key as an object. */
    public static ObjectNode write(VerificationKey key) {
        return StrictJson.object()
                .put("kty", "EC")
                .put("crv", key.algorithm().joseCurve())
                .put("x", Base64Url.encode(key.x().toArray()))
                .put("y", Base64Url.encode(key.y().toArray()));
    }

    /**
     * Reads a public key.
     *
     * @throws MalformedMessageException for another type or curve, a point that is not on it, another {@code alg} than
     *     the curve's, or a private key
     */
    public static VerificationKey read(JsonNode jwk) {
        if (!jwk.isObject() || jwk.has("d") || !"EC".equals(jwk.path("kty").textValue())) {
            throw new MalformedMessageException(FORMAT, "must be a public EC key");
        }
        SignatureAlgorithm algorithm = algorithm(jwk);
        try {
            return VerificationKey.of(algorithm, coordinate(jwk, "x"), coordinate(jwk, "y"));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "must be a point on its curve");
        }
    }

    /**
     * Reads an array of public keys by their {@code kid}.
     *
     * @throws MalformedMessageException when it is none, has more than 64 keys, one without {@code kid}, or two with the
     *     same
     */
    public static Map<String, VerificationKey> readSet(JsonNode array) {
        if (!array.isArray() || array.size() > MAX_KEYS) {
            throw new MalformedMessageException(FORMAT, "must be in an array of at most " + MAX_KEYS);
        }
        Map<String, VerificationKey> keys = new HashMap<>();
        for (JsonNode jwk : array) {
            String keyId = jwk.path("kid").textValue();
            if (keyId == null || keyId.isBlank() || keys.put(keyId, read(jwk)) != null) {
                throw new MalformedMessageException(FORMAT, "must have a kid of its own");
            }
        }
        return Map.copyOf(keys);
    }

    private static SignatureAlgorithm algorithm(JsonNode jwk) {
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            if (algorithm.joseCurve().equals(jwk.path("crv").textValue())) {
                if (jwk.has("alg")
                        && !algorithm.joseName().equals(jwk.path("alg").textValue())) {
                    throw new MalformedMessageException(FORMAT, "must have the algorithm of its curve");
                }
                return algorithm;
            }
        }
        throw new MalformedMessageException(FORMAT, "must be on P-256 or SM2");
    }

    private static byte[] coordinate(JsonNode jwk, String name) {
        String value = jwk.path(name).textValue();
        if (value == null) {
            throw new MalformedMessageException(FORMAT, "must have its coordinates as text");
        }
        return Base64Url.decode(value, FORMAT);
    }
}
