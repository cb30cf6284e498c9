package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.json.StrictJson;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A body whose licences are believed (可信颁发机构), for certain types.
 *
 * @param code its unified social credit code
 * @param keys its keys by key id; 1 to 64
 * @param licenceTypes the codes of the types that it may issue
 */
public record TrustedIssuer(String code, Map<String, VerificationKey> keys, Set<String> licenceTypes) {
    private static final String FORMAT = "trusted issuer";
    private static final int MAX_OCTETS = 256 * 1024;

    public TrustedIssuer {
        Require.text(code, "issuer code", 18);
        keys = Map.copyOf(Require.present(keys, "keys"));
        Require.that(!keys.isEmpty() && keys.size() <= 64, "keys", "must be 1 to 64");
        licenceTypes = Set.copyOf(Require.present(licenceTypes, "licence types"));
    }

    /**
     * Reads an entry of a trust list: a JSON object with {@code code}, {@code licenceTypes} (array of type codes) and
     * {@code keys} (array of JSON Web Keys, RFC 7517, each with {@code kid}). Other members are left aside.
     *
     * @throws MalformedMessageException when it is none, or is over 256 KiB
     */
    public static TrustedIssuer read(byte[] json) {
        ObjectNode entry = StrictJson.readObject(Require.present(json, FORMAT), MAX_OCTETS, FORMAT);
        try {
            return new TrustedIssuer(
                    entry.path("code").asText(), Jwk.readSet(entry.path("keys")), texts(entry.path("licenceTypes")));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "must have code, licenceTypes and 1 to 64 keys");
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
