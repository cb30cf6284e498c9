package io.onevisit.licence.status;

import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.licence.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer's status lists, and what a verifier asks about them. */
public final class Lists {
    public static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    public static final String URI = "https://status.example.gov.cn/zz/1";
    public static final String ISSUER = "11330000002482365X";
    public static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.SM2, "k");
    public static final SigningKey FORGER = SigningKey.generate(SignatureAlgorithm.SM2, "k");

    private Lists() {}

    public static String token(Instant issued, int first) {
        return token(URI, issued, null, null, first);
    }

    /** A list in which place 0 has the status {@code first}. */
    public static String token(
            String uri, Instant issued, @Nullable Instant expires, @Nullable Duration ttl, int first) {
        return new StatusListToken(
                        uri, issued, expires, ttl, StatusList.of(2, 1024).with(0, first))
                .sign(KEY);
    }

    public static String forged(Instant issued) {
        return new StatusListToken(URI, issued, null, null, StatusList.of(2, 1024)).sign(FORGER);
    }

    public static StatusListRequest request(Instant at) {
        return request(URI, at);
    }

    public static StatusListRequest request(String uri, Instant at) {
        return new StatusListRequest(
                uri, ISSUER, Map.of("k", KEY.verificationKey()), at, Duration.ofMinutes(1), 1 << 20);
    }

    public static StatusListRequest request(SettableClock clock) {
        return request(clock.instant());
    }
}
