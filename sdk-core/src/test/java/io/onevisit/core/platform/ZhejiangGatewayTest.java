package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Purpose;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.store.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Zhejiang gateway with its two secrets; the numbers are those of the fault list. */
class ZhejiangGatewayTest {
    private static final String PATH = "/gateway/api/001003001/dataSharing/popInfo.htm";
    private static final String BY_KEY = "/gateway/app/refreshTokenByKey.htm";
    private static final String BY_SECRET = "/gateway/app/refreshTokenBySec.htm";
    private static final Call READ = read("{\"cardId\":\"330106199003073514\"}");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:04:05Z"));
    private final ZhejiangGateway gateway = new ZhejiangGateway(clock);
    private final RawServer server = new RawServer(gateway);
    private final AccessProfile profile = new ZhejiangGatewayProfile(
            ZhejiangGateway.APP_KEY, () -> Gateway.bytes(ZhejiangGateway.APP_SECRET), Set.of(ZhejiangGateway.STALE));
    private final HttpPlatform platform =
            new HttpPlatform(new PlatformSettings(server.base(), profile, clock), new Hurry());

    ZhejiangGatewayTest() {
        gateway.service =
                Wire.unsigned(200, "{\"code\":\"00\",\"msg\":\"\",\"datas\":\"[{\\\"XM\\\":\\\"\u674e\\\"}]\"}");
    }

    @AfterEach
    void close() {
        platform.close();
        server.close();
    }

    @Test
    void a_read_sends_a_form_and_gives_the_json_that_came_inside_a_string() {
        assertThat(platform.read(READ).body()).isEqualTo(Gateway.bytes("[{\"XM\":\"\u674e\"}]"));
        assertThat(Gateway.form(server.requests().get(1)))
                .containsKeys("appKey", "sign", "requestTime")
                .containsEntry("cardId", "330106199003073514");
        assertThat(server.requests()).allMatch(request -> !request.targetUri().contains("?"));
    }

    @Test
    void the_ground_goes_as_json_in_the_parameter_additional() {
        SharingGround ground = new SharingGround(
                new Purpose(
                        new CaseNumber("20261121-0001"),
                        new MatterCode("000109005000"),
                        "\u300a\u5c45\u4f4f\u8bc1\u6682\u884c\u6761\u4f8b\u300b\u7b2c\u4e5d\u6761",
                        "window-3",
                        Set.of("name")),
                "001",
                "\u8eab\u4efd\u8bc1 \"&=+%",
                CitizenId.parse("420103198508150245"),
                CitizenId.parse("330106199003073514"),
                "\u674e\u660e\u8f69");

        platform.read(ground.query("population", PATH, Map.of("cardId", "330106199003073514")));
        Map<String, String> form = Gateway.form(server.requests().get(1));
        assertThat(form.get("additional"))
                .isEqualTo("{\"powerMatters\":\"000109005000\",\"subPowerMatters\":\"001\","
                        + "\"accesscardId\":\"420103198508150245\",\"materialName\":\"\u8eab\u4efd\u8bc1 \\\"&=+%\","
                        + "\"sponsorName\":\"\u674e\u660e\u8f69\",\"sponsorCode\":\"330106199003073514\","
                        + "\"projectId\":\"20261121-0001\"}");
        assertThat(form).hasSize(5);
        assertThat(ground).hasToString("sharing ground of case 20261121-0001");
    }

    @Test
    void the_next_secret_is_asked_for_with_the_refresh_secret_before_the_quarter_of_an_hour_is_over() {
        platform.read(READ);
        clock.advance(Duration.ofMinutes(10));
        platform.read(READ);
        assertThat(askedAt()).containsExactly(BY_KEY);

        clock.advance(Duration.ofMinutes(2).plusSeconds(1));
        platform.read(READ);
        assertThat(askedAt()).containsExactly(BY_KEY, BY_SECRET);
    }

    @Test
    void after_48_hours_the_app_secret_is_used_again() {
        platform.read(READ);
        clock.advance(Duration.ofDays(2));
        platform.read(READ);

        assertThat(askedAt()).containsExactly(BY_KEY, BY_KEY);
    }

    @Test
    void fault_30_another_nodes_renewal_makes_both_secrets_stale() {
        platform.read(READ);
        gateway.forget();
        platform.read(READ);

        assertThat(askedAt()).containsExactly(BY_KEY, BY_SECRET, BY_KEY);
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void fault_30_a_second_refusal_is_an_error() {
        gateway.service = gateway.refusal();

        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOf(PlatformRefusedException.class)
                .hasMessageNotContaining("330106199003073514");
        assertThat(askedAt()).containsExactly(BY_KEY, BY_SECRET);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void fault_32_no_two_requests_carry_the_same_signature() {
        gateway.service = Wire.hangUp();
        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);

        List<String> signatures = server.requests().stream()
                .map(request -> Gateway.form(request).get("sign"))
                .toList();
        assertThat(signatures).hasSize(4).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sign\":\"x\"}",
                "{\"appKey\":\"x\"}",
                "{\"requestTime\":\"x\"}",
                "{\"a&b\":\"x\"}",
                "{\"a=b\":\"x\"}",
                "{\"\":\"x\"}",
                "{\"cardId\":1}",
                "{\"cardId\":null}",
                "{\"cardId\":[\"x\"]}",
                "[]",
                "x",
                ""
            })
    void fault_41_what_is_no_parameter_of_its_own_is_refused_before_it_is_sent(String body) {
        assertThatThrownBy(() -> platform.read(read(body))).isInstanceOf(InvalidValueException.class);
        assertThat(server.requests()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&sign=0", "a=b", "a%26", "a b+c", "a\r\nx: y", "\u674e\u660e\u8f69\ud83d\ude00", ""})
    void fault_41_a_value_stays_inside_its_parameter(String value) {
        platform.read(Call.read("population", PATH, Gateway.bytes("{\"a\":" + quoted(value) + "}")));

        assertThat(Gateway.form(server.requests().get(1))).hasSize(4).containsEntry("a", value);
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\r", "\\r").replace("\n", "\\n") + "\"";
    }

    @Test
    void a_write_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> platform.write(Call.write("population", PATH, READ.body(), "D-1")))
                .isInstanceOf(InvalidValueException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shows_no_secret() {
        assertThat(profile).hasToString("Zhejiang gateway, application " + ZhejiangGateway.APP_KEY);
        assertThat(profile.signsReplies()).isFalse();
    }

    private List<String> askedAt() {
        return server.requests().stream()
                .filter(gateway::asksForSecret)
                .map(request ->
                        request.targetUri().substring(server.base().toString().length()))
                .toList();
    }

    private static Call read(String body) {
        return Call.read("population", PATH, Gateway.bytes(body));
    }
}
