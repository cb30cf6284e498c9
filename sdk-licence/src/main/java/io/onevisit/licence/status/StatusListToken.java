package io.onevisit.licence.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A status list with its signature (状态列表令牌), section 5.1: a JWT of type {@code statuslist+jwt}.
 *
 * @param uri the address it is for ({@code sub})
 * @param issued when it was signed ({@code iat})
 * @param expires when it stops counting ({@code exp}), or null for never
 * @param timeToLive how long a copy may be kept before asking again ({@code ttl}), or null when not said
 * @param list the statuses
 */
public record StatusListToken(
        String uri,
        Instant issued,
        @Nullable Instant expires,
        @Nullable Duration timeToLive,
        StatusList list) {
    private static final String TYPE = "statuslist+jwt";
    private static final String FORMAT = "status list token";
    private static final int MAX_TOKEN_OCTETS = 64 * 1024 * 1024;
    private static final int MAX_ENVELOPE_OCTETS = 16 * 1024;
    private static final long MAX_SECONDS = Duration.ofDays(3660).toSeconds();

    public StatusListToken {
        Require.text(uri, "status list address", 512);
        Require.present(issued, "issued");
        Require.present(list, "status list");
        Require.that(expires == null || expires.isAfter(issued), "expires", "must be after issued");
        Require.that(timeToLive == null || timeToLive.toSeconds() > 0, "time to live", "must be at least a second");
    }

    /** Signs it. */
    public String sign(SigningKey key) {
        ObjectNode claims = StrictJson.object().put("sub", uri).put("iat", issued.getEpochSecond());
        if (expires != null) {
            claims.put("exp", expires.getEpochSecond());
        }
        if (timeToLive != null) {
            claims.put("ttl", timeToLive.toSeconds());
        }
        claims.putObject("status_list").put("bits", list.bits()).put("lst", Base64Url.encode(list.deflate()));
        return SignedJwt.sign(Require.present(key, "key"), TYPE, claims);
    }

    /**
     * Verifies a token, section 8.3 steps 3 and 4. The list is inflated only when everything before has passed. The text
     * may be twice as long as the list, for what cannot be compressed.
     */
    public static Report<StatusListToken> verify(String token, StatusListRequest request) {
        Require.present(request, "request");
        Checks checks = new Checks();
        try {
            SignedJwt jwt = SignedJwt.parse(Require.present(token, FORMAT), maxTokenOctets(request), FORMAT);
            Members claims = new Members(jwt.claims(), FORMAT);
            Envelope envelope = Envelope.read(claims);
            checks.that(StatusRules.FORMAT, TYPE.equals(jwt.type()), TYPE, null);
            checks.that(StatusRules.SIGNATURE, isSigned(jwt, request.keys()));
            checks.that(StatusRules.SUBJECT, envelope.uri().equals(request.uri()));
            checkTimes(checks, envelope.issued(), envelope.expires(), request);
            return checks.report(checks.passing() ? inflate(checks, envelope, claims, request.maxOctets()) : null);
        } catch (MalformedMessageException e) {
            checks.that(StatusRules.FORMAT, false, null, e.getMessage());
            return checks.report(null);
        }
    }

    /** What {@link #verify} would say again of this list, which it has passed before with the same keys. */
    Report<StatusListToken> judgedBy(StatusListRequest request) {
        Checks checks = new Checks();
        checks.that(StatusRules.SUBJECT, uri.equals(request.uri()));
        checkTimes(checks, issued, expires, request);
        checks.that(StatusRules.CONTENT, list.octets() <= request.maxOctets());
        return checks.report(this);
    }

    /** Steps 4.b and 4.c. */
    private static void checkTimes(
            Checks checks, Instant issued, @Nullable Instant expires, StatusListRequest request) {
        checks.that(StatusRules.ISSUED, !issued.isAfter(request.at().plus(request.clockSkew())));
        checks.that(StatusRules.EXPIRY, expires == null || request.at().isBefore(expires));
    }

    private static int maxTokenOctets(StatusListRequest request) {
        return (int) Math.min(MAX_TOKEN_OCTETS, 2L * request.maxOctets() + MAX_ENVELOPE_OCTETS);
    }

    private static boolean isSigned(SignedJwt jwt, Map<String, VerificationKey> keys) {
        VerificationKey key = keys.get(jwt.keyId());
        return key != null && jwt.verify(key) == Verdict.PASSED;
    }

    private static @Nullable StatusListToken inflate(Checks checks, Envelope envelope, Members claims, int maxOctets) {
        try {
            Members packed = claims.object("status_list");
            StatusList list = StatusList.inflate(
                    (int) packed.integer("bits", 1, 8), Base64Url.decode(packed.text("lst"), FORMAT), maxOctets);
            checks.that(StatusRules.CONTENT, true);
            return new StatusListToken(
                    envelope.uri(), envelope.issued(), envelope.expires(), envelope.timeToLive(), list);
        } catch (MalformedMessageException e) {
            checks.that(StatusRules.CONTENT, false, null, e.getMessage());
            return null;
        }
    }

    @Override
    public String toString() {
        return "status list of " + issued + ", " + list;
    }

    /** The claims beside the list itself. */
    private record Envelope(
            String uri,
            Instant issued,
            @Nullable Instant expires,
            @Nullable Duration timeToLive) {
        static Envelope read(Members claims) {
            Envelope envelope = new Envelope(
                    claims.text("sub"),
                    claims.numericDate("iat"),
                    claims.optionalNumericDate("exp").orElse(null),
                    timeToLive(claims));
            if (envelope.expires() != null && !envelope.expires().isAfter(envelope.issued())) {
                throw new MalformedMessageException(FORMAT, "claim exp must be after iat");
            }
            return envelope;
        }

        private static @Nullable Duration timeToLive(Members claims) {
            return claims.object().has("ttl") ? Duration.ofSeconds(claims.integer("ttl", 1, MAX_SECONDS)) : null;
        }
    }
}
