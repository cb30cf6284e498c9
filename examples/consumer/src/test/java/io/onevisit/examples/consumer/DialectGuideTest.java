package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.platform.AccessProfile;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.NationalExchangeProfile;
import io.onevisit.core.platform.NationalExchangeProfile.Grant;
import io.onevisit.core.platform.NationalExchangeProfile.Network;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.platform.SharingGround;
import io.onevisit.core.platform.TifGatewayProfile;
import io.onevisit.core.platform.ZhejiangGatewayProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide's section on dialects does what the guide says. */
class DialectGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final Purpose PURPOSE = new Purpose(
            new CaseNumber("20261121-0001"),
            new MatterCode("000109005000"),
            "《居住证暂行条例》第九条",
            "window-3",
            Set.of("name"));

    private final HttpServer gateway = gateway();

    @TempDir
    private Path folder;

    /** A gateway that looks at no signature; those are tested in the core. */
    private static HttpServer gateway() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            long end = CLOCK.instant().plus(Duration.ofMinutes(15)).toEpochMilli();
            serve(server, "/gateway/app/refreshTokenByKey.htm", """
                    {"code":"00","datas":{"refreshSecret":"a","refreshSecretEndTime":%d,
                     "requestSecret":"b","requestSecretEndTime":%d}}""".formatted(end, end));
            serve(server, "/gateway/api/", "{\"code\":\"00\",\"datas\":\"[{\\\"XM\\\":\\\"李明轩\\\"}]\"}");
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void serve(HttpServer server, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    @AfterEach
    void close() {
        gateway.stop(0);
    }

    @Test
    void a_query_over_the_zhejiang_gateway() throws IOException {
        URI baseUri = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        Path secretFile = Files.writeString(folder.resolve("app-secret"), "c");
        String appKey = "A330100000000000001202611";
        Purpose purpose = PURPOSE;
        Clock clock = CLOCK;
        // snippet: dialect
        AccessProfile zhejiang = new ZhejiangGatewayProfile(appKey, () -> secret(secretFile), Set.of());
        HttpPlatform platform = new HttpPlatform(new PlatformSettings(baseUri, zhejiang, clock));

        CitizenId applicant = CitizenId.parse("330106199003073514");
        CitizenId clerk = CitizenId.parse("420103198508150245");
        SharingGround ground = new SharingGround(purpose, "001", "居民身份证", clerk, applicant, "李明轩");
        Reply reply = platform.read(ground.query(
                "population", "/gateway/api/001003001/dataSharing/popInfo.htm", Map.of("cardId", applicant.value())));
        // end of snippet
        assertThat(new String(reply.body().toArray(), StandardCharsets.UTF_8)).isEqualTo("[{\"XM\":\"李明轩\"}]");
        assertThatThrownBy(() -> platform.write(Call.write("population", "/gateway/api/x.htm", Bytes.empty(), "D-1")))
                .isInstanceOf(InvalidValueException.class);
        platform.close();
    }

    @Test
    void no_dialect_signs_replies() {
        Bytes key = Bytes.of(new byte[] {1});
        // snippet: dialects
        AccessProfile national = new NationalExchangeProfile(
                Network.SHARING_EXCHANGE, "requester-1", Map.of("population", new Grant("s_1", () -> key)), Set.of());
        AccessProfile tif = new TifGatewayProfile("paas-1", () -> key, "0");
        // end of snippet
        assertThat(List.of(national, tif)).noneMatch(AccessProfile::signsReplies);
    }

    private static Bytes secret(Path file) {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
