package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes over the wire, against values that OpenSSL made; the command lines are in the resource. */
class DialectVectorsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-11-21T03:04:05Z"), ZoneOffset.UTC);

    private final Properties vectors = new Properties();

    DialectVectorsTest() throws IOException {
        try (InputStream file = DialectVectorsTest.class.getResourceAsStream("dialect-vectors.properties")) {
            vectors.load(file);
        }
    }

    @Test
    void the_national_exchange_is_asked_for_a_secret_and_called_with_it() {
        String secret = "{\"code\":\"0\",\"data\":{\"secret\":\"" + vector("national.wrapped")
                + "\",\"secretEndTime\":1763780645000},\"message\":\"\"}";
        List<RawMessage> sent = sent(
                new NationalExchangeProfile(
                        NationalExchangeProfile.Network.SHARING_EXCHANGE,
                        vector("national.requester"),
                        Map.of(
                                "population",
                                new NationalExchangeProfile.Grant(
                                        vector("national.service"), () -> bytes(vector("national.appKey")))),
                        Set.of()),
                secret,
                "{\"code\":\"0\",\"data\":{}}");

        assertThat(sent.get(0).targetUri()).endsWith("/sysapi/auth/refreshappsecret");
        assertThat(Gateway.text(sent.get(0)))
                .isEqualTo("{\"gjgxjhpt_rid\":\"" + vector("national.requester") + "\",\"gjgxjhpt_sid\":\""
                        + vector("national.service") + "\",\"gjgxjhpt_rtime\":\"1763694245000\",\"gjgxjhpt_sign\":\""
                        + vector("national.renewalSign") + "\"}");
        assertThat(sent.get(1).headers())
                .containsEntry("gjgxjhpt_rid", List.of(vector("national.requester")))
                .containsEntry("gjgxjhpt_sid", List.of(vector("national.service")))
                .containsEntry("gjgxjhpt_rtime", List.of("1763694245001"))
                .containsEntry("gjgxjhpt_sign", List.of(vector("national.callSign")));
    }

    @Test
    void the_zhejiang_gateway_is_asked_for_a_secret_and_called_with_it() {
        String secret = "{\"code\":\"00\",\"datas\":{\"refreshSecret\":\"r\",\"refreshSecretEndTime\":1763867045000,"
                + "\"requestSecret\":\"" + vector("zhejiang.requestSecret")
                + "\",\"requestSecretEndTime\":1763695145000}}";
        List<RawMessage> sent = sent(
                new ZhejiangGatewayProfile(
                        vector("zhejiang.appKey"), () -> bytes(vector("zhejiang.appSecret")), Set.of()),
                secret,
                "{\"code\":\"00\",\"datas\":\"[]\"}");

        assertThat(sent.get(0).targetUri()).endsWith("/gateway/app/refreshTokenByKey.htm");
        assertThat(Gateway.text(sent.get(0)))
                .isEqualTo("appKey=" + vector("zhejiang.appKey") + "&sign=" + vector("zhejiang.renewalSign")
                        + "&requestTime=1763694245000");
        assertThat(Gateway.text(sent.get(1)))
                .isEqualTo("appKey=" + vector("zhejiang.appKey") + "&sign=" + vector("zhejiang.callSign")
                        + "&requestTime=1763694245001&name=%E6%9D%8E+%26%3D");
        assertThat(Gateway.header(sent.get(1), "content-type"))
                .isEqualTo("application/x-www-form-urlencoded; charset=utf-8");
    }

    @Test
    void x_tif_signs_time_token_nonce_and_time() {
        assertThat(TifDialect.signature("1763694245", bytes(vector("tif.token")), vector("tif.nonce")))
                .isEqualTo(vector("tif.signature"));
    }

    @Test
    void a_secret_is_unwrapped_by_its_app_key_only() {
        Bytes appKey = bytes(vector("national.appKey"));

        assertThat(SharedSecrets.unwrap(appKey, vector("national.wrapped")))
                .isEqualTo(bytes(vector("national.secret")));
        assertThat(Gateway.wrap(vector("national.appKey"), vector("national.secret")))
                .isEqualTo(vector("national.wrapped"));
        for (String wrapped :
                List.of("", "AAAA", "no base64!", Gateway.wrap("another", "secret"), "=" + "A".repeat(63))) {
            assertThatThrownBy(() -> SharedSecrets.unwrap(appKey, wrapped))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void a_secret_with_a_blank_or_a_control_character_is_none() {
        Bytes appKey = bytes(vector("national.appKey"));

        for (String secret : List.of(" ", "a b", "a\nb", "\u5bc6", "", "a".repeat(257))) {
            String wrapped = Gateway.wrap(vector("national.appKey"), secret);
            assertThatThrownBy(() -> SharedSecrets.unwrap(appKey, wrapped))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    private static List<RawMessage> sent(AccessProfile profile, String... replies) {
        try (RawServer server = new RawServer(Wire.unsigned(200, replies[0]), Wire.unsigned(200, replies[1]));
                HttpPlatform platform = new HttpPlatform(new PlatformSettings(server.base(), profile, CLOCK))) {
            platform.read(Call.read("population", "/httpproxy", bytes("{\"name\":\"\u674e &=\"}")));
            return server.requests();
        }
    }

    private String vector(String name) {
        return vectors.getProperty(name);
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
