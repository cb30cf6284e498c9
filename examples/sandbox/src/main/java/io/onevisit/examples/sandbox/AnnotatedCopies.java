package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/**
 * Makes annotated copies (加注件): a JWT of the platform around the licence. Written apart from the SDK's own annotator, as
 * platforms do: so the SDK's verifier is held against copies that are not of its own make.
 */
final class AnnotatedCopies {
    private final SigningKey key;
    private final Clock clock;

    AnnotatedCopies(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    String make(String token, Request request, Instant until) {
        ObjectNode purpose = request.object("purpose");
        ObjectNode claims = Json.object()
                .put("iss", "urn:cn:uscc:" + Organisation.PLATFORM.code())
                .put("iat", clock.instant().getEpochSecond())
                .put("exp", until.getEpochSecond())
                .put("JZJZZZ", Organisation.PLATFORM.displayName())
                .put("JZJZZSY", Request.text(purpose, "legalBasis"))
                .put("aud", request.text("audience"))
                .put("nonce", request.text("nonce"));
        claims.putObject("purpose")
                .put("caseNumber", Request.text(purpose, "caseNumber"))
                .put("matterCode", Request.text(purpose, "matter"))
                .put("legalBasis", Request.text(purpose, "legalBasis"));
        return sign(claims.put("licence", token));
    }

    private String sign(ObjectNode claims) {
        ObjectNode header = Json.object()
                .put("alg", key.algorithm().name())
                .put("typ", "annotated-licence+jwt")
                .put("kid", key.keyId());
        String input = base64Url(Json.write(header).toArray())
                + "."
                + base64Url(Json.write(claims).toArray());
        return input + "." + base64Url(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
