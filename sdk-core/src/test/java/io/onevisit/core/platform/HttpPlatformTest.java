package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a server that fails in every way of the list; the numbers are those of the fault list. */
class HttpPlatformTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String CITIZEN = "11010519491231002X";
    private static final Bytes BODY = bytes("{\"subject\":\"" + CITIZEN + "\"}");
    private static final Call READ = Call.read("records.fetch", "/v1/records/fetch", BODY);
    private static final Call WRITE = Call.write("payment.order", "/v1/payments/orders", BODY, "D-1");
    private static final String OK = "{\"state\":\"OPEN\"}";

    private final SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private final MessageSignatures platformSide = platformSide(CLOCK);
    private final Wire wire = new Wire(platformSide);
    private final Pauses pauses = new Pauses();
    private final List<AutoCloseable> open = new ArrayList<>();

    private MessageSignatures platformSide(Clock clock) {
        return new MessageSignatures(
                platformKey, VerificationKeys.of(Map.of("department-1", department.verificationKey())), clock);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    // Answers in order

    @Test
    void a_read_gives_the_verified_body_and_the_request_id() {
        HttpPlatform platform = platform(server(wire.reply(200, OK, "X-Request-Id: r-17")));

        assertThat(platform.read(READ)).isEqualTo(new Reply(bytes(OK), "r-17"));
    }

    @Test
    void a_write_is_done_when_the_reply_is_verified() {
        RawServer server = server(wire.reply(200, OK));

        assertThat(done(platform(server).write(WRITE)).body()).isEqualTo(bytes(OK));
        RawMessage request = server.requests().get(0);
        assertThat(request.headers()).containsEntry("idempotency-key", List.of("D-1"));
        assertThat(platformSide
                        .verify(URI.create(request.targetUri()), request)
                        .orThrow()
                        .body())
                .isEqualTo(BODY);
    }

    @Test
    void a_base_address_with_a_prefix_is_part_of_what_is_signed() {
        RawServer server = server(wire.reply(200, OK));
        HttpPlatform platform = platform(URI.create(server.base() + "/gateway"), Duration.ofSeconds(5));

        done(platform.write(WRITE));
        assertThat(server.requests().get(0).targetUri()).isEqualTo(server.base() + "/gateway/v1/payments/orders");
    }

    @Test
    void a_verified_no_is_a_refusal_with_code_and_title_and_without_detail() {
        RawServer server = server(
                wire.reply(
                        422,
                        "{\"type\":\"urn:onevisit:problem:refused\",\"title\":\"amount differs\",\"status\":422,\"code\":\"12004\"}",
                        "X-Request-Id: r-1"),
                wire.problem(409, "conflict", "X-Request-Id: r-2"),
                wire.problem(403, "not-permitted", "X-Request-Id: \u00e9"));
        HttpPlatform platform = platform(server);

        assertThat(refused(platform.write(WRITE))).isEqualTo(new Refusal("12004", "amount differs", "r-1"));
        assertThat(refused(platform.write(WRITE))).isEqualTo(new Refusal("conflict", "title of conflict", "r-2"));
        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(e.refusal())
                                .isEqualTo(new Refusal("not-permitted", "title of not-permitted", null)));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void a_push_is_verified_with_the_platforms_key() {
        HttpPlatform platform = platform(server(wire.reply(200, OK)));
        URI notify = URI.create("https://department.example/notify");

        assertThat(platform.receive(notify, platformSide.sign("POST", notify, BODY, null))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
        assertThat(platform.receive(
                                notify,
                                new MessageSignatures(stranger, VerificationKeys.of(Map.of()), CLOCK)
                                        .sign("POST", notify, BODY, null))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(platform.clock()).isSameAs(CLOCK);
    }

    // Exactly once

    @Test
    void fault_1_a_lost_response_leaves_a_write_unknown_and_is_not_sent_again() {
        RawServer server = server(Wire.hangUp());

        Pending pending = unknown(platform(server).write(WRITE));

        assertThat(pending.operation()).isEqualTo("payment.order");
        assertThat(pending.key()).isEqualTo("D-1");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void fault_2_a_lost_response_on_a_pooled_connection_is_one_post_on_the_wire() {
        RawServer server = server(wire.reply(200, OK), Wire.hangUp());
        HttpPlatform platform = platform(server);

        done(platform.write(WRITE));
        unknown(platform.write(WRITE));
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void fault_3_a_failed_connection_is_safe_to_repeat() throws IOException {
        int port = freePort();
        HttpPlatform platform = platform(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(5));

        assertThatThrownBy(() -> platform.write(WRITE))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessage("payment.order: no connection, nothing was sent");
        assertThat(pauses.taken).hasSize(2);

        pauses.whileAsleep = () -> open.add(new RawServer(RawServer.listening(port), "http", wire.reply(200, OK)));
        done(platform.write(WRITE));
    }

    @Test
    void fault_3_a_timeout_after_sending_leaves_a_write_unknown() {
        RawServer server = server((request, socket) -> socket.getInputStream().read());

        unknown(platform(server.base(), Duration.ofSeconds(1)).write(WRITE));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void fault_23_a_handshake_nobody_answers_is_no_connection() throws IOException {
        try (ServerSocket silent = RawServer.listening(0)) {
            HttpPlatform platform =
                    platform(URI.create("https://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(500));

            assertThatThrownBy(() -> platform.write(WRITE))
                    .isInstanceOf(PlatformUnreachableException.class)
                    .hasMessageContaining("nothing was sent");
        }
    }

    @Test
    void fault_23_a_host_nobody_knows_is_no_connection() {
        HttpPlatform platform = platform(URI.create("https://platform.invalid"), Duration.ofSeconds(5));

        assertThatThrownBy(() -> platform.write(WRITE))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void a_write_is_sent_again_with_the_same_key_when_nothing_was_done() {
        RawServer server = server(wire.problem(503, "unavailable"), wire.reply(200, OK));

        done(platform(server).write(WRITE));
        assertThat(server.requests())
                .extracting(request -> request.headers().get("idempotency-key"))
                .containsExactly(List.of("D-1"), List.of("D-1"));
        assertThat(nonces(server)).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void a_platform_that_stays_unavailable_is_unreachable_after_three_attempts() {
        RawServer server = server(wire.problem(503, "unavailable"));
        HttpPlatform platform = platform(server);

        assertThatThrownBy(() -> platform.write(WRITE)).isInstanceOf(PlatformUnreachableException.class);
        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void fault_32_a_read_is_repeated_with_a_signature_of_its_own() {
        RawServer server = server(Wire.hangUp(), Wire.unsigned(502, "bad gateway"), wire.reply(200, OK));

        assertThat(platform(server).read(READ).body()).isEqualTo(bytes(OK));
        assertThat(nonces(server)).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void fault_26_attempts_are_bounded_and_spaced() {
        RawServer server = server(Wire.hangUp());
        HttpPlatform platform = platform(server);

        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessageStartingWith("records.fetch: the answer was lost");
        assertThat(server.requests()).hasSize(3);
        assertThat(pauses.taken.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pauses.taken.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void fault_26_a_thousand_failing_calls_make_ten_repeated_attempts() {
        RawServer server = server(Wire.hangUp());
        ServiceLimits.Breaker breaker = new ServiceLimits.Breaker(10_000, 100, Duration.ofSeconds(1), 1);
        HttpPlatform platform = limited(server, new ServiceLimits(1, 100_000, breaker));

        for (int call = 0; call < 1000; call++) {
            assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);
        }
        assertThat(server.requests()).hasSize(1010);
    }

    @Test
    void fault_27_a_service_that_fails_is_left_alone_and_the_others_are_served() {
        RawServer server = server((request, socket) -> {
            if (request.targetUri().endsWith("/fetch")) {
                socket.close();
            } else {
                Wire.write(socket, wire.signed(request, 200, OK));
            }
        });
        HttpPlatform platform =
                limited(server, new ServiceLimits(1, 100, new ServiceLimits.Breaker(3, 100, Duration.ofSeconds(9), 1)));

        assertThatThrownBy(() -> platform.read(READ)).hasMessageContaining("the answer was lost");
        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessage("records.fetch: held back, nothing was sent: it has failed too often just now");
        assertThat(server.requests()).hasSize(3);
        done(platform.write(WRITE));
    }

    @Test
    void fault_27_a_write_that_is_held_back_was_certainly_not_sent() {
        RawServer server = server(Wire.hangUp());
        HttpPlatform platform =
                limited(server, new ServiceLimits(1, 100, new ServiceLimits.Breaker(2, 100, Duration.ofSeconds(9), 1)));

        unknown(platform.write(WRITE));
        unknown(platform.write(WRITE));
        assertThatThrownBy(() -> platform.write(WRITE))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessageContaining("nothing was sent");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void fault_27_refusals_do_not_have_a_service_left_alone() {
        RawServer server = server(wire.problem(404, "not-found"));
        HttpPlatform platform =
                limited(server, new ServiceLimits(1, 100, new ServiceLimits.Breaker(2, 50, Duration.ofSeconds(9), 1)));

        for (int call = 0; call < 5; call++) {
            refused(platform.write(WRITE));
        }
    }

    @Test
    void fault_28_a_slow_service_does_not_starve_another() throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        RawServer server = server((request, socket) -> {
            if (request.targetUri().endsWith("/fetch")) {
                arrived.countDown();
                awaited(end);
            }
            Wire.write(socket, wire.signed(request, 200, OK));
        });
        HttpPlatform platform = limited(server, new ServiceLimits(2, 100, ServiceLimits.Breaker.defaults()));
        ExecutorService callers = Executors.newFixedThreadPool(2);
        open.add(callers::shutdownNow);
        Future<Reply> slow = callers.submit(() -> platform.read(READ));
        Future<Reply> alsoSlow = callers.submit(() -> platform.read(READ));
        awaited(arrived);

        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessageEndingWith("nothing was sent: too many attempts at the same time");
        done(platform.write(WRITE));
        end.countDown();
        assertThat(List.of(slow.get().body(), alsoSlow.get().body())).containsOnly(bytes(OK));
        assertThat(platform.read(READ).body()).isEqualTo(bytes(OK));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_interrupt_ends_the_waiting_and_is_kept() {
        RawServer server = server(Wire.hangUp());
        HttpPlatform platform = platform(server);
        pauses.interrupted = true;

        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.requests()).hasSize(1);
    }

    // Answers

    @Test
    void fault_14_a_gateways_page_is_no_answer_of_the_platform() {
        RawServer server = server(Wire.unsigned(502, "<html>" + CITIZEN + "</html>"));
        HttpPlatform platform = platform(server);

        assertThat(unknown(platform.write(WRITE)).cause()).contains("a gateway answered 502");
        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOf(PlatformUnreachableException.class)
                .hasMessageContaining("a gateway answered 502")
                .hasMessageNotContaining(CITIZEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"a\":1,\"a\":2}", "{} {}", "\ufeff{}", "null", ""})
    void fault_15_17_a_verified_answer_that_is_no_strict_json(String body) {
        RawServer server = server(wire.reply(200, body));
        HttpPlatform platform = platform(server);

        unknown(platform.write(WRITE));
        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(MalformedMessageException.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void fault_17_json_that_is_too_deep_or_holds_a_number_too_long() {
        for (String body :
                List.of("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}", "{\"a\":1" + "0".repeat(5000) + "}")) {
            RawServer server = server(wire.reply(200, body));

            unknown(platform(server).write(WRITE));
            assertThatThrownBy(() -> platform(server).read(READ)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void fault_19_a_body_in_gbk_is_refused_even_when_signed() {
        Bytes gbk = Bytes.of("{\"name\":\"\u674e\u660e\u8f69\"}".getBytes(Charset.forName("GBK")));
        RawServer server = server(
                (request, socket) -> Wire.write(socket, platformSide.signReply(request, 200, "application/json", gbk)));

        unknown(platform(server).write(WRITE));
        assertThatThrownBy(() -> platform(server).read(READ)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"state\"",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}",
                "HTTP/1.1 999 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 abc\r\n\r\n",
                "11010519491231002X\r\n\r\n",
            })
    void fault_15_a_broken_answer(String octets) {
        RawServer server = server(Wire.octets(octets));

        assertThat(unknown(platform(server).write(WRITE)).cause()).doesNotContain(CITIZEN);
        assertThat(server.requests()).hasSize(1);
        assertThatThrownBy(() -> platform(server).read(READ))
                .isInstanceOf(OneVisitException.class)
                .hasNoCause()
                .hasMessageNotContaining(CITIZEN);
    }

    @Test
    void fault_15_a_body_shorter_or_longer_than_what_was_signed() {
        unknown(platform(server((request, socket) -> {
                    RawReply signed = wire.signed(request, 200, OK);
                    Wire.write(socket, new RawReply(200, signed.headers(), bytes(OK.substring(1))));
                }))
                .write(WRITE));
        unknown(platform(server((request, socket) -> {
                    RawReply signed = wire.signed(request, 200, OK);
                    Wire.write(socket, new RawReply(200, signed.headers(), bytes(OK + " ")));
                }))
                .write(WRITE));
    }

    @Test
    void fault_16_a_body_that_is_too_large_is_not_read() {
        unknown(platform(server(Wire.octets("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n")))
                .write(WRITE));
        unknown(platform(server(Wire.endless())).write(WRITE));
    }

    @Test
    void fault_16_a_gzip_bomb_is_not_asked_for_and_not_unpacked() {
        RawServer server = server((request, socket) -> {
            RawReply bomb = platformSide.signReply(request, 200, "application/json", gzip(20_000_000));
            Wire.write(socket, bomb, "Content-Encoding: gzip");
        });

        unknown(platform(server).write(WRITE));
        assertThat(server.requests().get(0).headers()).containsEntry("accept-encoding", List.of("identity"));
    }

    @Test
    void too_many_headers_are_no_answer() {
        String[] headers = new String[70];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = "X-" + i + ": x";
        }

        unknown(platform(server(wire.reply(200, OK, headers))).write(WRITE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/problem+json", "application/json; charset=gbk"})
    void an_answer_of_another_media_type(String mediaType) {
        unknown(platform(server((request, socket) ->
                        Wire.write(socket, platformSide.signReply(request, 200, mediaType, bytes(OK)))))
                .write(WRITE));
    }

    // Time and load

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "HTTP/1.1 "
            })
    void fault_22_a_trickle_ends_at_the_deadline(String start) {
        RawServer server = server(Wire.trickle(start));

        unknown(platform(server.base(), Duration.ofSeconds(1)).write(WRITE));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After: 2|2000|2100",
                "Retry-After: Sat, 21 Nov 2026 03:04:07 GMT|2000|2100",
                "Retry-After: Sat, 21 Nov 2026 03:00:00 GMT|50|100",
                "Retry-After: 0|50|100",
                "Retry-After: -5|50|100",
                "Retry-After: soon|50|100",
                "Retry-After: 99999999999|50|100",
                "X-Other: 1|50|100",
            })
    void fault_24_retry_after_is_honoured_when_it_makes_sense(String header, long least, long most) {
        for (RawServer.Script busy : List.of(
                wire.problem(503, "unavailable", header),
                wire.problem(429, "unavailable", header),
                Wire.unsigned(503, "", header),
                Wire.unsigned(429, "", header))) {
            pauses.taken.clear();
            RawServer server = server(busy, wire.reply(200, OK));

            platform(server).read(READ);
            assertThat(pauses.taken)
                    .singleElement()
                    .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMillis(least), Duration.ofMillis(most)));
        }
    }

    @Test
    void fault_24_nobody_waits_beyond_the_deadline() {
        for (String header : List.of("Retry-After: 3600", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT")) {
            RawServer server = server(wire.problem(503, "unavailable", header), wire.reply(200, OK));

            assertThatThrownBy(() -> platform(server).read(READ)).isInstanceOf(PlatformUnreachableException.class);
            assertThat(server.requests()).hasSize(1);
        }
        assertThat(pauses.taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 425, 429, 500, 503})
    void fault_25_no_write_is_sent_again_behind_our_back(int status) {
        RawServer server = server(Wire.unsigned(status, "", "Retry-After: 0"), wire.reply(200, OK));

        unknown(platform(server).write(WRITE));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 408, 409, 421, 422, 425})
    void a_verified_no_is_final(int status) {
        RawServer server = server(wire.problem(status, "bad-request", "Retry-After: 0"));

        refused(platform(server).write(WRITE));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"301,moved", "500,internal", "502,unavailable", "503,maintenance"})
    void a_verified_answer_outside_the_contract_leaves_a_write_unknown(int status, String kind) {
        RawServer server = server(wire.problem(status, kind));

        unknown(platform(server).write(WRITE));
        assertThatThrownBy(() -> platform(server).read(READ)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"about:blank\",\"title\":\"t\",\"status\":422}",
                "{\"type\":\"urn:onevisit:problem:\",\"title\":\"t\",\"status\":422}",
                "{\"type\":\"urn:onevisit:problem:refused\",\"title\":\"t\",\"status\":400}",
                "{\"type\":\"urn:onevisit:problem:refused\",\"title\":\"t\",\"status\":\"422\"}",
                "{\"type\":\"urn:onevisit:problem:refused\",\"title\":\" \",\"status\":422}",
                "{\"type\":\"urn:onevisit:problem:refused\",\"title\":7,\"status\":422}",
                "{\"type\":\"urn:onevisit:problem:refused\",\"title\":\"a\\nb\",\"status\":422}",
                "{\"type\":\"urn:onevisit:problem:refused\",\"title\":\"t\",\"status\":422,\"code\":\"a b\"}",
                "{\"type\":\"urn:onevisit:problem:refused\",\"title\":\"t\",\"status\":422,\"code\":12004}",
            })
    void a_problem_that_is_none_leaves_a_write_unknown(String problem) {
        unknown(platform(server(wire.reply(422, problem))).write(WRITE));
    }

    // Trust

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void fault_33_a_redirect_is_not_followed(int status) {
        RawServer elsewhere = server(wire.reply(200, OK));
        RawServer server = server(Wire.unsigned(status, "", "Location: " + elsewhere.base() + "/v1/payments/orders"));
        HttpPlatform platform = platform(server);

        unknown(platform.write(WRITE));
        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(VerificationFailedException.class);
        assertThat(elsewhere.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 422})
    void fault_38_an_unsigned_answer_is_neither_success_nor_refusal(int status) {
        RawServer server = server(Wire.unsigned(status, Wire.problemJson(status, "refused")));
        HttpPlatform platform = platform(server);

        unknown(platform.write(WRITE));
        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void fault_38_an_answer_changed_on_its_way() {
        Map<String, Function<RawReply, RawReply>> changes = Map.of(
                "status", reply -> new RawReply(201, reply.headers(), reply.body()),
                "body", reply -> new RawReply(200, reply.headers(), bytes("{\"state\":\"PAID\"}")),
                "digest", reply -> Wire.with(reply, "content-digest", ContentDigest.of(bytes("{}"))),
                "media type", reply -> Wire.with(reply, "content-type", "application/json; charset=utf-8"),
                "signature", reply -> Wire.with(reply, "signature", "sig=:" + "A".repeat(86) + "==:"),
                "label", reply -> Wire.with(reply, "signature", "other=:" + "A".repeat(86) + "==:"));

        changes.forEach((what, change) -> {
            Outcome<Reply> outcome =
                    platform(server(wire.changed(change::apply, 200, OK))).write(WRITE);
            assertThat(outcome).as(what).isInstanceOf(Outcome.Unknown.class);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "alg=\"sm2-sm3\",alg=\"none\"",
        "alg=\"sm2-sm3\",alg=\"ecdsa-p256-sha256\"",
        "tag=\"onevisit\",tag=\"other\"",
        "keyid=\"platform-1\",keyid=\"platform-2\"",
        "'\"content-digest\" ',''",
        "' \"signature\";req;key=\"sig\"',''",
    })
    void fault_40_an_answer_with_other_parameters_or_components(String from, String to) {
        List<String> inputs = new CopyOnWriteArrayList<>();
        RawServer server = server(wire.changed(
                reply -> {
                    inputs.add(SignatureBase.field(reply.headers(), "signature-input"));
                    return Wire.with(reply, "signature-input", inputs.get(0).replace(from, to));
                },
                200,
                OK));

        unknown(platform(server).write(WRITE));
        assertThat(inputs).singleElement().asString().contains(from);
    }

    @Test
    void fault_39_the_answer_to_another_request() {
        List<RawReply> first = new ArrayList<>();
        RawServer server = server((request, socket) -> {
            first.add(wire.signed(request, 200, OK));
            Wire.write(socket, first.get(0));
        });
        HttpPlatform platform = platform(server);

        done(platform.write(WRITE));
        unknown(platform.write(WRITE));
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, 600})
    void fault_31_an_answer_of_a_skewed_clock(long seconds) {
        Wire skewed = new Wire(platformSide(Clock.offset(CLOCK, Duration.ofSeconds(seconds))));
        RawServer server = server((request, socket) -> Wire.write(socket, skewed.signed(request, 200, OK)));

        unknown(platform(server).write(WRITE));
    }

    @Test
    void fault_37_the_platforms_next_key_is_accepted_beside_the_present_one() {
        SigningKey next = SigningKey.generate(SignatureAlgorithm.ES256, "platform-2");
        Wire byNext = new Wire(new MessageSignatures(
                next, VerificationKeys.of(Map.of("department-1", department.verificationKey())), CLOCK));
        RawServer server =
                server(wire.reply(200, OK), (request, socket) -> Wire.write(socket, byNext.signed(request, 200, OK)));
        HttpPlatform platform = opened(new HttpPlatform(
                new PlatformSettings(
                        server.base(),
                        new StrictProfile(
                                department,
                                VerificationKeys.of(Map.of(
                                        "platform-1",
                                        platformKey.verificationKey(),
                                        "platform-2",
                                        next.verificationKey()))),
                        CLOCK),
                pauses));

        done(platform.write(WRITE));
        done(platform.write(WRITE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/../admin", "/v1/./x", "/v1//x", "/v1/x?a=b", "/v1/x#a", "/v1/%2e%2e", "v1/x", "/v1/x\n", "/"
            })
    void fault_41_a_path_that_would_mean_another(String path) {
        assertThatThrownBy(() -> Call.read("records.fetch", path, BODY)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"D-1\r\nX: y", "D 1", "\u529e\u4ef6", ""})
    void fault_41_a_key_that_would_be_more_than_a_header(String key) {
        assertThatThrownBy(() -> Call.write("payment.order", "/v1/payments/orders", BODY, key))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_read_is_no_write_and_a_write_no_read() {
        HttpPlatform platform = platform(server(wire.reply(200, OK)));

        assertThatThrownBy(() -> platform.read(WRITE)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> platform.write(READ)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void leaves_no_thread_but_the_two_of_okhttp() throws Exception {
        Set<String> before = threads();
        HttpPlatform platform = platform(server(wire.reply(200, OK)));
        platform.read(READ);
        platform.write(WRITE);
        close();

        Set<String> after = threads();
        after.removeAll(before);
        after.remove("raw server");
        // OkHttp's one task runner goes by the name of the task it is at.
        assertThat(after)
                .hasSizeLessThanOrEqualTo(2)
                .allMatch(name -> name.equals("Okio Watchdog") || name.startsWith("OkHttp "));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    private RawServer server(RawServer.Script... scripts) {
        return opened(new RawServer(scripts));
    }

    private HttpPlatform platform(RawServer server) {
        return platform(server.base(), Duration.ofSeconds(20));
    }

    private HttpPlatform platform(URI base, Duration deadline) {
        VerificationKeys keys = VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey()));
        Timeouts timeouts = new Timeouts(deadline, Duration.ofMillis(400));
        return opened(new HttpPlatform(
                new PlatformSettings(base, new StrictProfile(department, keys), CLOCK).withTimeouts(timeouts), pauses));
    }

    private HttpPlatform limited(RawServer server, ServiceLimits limits) {
        VerificationKeys keys = VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey()));
        return opened(new HttpPlatform(
                new PlatformSettings(server.base(), new StrictProfile(department, keys), CLOCK).withLimits(limits),
                pauses));
    }

    private <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    private List<String> nonces(RawServer server) {
        return server.requests().stream()
                .map(request -> platformSide
                        .verify(URI.create(request.targetUri()), request)
                        .orThrow()
                        .nonce())
                .toList();
    }

    private static Reply done(Outcome<Reply> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<Reply>) outcome).value();
    }

    private static Refusal refused(Outcome<Reply> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<Reply>) outcome).refusal();
    }

    private static Pending unknown(Outcome<Reply> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        return ((Outcome.Unknown<Reply>) outcome).pending();
    }

    private static Bytes gzip(int length) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[length]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(packed.toByteArray());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = RawServer.listening(0)) {
            return socket.getLocalPort();
        }
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
