package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a presentation is bound by its holder (出示绑定), RFC 9901 section 4.3.
 *
 * @param occasion what it is bound to
 */
record KeyBinding(Occasion occasion) {
    private static final String TYPE = "kb+jwt";
    private static final String FORMAT = "key binding";
    private static final int MAX_OCTETS = 16 * 1024;

    String sign(SigningKey holder, String hash, Instant now) {
        ObjectNode claims = StrictJson.object().put("iat", now.getEpochSecond()).put("sd_hash", hash);
        occasion.write(claims);
        return SignedJwt.sign(holder, TYPE, claims);
    }

    /** Checks a KB-JWT, RFC 9901 section 7.3 step 5. */
    void check(Checks checks, String jwt, @Nullable VerificationKey holder, String hash, Instant now, Limits limits) {
        if (!checks.that(LicenceRules.HOLDER_KEY, holder != null) || holder == null) {
            return;
        }
        try {
            SignedJwt binding = SignedJwt.parse(jwt, MAX_OCTETS, FORMAT);
            Members claims = new Members(binding.claims(), FORMAT);
            Instant issued = claims.numericDate("iat");
            checks.that(LicenceRules.BINDING_FORMAT, TYPE.equals(binding.type()), TYPE, null);
            checks.that(LicenceRules.BINDING_SIGNATURE, binding.verify(holder) == Verdict.PASSED);
            checks.that(
                    LicenceRules.BINDING_TIME,
                    isFresh(issued, claims.optionalNumericDate("exp").orElse(null), now, limits));
            checks.that(LicenceRules.BINDING_AUDIENCE, occasion.isTo(claims));
            checks.that(LicenceRules.BINDING_NONCE, occasion.hasNonce(claims));
            checks.that(LicenceRules.BINDING_HASH, claims.text("sd_hash").equals(hash));
            checks.that(LicenceRules.BINDING_PURPOSE, occasion.isFor(claims));
        } catch (MalformedMessageException e) {
            checks.that(LicenceRules.BINDING_FORMAT, false, null, e.getMessage());
        }
    }

    private static boolean isFresh(Instant issued, @Nullable Instant expires, Instant now, Limits limits) {
        return !issued.isAfter(now.plus(limits.clockSkew()))
                && now.isBefore(issued.plus(limits.keyBindingAge()).plus(limits.clockSkew()))
                && (expires == null || now.isBefore(expires));
    }
}
