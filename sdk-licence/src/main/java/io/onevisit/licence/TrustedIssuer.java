package io.onevisit.licence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body whose licences are believed (可信颁发机构), for certain types.
 *
 * @param code its unified social credit code
 * @param keys its keys by key id; 1 to 64
 * @param licenceTypes the codes of the types that it may issue
 * @param issued when this was stated, as whoever keeps the list says; null when unknown
 */
public record TrustedIssuer(
        String code,
        Map<String, VerificationKey> keys,
        Set<String> licenceTypes,
        @Nullable Instant issued) {
    private static final String FORMAT = "trusted issuer";
    private static final int MAX_OCTETS = 256 * 1024;

    public TrustedIssuer {
        Require.text(code, "issuer code", 18);
        keys = Map.copyOf(Require.present(keys, "keys"));
        Require.that(!keys.isEmpty() && keys.size() <= 64, "keys", "must be 1 to 64");
        licenceTypes = Set.copyOf(Require.present(licenceTypes, "licence types"));
    }

    /** An issuer of whom it is unknown when this was stated. */
    public TrustedIssuer(String code, Map<String, VerificationKey> keys, Set<String> licenceTypes) {
        this(code, keys, licenceTypes, null);
    }

    /**
     * Reads an entry of a trust list: a JSON object with {@code code}, {@code licenceTypes} (array of type codes) and
     * {@code keys} (array of JSON Web Keys, RFC 7517, each with {@code kid}); it may have {@code issued}
     * ({@code 2026-11-21T00:00:00Z}). Other members are left aside.
     *
     * @throws MalformedMessageException when it is none, or is over 256 KiB
     */
    public static TrustedIssuer read(byte[] json) {
        ObjectNode entry = StrictJson.readObject(Require.present(json, FORMAT), MAX_OCTETS, FORMAT);
        try {
            return new TrustedIssuer(
                    entry.path("code").asText(),
                    Jwk.readSet(entry.path("keys")),
                    texts(entry.path("licenceTypes")),
                    new Members(entry, FORMAT).optionalInstant("issued").orElse(null));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException(FORMAT, "must have code, licenceTypes and 1 to 64 keys");
        }
    }

    /**
     * The age of this entry. Where {@code limits} has an age of trust, an older entry, one from the future and one of
     * unknown age leave it undecided; else the age is only noted, when it is known.
     */
    public Report<TrustedIssuer> age(Instant now, Limits limits) {
        Checks checks = new Checks();
        Duration age = issued == null ? null : Duration.between(issued, Require.present(now, "moment"));
        String stated = age == null ? "the trust entry has no date" : "the trust entry is " + age + " old";
        if (limits.trustAge() == null) {
            if (age != null) {
                checks.note(LicenceRules.TRUST_AGE, Verdict.PASSED, stated);
            }
        } else if (age != null
                && age.compareTo(limits.trustAge()) <= 0
                && age.compareTo(limits.clockSkew().negated()) >= 0) {
            checks.that(LicenceRules.TRUST_AGE, true, null, stated);
        } else {
            checks.undecided(LicenceRules.TRUST_AGE, stated);
        }
        return checks.report(this);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
