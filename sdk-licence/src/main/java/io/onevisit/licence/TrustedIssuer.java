package io.onevisit.licence;

import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Require;
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
    public TrustedIssuer {
        Require.text(code, "issuer code", 18);
        keys = Map.copyOf(Require.present(keys, "keys"));
        Require.that(!keys.isEmpty() && keys.size() <= 64, "keys", "must be 1 to 64");
        licenceTypes = Set.copyOf(Require.present(licenceTypes, "licence types"));
    }
}
