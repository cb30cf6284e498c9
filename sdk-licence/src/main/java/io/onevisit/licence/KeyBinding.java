package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Purpose;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a presentation is bound to (出示绑定), RFC 9901 section 4.3: who asked, with which nonce, and for what. With the
 * purpose in it a presentation is an annotated copy (加注件) that is good for one case only.
 *
 * @param audience the verifier
 * @param nonce what the verifier made up for this presentation
 * @param purpose what it is for
 */
record KeyBinding(String audience, String nonce, Purpose purpose) {
    private static final String TYPE = "kb+jwt";
    private static final String FORMAT = "key binding";
    private static final int MAX_OCTETS = 16 * 1024;

    KeyBinding {
        Require.text(audience, "audience", 512);
        Require.text(nonce, "nonce", 256);
        Require.that(nonce.length() >= 16, "nonce", "must have at least 16 characters");
        Require.present(purpose, "purpose");
    }

    String sign(SigningKey holder, String hash, Instant now) {
        ObjectNode claims = StrictJson.object()
                .put("iat", now.getEpochSecond())
                .put("aud", audience)
                .put("nonce", nonce)
                .put("sd_hash", hash);
        claims.putObject("purpose")
                .put("caseNumber", purpose.caseNumber().value())
                .put("matterCode", purpose.matter().value())
                .put("legalBasis", purpose.legalBasis());
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
            checks.that(LicenceRules.BINDING_AUDIENCE, claims.text("aud").equals(audience));
            checks.that(LicenceRules.BINDING_NONCE, claims.text("nonce").equals(nonce));
            checks.that(LicenceRules.BINDING_HASH, claims.text("sd_hash").equals(hash));
            checks.that(LicenceRules.BINDING_PURPOSE, isFor(claims.object("purpose")));
        } catch (MalformedMessageException e) {
            checks.that(LicenceRules.BINDING_FORMAT, false, null, e.getMessage());
        }
    }

    private static boolean isFresh(Instant issued, @Nullable Instant expires, Instant now, Limits limits) {
        return !issued.isAfter(now.plus(limits.clockSkew()))
                && now.isBefore(issued.plus(limits.keyBindingAge()).plus(limits.clockSkew()))
                && (expires == null || now.isBefore(expires));
    }

    private boolean isFor(Members stated) {
        return stated.text("caseNumber").equals(purpose.caseNumber().value())
                && stated.text("matterCode").equals(purpose.matter().value());
    }
}
