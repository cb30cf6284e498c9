package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.CiphertextOrder;
import io.onevisit.core.crypto.DecryptionKey;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sharing platform of Shandong. */
class ShandongPlatformTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final byte[] SECRET =
            HexFormat.of().parseHex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");
    private static final Call READ = Call.read(
            "licences.queryCertInfo", "/CertShare/queryCertInfo", Gateway.bytes("{\"holderCode\":\"\u674e\"}"));

    private final AtomicReference<String> token = new AtomicReference<>("token-1");
    private volatile RawServer.Script service = Wire.unsigned(200, ok("\"" + encrypted("{\"a\":1.10}") + "\""));
    private final RawServer server =
            new RawServer((request, socket) -> (known(request) ? service : refusal()).answer(request, socket));
    private final HttpPlatform platform = new HttpPlatform(
            new PlatformSettings(
                    server.base(),
                    new ShandongProfile(
                            "acc-1",
                            () -> Gateway.bytes(token.get()),
                            DecryptionKey.ofSm2(SECRET, CiphertextOrder.C1_C3_C2)),
                    CLOCK),
            new Hurry());

    private static boolean known(RawMessage request) {
        return text(request).contains("\"head\":{\"accessId\":\"acc-1\",\"accessToken\":\"token-1\"}");
    }

    private static RawServer.Script refusal() {
        return Wire.unsigned(200, "{\"head\":{\"status\":11,\"message\":\"330106199003073514\"},\"data\":{}}");
    }

    @AfterEach
    void close() {
        platform.close();
        server.close();
    }

    @Test
    void a_read_gives_the_decrypted_data() {
        assertThat(platform.read(READ).body()).isEqualTo(Gateway.bytes("{\"a\":1.10}"));
        assertThat(text(server.requests().get(0)))
                .isEqualTo("{\"head\":{\"accessId\":\"acc-1\",\"accessToken\":\"token-1\"},"
                        + "\"data\":{\"holderCode\":\"\u674e\"}}");
    }

    @Test
    void data_may_lie_in_the_member_certData() {
        service = Wire.unsigned(200, ok("{\"certData\":\"" + encrypted("[{\"b\":2}]") + "\",\"x\":1}"));

        assertThat(platform.read(READ).body()).isEqualTo(Gateway.bytes("[{\"b\":2}]"));
    }

    @Test
    void a_token_that_is_refused_is_asked_for_once_more() {
        token.set("token-0");
        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOf(PlatformRefusedException.class)
                .hasMessageContaining("11")
                .hasMessageNotContaining("330106199003073514");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "99", "100", "103", "\"100\""})
    void a_status_other_than_0_is_a_refusal_by_that_code(String status) {
        service = Wire.unsigned(
                200, "{\"head\":{\"status\":" + status + ",\"message\":\"\u674e\u660e\u8f69\"},\"data\":{}}");

        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(status.replace("\"", "")))
                .hasMessageNotContaining("\u674e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"head\":0}",
                "{\"head\":{}}",
                "{\"head\":{\"status\":null}}",
                "{\"head\":{\"status\":0.0}}",
                "{\"head\":{\"status\":0}}",
                "{\"head\":{\"status\":0},\"data\":null}",
                "{\"head\":{\"status\":0},\"data\":{}}",
                "{\"head\":{\"status\":0},\"data\":{\"certData\":1}}",
                "{\"head\":{\"status\":0},\"data\":\"\"}",
                "{\"head\":{\"status\":0},\"data\":\"xyz\"}",
                "{\"head\":{\"status\":0},\"data\":\"04ab\"}",
                "{\"head\":{\"status\":0},\"data\":{\"certData\":{\"a\":1}}}"
            })
    void anything_else_is_malformed(String body) {
        service = Wire.unsigned(200, body);

        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void success_with_another_http_status_is_malformed() {
        service = Wire.unsigned(404, ok("\"" + encrypted("{}") + "\""));

        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing like JSON", "{\"a\":1,\"a\":2}", "{} {}"})
    void decrypted_data_are_read_strictly(String plain) {
        service = Wire.unsigned(200, ok("\"" + encrypted(plain) + "\""));

        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void a_page_of_a_gateway_is_no_answer() {
        service = Wire.unsigned(502, "<html>");

        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);
    }

    @Test
    void a_write_is_refused_before_anything_is_sent() {
        Call write = Call.write("x", "/CertShare/x", Gateway.bytes("{}"), "k");

        assertThatThrownBy(() -> platform.write(write)).isInstanceOf(InvalidValueException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nothing_that_is_pushed_passes_and_replies_are_not_signed() {
        RawMessage message = new RawMessage("POST", "https://office.example/n", Map.of(), Gateway.bytes("{}"));
        AccessProfile profile = new ShandongProfile("acc-1", () -> Gateway.bytes("t"), octets -> octets);

        assertThat(platform.receive(URI.create("https://office.example/n"), message)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(profile.signsReplies()).isFalse();
        assertThat(profile).hasToString("Shandong licence sharing, account acc-1");
        assertThatThrownBy(() -> new ShandongProfile("", () -> Gateway.bytes("t"), octets -> octets))
                .isInstanceOf(InvalidValueException.class);
    }

    private static String ok(String data) {
        return "{\"head\":{\"status\":0,\"message\":\"ok\"},\"data\":" + data + "}";
    }

    static String encrypted(String plain) {
        ECDomainParameters sm2 = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
        ECPublicKeyParameters key = new ECPublicKeyParameters(sm2.getG().multiply(new BigInteger(1, SECRET)), sm2);
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(true, new ParametersWithRandom(key, new SecureRandom()));
        byte[] octets = plain.getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(engine.processBlock(octets, 0, octets.length));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(RawMessage request) {
        return new String(request.body().toArray(), StandardCharsets.UTF_8);
    }
}
