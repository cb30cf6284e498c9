package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Verdict;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The x-tif gateway; the numbers are those of the fault list. */
class TifGatewayTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final URI OFFICE = URI.create("https://office.example/notify");
    private static final String TOKEN = "sandbox-token";
    private static final Call READ =
            Call.read("licences", "/ebus/licences/held", Gateway.bytes("{\"name\":\"\u674e\"}"));

    private volatile RawServer.Script service = Wire.unsigned(200, "{\"code\":0,\"msg\":\"ok\",\"data\":{\"a\":1}}");
    private final RawServer server =
            new RawServer((request, socket) -> (signed(request) ? service : refusal()).answer(request, socket));
    private final AccessProfile profile = new TifGatewayProfile("paas-1", () -> Gateway.bytes(TOKEN), "0");
    private final HttpPlatform platform =
            new HttpPlatform(new PlatformSettings(server.base(), profile, CLOCK), new Hurry());

    private static boolean signed(RawMessage request) {
        String time = Gateway.header(request, "x-tif-timestamp");
        String nonce = Gateway.header(request, "x-tif-nonce");
        long off = Math.abs(Long.parseLong(time) - CLOCK.instant().getEpochSecond());
        return off <= 180
                && Gateway.header(request, "x-tif-paasid").equals("paas-1")
                && Gateway.hex("SHA-256", time + TOKEN + nonce + time)
                        .toUpperCase(Locale.ROOT)
                        .equals(Gateway.header(request, "x-tif-signature"));
    }

    private static RawServer.Script refusal() {
        return Wire.unsigned(500, "{\"code\":400001,\"msg\":\"330106199003073514\"}");
    }

    @AfterEach
    void close() {
        platform.close();
        server.close();
    }

    @Test
    void a_read_gives_the_data_of_the_answer() {
        assertThat(platform.read(READ).body()).isEqualTo(Gateway.bytes("{\"a\":1}"));
        assertThat(server.requests().get(0).body()).isEqualTo(READ.body());
    }

    @Test
    void a_signature_that_is_refused_is_an_error_and_not_tried_again() {
        try (HttpPlatform other = new HttpPlatform(
                new PlatformSettings(
                        server.base(), new TifGatewayProfile("paas-1", () -> Gateway.bytes("other"), "0"), CLOCK),
                new Hurry())) {
            assertThatThrownBy(() -> other.read(READ))
                    .isInstanceOf(PlatformRefusedException.class)
                    .hasMessageContaining("400001")
                    .hasMessageNotContaining("330106199003073514");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void fault_32_each_attempt_has_a_nonce_of_its_own() {
        service = Wire.hangUp();
        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);

        List<String> nonces = server.requests().stream()
                .map(request -> Gateway.header(request, "x-tif-nonce"))
                .toList();
        assertThat(nonces).hasSize(3).doesNotHaveDuplicates().allMatch(nonce -> nonce.matches("[0-9a-f]{32}"));
    }

    @Test
    void a_write_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> platform.write(Call.write("licences", "/ebus/licences", READ.body(), "D-1")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void fault_54_no_pushed_message_passes() {
        RawMessage push = new RawMessage("POST", OFFICE.toString(), Map.of(), READ.body());

        assertThat(platform.receive(OFFICE, push).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(platform.receive(OFFICE, push).subject()).isEmpty();
    }

    @Test
    void fault_41_what_cannot_be_a_header_is_no_account() {
        for (String name : List.of("", "a b", "a\r\nx: y", "\u7532")) {
            assertThatThrownBy(() -> new TifGatewayProfile(name, () -> Gateway.bytes(TOKEN), "0"))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void shows_no_token() {
        assertThat(profile).hasToString("x-tif gateway, account paas-1");
        assertThat(profile.signsReplies()).isFalse();
    }
}
