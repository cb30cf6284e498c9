package io.onevisit.payment.qr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.json.StrictJson;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A body whose payment codes are believed (可信收款单位).
 *
 * @param code its unified social credit code
 * @param keys its keys by key id; 1 to 64
 * @param addresses where its signed addresses may lie, at most 16; with none, only its EMV codes are believed
 */
public record TrustedPayee(CreditCode code, Map<String, VerificationKey> keys, Set<CodeAddress> addresses) {
    private static final String FORMAT = "trusted payee";
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_ADDRESSES = 16;

    public TrustedPayee {
        Require.present(code, "payee code");
        keys = Map.copyOf(Require.present(keys, "keys"));
        Require.that(!keys.isEmpty() && keys.size() <= 64, "keys", "must be 1 to 64");
        addresses = Set.copyOf(Require.present(addresses, "addresses"));
        Require.that(addresses.size() <= MAX_ADDRESSES, "addresses", "must be at most " + MAX_ADDRESSES);
    }

    /**
     * Reads an entry of a trust list: a JSON object with {@code code}, {@code keys} (array of JSON Web Keys, RFC 7517, each
     * with {@code kid}) and, where it has any, {@code addresses} (array of strings). Other members are left aside.
     *
     * @throws MalformedMessageException when it is none, or is over 256 KiB
     */
    public static TrustedPayee read(byte[] json) {
        ObjectNode entry = StrictJson.readObject(Require.present(json, FORMAT), MAX_OCTETS, FORMAT);
        try {
            return new TrustedPayee(
                    CreditCode.parse(entry.path("code").textValue()),
                    Jwk.readSet(entry.path("keys")),
                    addresses(entry.path("addresses")));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "must have code, 1 to 64 keys, and addresses that are some");
        }
    }

    private static Set<CodeAddress> addresses(JsonNode node) {
        Require.that(node.isMissingNode() || node.isArray(), "addresses", "must be an array");
        Set<CodeAddress> addresses = new HashSet<>();
        for (JsonNode address : node) {
            addresses.add(new CodeAddress(address.textValue()));
        }
        return addresses;
    }
}
