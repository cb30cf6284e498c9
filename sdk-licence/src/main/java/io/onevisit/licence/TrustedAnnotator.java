package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.util.Map;

/**
 * A body whose annotated copies are believed (可信加注机构): a platform, or an issuer for its own licences.
 *
 * @param code its unified social credit code
 * @param keys its keys for annotated copies by key id; 1 to 64
 */
public record TrustedAnnotator(String code, Map<String, VerificationKey> keys) {
    private static final String FORMAT = "trusted annotator";
    private static final int MAX_OCTETS = 256 * 1024;

    public TrustedAnnotator {
        Require.text(code, "annotator code", 18);
        keys = Map.copyOf(Require.present(keys, "keys"));
        Require.that(!keys.isEmpty() && keys.size() <= 64, "keys", "must be 1 to 64");
    }

    /**
     * Reads an entry of a trust list: a JSON object with {@code code} and {@code keys} (array of JSON Web Keys, RFC 7517,
     * each with {@code kid}). Other members are left aside.
     *
     * @throws MalformedMessageException when it is none, or is over 256 KiB
     */
    public static TrustedAnnotator read(byte[] json) {
        ObjectNode entry = StrictJson.readObject(Require.present(json, FORMAT), MAX_OCTETS, FORMAT);
        try {
            return new TrustedAnnotator(new Members(entry, FORMAT).text("code"), Jwk.readSet(entry.path("keys")));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "must have a code and 1 to 64 keys");
        }
    }
}
