package io.onevisit.licence.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.jose.SignedJwt;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 5.1 and 8.3 of the draft. */
class StatusListTokenTest {
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.SM2, "k");
    private static final String URI = "https://status.example.gov.cn/zz/1";
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final StatusListToken TOKEN = new StatusListToken(
            URI,
            NOW,
            NOW.plusSeconds(3600),
            Duration.ofMinutes(5),
            StatusList.of(2, 1024).with(7, 1));

    @Test
    void section_5_1_verifies_the_example_of_the_draft() {
        VerificationKey key = Jwk.read(StatusListTest.VECTORS.get("jwk"));

        StatusListToken token = StatusListToken.verify(
                        StatusListTest.VECTORS.get("jwt").textValue(),
                        new StatusListRequest(
                                "https://example.com/statuslists/1",
                                "issuer",
                                Map.of("12", key),
                                NOW,
                                Duration.ZERO,
                                1 << 20))
                .orThrow();

        assertThat(token.issued()).isEqualTo(Instant.ofEpochSecond(1686920170));
        assertThat(token.expires()).isEqualTo(Instant.ofEpochSecond(2291720170L));
        assertThat(token.timeToLive()).isEqualTo(Duration.ofHours(12));
        assertThat(token.list().bits()).isEqualTo(1);
        assertThat(token.list().get(0)).isEqualTo(1);
        assertThat(token.list().get(1)).isZero();
    }

    @Test
    void verifies_what_it_signed() {
        StatusListToken read = verify(TOKEN.sign(KEY)).orThrow();

        assertThat(read.uri()).isEqualTo(URI);
        assertThat(read.expires()).isEqualTo(TOKEN.expires());
        assertThat(read.timeToLive()).isEqualTo(TOKEN.timeToLive());
        assertThat(read.list().get(7)).isEqualTo(StatusList.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt", "dc+sd-jwt", "statuslist+cwt", "STATUSLIST+JWT", "application/statuslist+jwt"})
    void section_5_1_refuses_another_type(String type) {
        fails("STATUS_LIST_FORMAT", resigned(KEY, type, claims -> {}));
    }

    @Test
    void step_3_refuses_another_key() {
        fails("STATUS_LIST_SIGNATURE", TOKEN.sign(SigningKey.generate(SignatureAlgorithm.SM2, "k")));
        fails("STATUS_LIST_SIGNATURE", TOKEN.sign(SigningKey.generate(SignatureAlgorithm.ES256, "k")));
        fails("STATUS_LIST_SIGNATURE", TOKEN.sign(SigningKey.generate(SignatureAlgorithm.SM2, "unknown")));
    }

    @Test
    void a_list_is_inflated_only_after_the_signature() {
        String unsigned = resigned(
                SigningKey.generate(SignatureAlgorithm.SM2, "k"),
                "statuslist+jwt",
                claims -> ((ObjectNode) claims.get("status_list")).put("lst", "not zlib at all"));

        assertThat(verify(unsigned).checks()).extracting(Check::code).doesNotContain("STATUS_LIST_CONTENT");
    }

    @Test
    void step_4a_refuses_another_subject() {
        fails("STATUS_LIST_SUBJECT", resigned(claims -> claims.put("sub", URI + "0")));
        fails("STATUS_LIST_SUBJECT", resigned(claims -> claims.put("sub", URI.replace("https", "HTTPS"))));
    }

    @Test
    void step_4_refuses_a_list_out_of_its_time() {
        fails("STATUS_LIST_ISSUED", resigned(claims -> claims.put("iat", NOW.getEpochSecond() + 61)));
        fails("STATUS_LIST_EXPIRY", resigned(claims -> claims.put("iat", 1).put("exp", NOW.getEpochSecond())));
    }

    static Stream<Consumer<ObjectNode>> spoiltClaims() {
        return Stream.of(
                claims -> claims.remove("sub"),
                claims -> claims.put("sub", 1),
                claims -> claims.remove("iat"),
                claims -> claims.putNull("iat"),
                claims -> claims.put("iat", "now"),
                claims -> claims.put("iat", 1.5),
                claims -> claims.putNull("exp"),
                claims -> claims.put("exp", -1),
                claims -> claims.put("exp", "never"),
                claims -> claims.put("exp", NOW.getEpochSecond()),
                claims -> claims.put("ttl", 0),
                claims -> claims.put("ttl", -1),
                claims -> claims.put("ttl", 1.5),
                claims -> claims.put("ttl", Long.MAX_VALUE),
                claims -> claims.put("ttl", "1"),
                claims -> claims.putNull("ttl"));
    }

    @ParameterizedTest
    @MethodSource("spoiltClaims")
    void section_5_1_refuses_claims_that_are_not_as_they_must_be(Consumer<ObjectNode> spoil) {
        fails("STATUS_LIST_FORMAT", resigned(spoil));
    }

    static Stream<Consumer<ObjectNode>> spoiltLists() {
        return Stream.of(
                claims -> claims.remove("status_list"),
                claims -> claims.put("status_list", "x"),
                claims -> list(claims).remove("bits"),
                claims -> list(claims).put("bits", 3),
                claims -> list(claims).put("bits", 0),
                claims -> list(claims).put("bits", 16),
                claims -> list(claims).put("bits", "2"),
                claims -> list(claims).put("bits", 2.0),
                claims -> list(claims).remove("lst"),
                claims -> list(claims).put("lst", ""),
                claims -> list(claims).put("lst", "AAAA"),
                claims -> list(claims).put("lst", list(claims).get("lst").textValue() + "="));
    }

    private static ObjectNode list(ObjectNode claims) {
        return (ObjectNode) claims.get("status_list");
    }

    @ParameterizedTest
    @MethodSource("spoiltLists")
    void section_4_2_refuses_a_list_that_is_not_as_it_must_be(Consumer<ObjectNode> spoil) {
        fails("STATUS_LIST_CONTENT", resigned(spoil));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "~", "null"})
    void refuses_what_is_no_jwt(String text) {
        fails("STATUS_LIST_FORMAT", text);
    }

    @Test
    void refuses_to_be_made_with_times_that_make_no_sense() {
        StatusList list = StatusList.of(1, 8);

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new StatusListToken(URI, NOW, NOW, null, list));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new StatusListToken(URI, NOW, null, Duration.ZERO, list));
    }

    private static String resigned(Consumer<ObjectNode> change) {
        return resigned(KEY, "statuslist+jwt", change);
    }

    private static String resigned(SigningKey key, String type, Consumer<ObjectNode> change) {
        ObjectNode claims = SignedJwt.parse(TOKEN.sign(KEY), 1 << 20, "token").claims();
        change.accept(claims);
        return SignedJwt.sign(key, type, claims);
    }

    private static Report<StatusListToken> verify(String token) {
        return StatusListToken.verify(
                token,
                new StatusListRequest(
                        URI, "issuer", Map.of("k", KEY.verificationKey()), NOW, Duration.ofMinutes(1), 1 << 20));
    }

    private static void fails(String code, String token) {
        Report<StatusListToken> report = verify(token);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.problems()).extracting(Check::code).containsExactly(code);
        assertThat(report.subject()).isEmpty();
    }
}
