package io.onevisit.examples.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Verdict;
import io.onevisit.core.platform.Call;
import io.onevisit.core.platform.HttpPlatform;
import io.onevisit.core.platform.MessageSignatures;
import io.onevisit.core.platform.PlatformSettings;
import io.onevisit.core.platform.RawMessage;
import io.onevisit.core.platform.RawReply;
import io.onevisit.core.platform.Reply;
import io.onevisit.core.platform.StrictProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    private static final String FETCH = "/v1/records/fetch";
    private static final String LI_MINGXUAN = "330106199003073514";

    @TempDir
    static Path folder;

    private static Sandbox sandbox;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(folder, 0, Clock.systemUTC(), Duration.ofMillis(300));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void faultless() {
        sandbox.faults().clear();
    }

    @Test
    void answers_with_a_signature_that_is_bound_to_the_request() throws Exception {
        RawMessage request = sign(Role.DEPARTMENT, FETCH, fetch(LI_MINGXUAN, "population", "name"), null);
        RawReply reply = send(request);

        assertThat(text(reply)).contains("\"result\":\"FOUND\"", "李明轩").doesNotContain("householdAddress");
        assertThat(department().verifyReply(request, reply).verdict()).isEqualTo(Verdict.PASSED);
        RawMessage other = sign(Role.DEPARTMENT, FETCH, fetch(LI_MINGXUAN, "population", "name"), null);
        assertThat(department().verifyReply(other, reply).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void refuses_a_request_seen_before() throws Exception {
        RawMessage request = sign(Role.DEPARTMENT, FETCH, fetch(LI_MINGXUAN, "population", "name"), null);

        assertThat(send(request).status()).isEqualTo(200);
        assertThat(send(request).status()).isEqualTo(401);
    }

    @Test
    void fault_54_refuses_a_request_signed_for_another_address_though_it_came_there() throws Exception {
        URI other = URI.create("http://localhost:" + sandbox.baseUri().getPort() + FETCH);
        String body = fetch(LI_MINGXUAN, "population", "name");
        Bytes octets = Bytes.of(body.getBytes(StandardCharsets.UTF_8));

        assertThat(send(department().sign("POST", other, octets, null)).status())
                .isEqualTo(401);
    }

    @Test
    void refuses_a_request_signed_by_a_key_it_does_not_know() throws Exception {
        RawReply reply = send(sign(Role.PAYEE, FETCH, fetch(LI_MINGXUAN, "population", "name"), null));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(text(reply)).contains("bad-signature");
    }

    @Test
    void tells_a_department_whose_clock_is_off_what_time_it_is() {
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
        StrictProfile profile = new StrictProfile(
                sandbox.keyring().key(Role.DEPARTMENT), sandbox.keyring().verificationKeys(Role.PLATFORM));
        Bytes question = Bytes.of(fetch(LI_MINGXUAN, "population", "name").getBytes(StandardCharsets.UTF_8));

        try (HttpPlatform platform = new HttpPlatform(new PlatformSettings(sandbox.baseUri(), profile, behind))) {
            Reply reply = platform.read(Call.read("records.fetch", FETCH, question));
            assertThat(new String(reply.body().toArray(), StandardCharsets.UTF_8))
                    .contains("李明轩");
        }
    }

    @Test
    void tells_not_found_and_not_permitted_apart() throws Exception {
        RawReply unknown = send(sign(Role.DEPARTMENT, FETCH, fetch("11010519491231002X", "population", "name"), null));
        RawReply foreign = send(sign(Role.DEPARTMENT, FETCH, fetch(LI_MINGXUAN, "credit", "score"), null));

        assertThat(text(unknown)).contains("NOT_FOUND");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(text(foreign)).contains("not-permitted");
    }

    @Test
    void serves_every_path_of_the_contract_and_no_other() throws Exception {
        Set<String> paths = Files.readString(Path.of("..", "..", "docs", "openapi.yaml"))
                .lines()
                .dropWhile(line -> !line.equals("paths:"))
                .takeWhile(line -> !line.equals("webhooks:"))
                .filter(line -> line.matches("  /.*:"))
                .map(line -> line.strip().replaceFirst(":$", ""))
                .collect(Collectors.toUnmodifiableSet());

        assertThat(sandbox.paths()).isEqualTo(paths);
        assertThat(paths).hasSizeGreaterThan(10).allSatisfy(path -> {
            RawReply reply = send(sign(Role.DEPARTMENT, path, "{}", "key-" + path.replace('/', '-')));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(text(reply)).contains("bad-request");
        });
        assertThat(send(sign(Role.DEPARTMENT, "/v1/nonsense", "{}", null)).status())
                .isEqualTo(404);
    }

    @Test
    void the_same_key_with_other_content_is_a_conflict() throws Exception {
        assertThat(send(order("ORDER-1", "20.00")).status()).isEqualTo(200);
        RawReply again = send(order("ORDER-1", "20.00"));
        RawReply other = send(order("ORDER-1", "30.00"));

        assertThat(text(again)).contains("\"state\":\"OPEN\"");
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void fault_OUTAGE_cuts_the_connection_before_anything_is_done() throws Exception {
        sandbox.faults().arm(Fault.OUTAGE, 1);

        assertThatThrownBy(() -> send(order("ORDER-2", "20.00"))).isInstanceOf(IOException.class);
        sandbox.faults().clear();

        assertThat(send(query("ORDER-2")).status()).isEqualTo(404);
    }

    @Test
    void fault_LOST_RESPONSE_cuts_the_connection_after_it_is_done() throws Exception {
        sandbox.faults().arm(Fault.LOST_RESPONSE, 1);
        assertThatThrownBy(() -> send(order("ORDER-3", "20.00"))).isInstanceOf(IOException.class);
        sandbox.faults().clear();

        assertThat(send(query("ORDER-3")).status()).isEqualTo(200);
    }

    @Test
    void fault_TAMPER_breaks_the_digest_of_the_reply() throws Exception {
        sandbox.faults().arm(Fault.TAMPER, 1);
        RawMessage request = query("ORDER-4");
        RawReply reply = send(request);

        assertThat(department().verifyReply(request, reply).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void its_keys_and_its_state_outlive_it(@TempDir Path home) throws Exception {
        try (Sandbox first = Sandbox.start(home, 0, Clock.systemUTC(), Duration.ZERO)) {
            assertThat(first.trustFolder().resolve("anchors")).isNotEmptyDirectory();
        }
        String before = Keyring.read(home.resolve("keys"))
                .key(Role.PLATFORM)
                .verificationKey()
                .fingerprint();
        try (Sandbox second = Sandbox.start(home, 0, Clock.systemUTC(), Duration.ZERO)) {
            assertThat(second.keyring().key(Role.PLATFORM).verificationKey().fingerprint())
                    .isEqualTo(before);
        }
    }

    private static MessageSignatures department() {
        return signatures(Role.DEPARTMENT);
    }

    private static MessageSignatures signatures(Role role) {
        return new MessageSignatures(
                sandbox.keyring().key(role), sandbox.keyring().verificationKeys(Role.PLATFORM), Clock.systemUTC());
    }

    private static RawMessage sign(Role role, String path, String body, @Nullable String key) {
        URI target = sandbox.baseUri().resolve(path);
        return signatures(role).sign("POST", target, Bytes.of(body.getBytes(StandardCharsets.UTF_8)), key);
    }

    private static RawMessage order(String number, String amount) {
        String money = "{\"amount\":\"" + amount + "\",\"currency\":\"CNY\"}";
        String body = """
                {"orderNumber":"%s","expires":"2099-01-01T00:00:00Z","notifyUri":"http://127.0.0.1:9/none",
                 "bill":{"billNumber":"%s","type":"FEE","caseNumber":"20261121-0001","payer":{"name":"李明轩"},
                         "payee":{"code":"11330106MB9D00113N","name":"示例市政务服务局","account":"1202020309900012345"},
                         "items":[{"code":"1","name":"fee","unitPrice":%s,"quantity":1}],"total":%s}}""".formatted(number, number, money, money);
        return sign(Role.DEPARTMENT, "/v1/payments/orders", body, number);
    }

    private static RawMessage query(String number) {
        return sign(Role.DEPARTMENT, "/v1/payments/orders/query", "{\"orderNumber\":\"" + number + "\"}", null);
    }

    private static String fetch(String id, String dataSet, String field) {
        return """
                {"dataSet":"%s","subject":{"type":"citizen-id","code":"%s"},"fields":["%s"],
                 "purpose":{"caseNumber":"2026-1","matter":"000109005000","legalBasis":"basis","operator":"w3","fields":["%s"]}}""".formatted(dataSet, id, field, field);
    }

    private RawReply send(RawMessage message) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(message.targetUri()))
                .POST(BodyPublishers.ofByteArray(message.body().toArray()));
        message.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<byte[]> reply = client.send(request.build(), BodyHandlers.ofByteArray());
        RawReply raw = new RawReply(reply.statusCode(), reply.headers().map(), Bytes.of(reply.body()));
        return raw;
    }

    private static String text(RawReply reply) {
        return new String(reply.body().toArray(), StandardCharsets.UTF_8);
    }
}
