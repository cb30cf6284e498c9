package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Purpose;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;

/**
 * The one occasion on which a licence is shown (出示场合): to whom, with which nonce, and for what. What is bound to it is
 * good for no other.
 *
 * @param audience the verifier, as it calls itself; at most 512 characters
 * @param nonce what the verifier made up for this occasion, 16 to 256 characters; the verifier sees to it that each is
 *     used once
 * @param purpose the case and matter it is for
 */
public record Occasion(String audience, String nonce, Purpose purpose) {
    private static final String PURPOSE = "purpose";
    private static final String CASE = "caseNumber";
    private static final String MATTER = "matterCode";

    public Occasion {
        Require.text(audience, "audience", 512);
        Require.text(nonce, "nonce", 256);
        Require.that(nonce.length() >= 16, "nonce", "must have at least 16 characters");
        Require.present(purpose, "purpose");
    }

    /** Adds audience, nonce and purpose to the claims of a JWT. */
    void write(ObjectNode claims) {
        claims.put("aud", audience).put("nonce", nonce);
        claims.putObject(PURPOSE)
                .put(CASE, purpose.caseNumber().value())
                .put(MATTER, purpose.matter().value())
                .put("legalBasis", purpose.legalBasis());
    }

    boolean isTo(Members claims) {
        return claims.text("aud").equals(audience);
    }

    boolean hasNonce(Members claims) {
        return claims.text("nonce").equals(nonce);
    }

    boolean isFor(Members claims) {
        Members stated = claims.object(PURPOSE);
        return stated.text(CASE).equals(purpose.caseNumber().value())
                && stated.text(MATTER).equals(purpose.matter().value());
    }

    /** The audience only. */
    @Override
    public String toString() {
        return "occasion at " + audience;
    }
}
