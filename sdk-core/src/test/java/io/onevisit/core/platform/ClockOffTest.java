package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.platform.CallAttempt.Ending;
import io.onevisit.core.store.SettableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 31: the department's clock and the platform's differ, and nobody but the platform's signature says by how much. */
class ClockOffTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05Z");
    private static final Bytes BODY = Bytes.of("{}".getBytes(StandardCharsets.US_ASCII));
    private static final Call READ = Call.read("records.fetch", "/v1/records/fetch", BODY);
    private static final Call WRITE = Call.write("payment.order", "/v1/payments/orders", BODY, "D-1");

    private final SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private final SettableClock ours = new SettableClock(NOW);
    private final SettableClock theirs = new SettableClock(NOW);
    private final MessageSignatures platformSide = platformSide(platformKey);
    private final Wire wire = new Wire(platformSide);
    private final Pauses pauses = new Pauses();
    private final List<Ending> endings = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    private MessageSignatures platformSide(SigningKey key) {
        return new MessageSignatures(
                key, VerificationKeys.of(Map.of("department-1", department.verificationKey())), theirs);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** A platform that judges requests as the contract says. */
    private RawServer honest() {
        return server((request, socket) -> Wire.write(socket, judged(request)));
    }

    private RawReply judged(RawMessage request) {
        return platformSide.verify(URI.create(request.targetUri()), request).verdict() == Verdict.PASSED
                ? wire.signed(request, 200, "{}")
                : wire.signed(request, 401, Wire.problemJson(401, "bad-signature"));
    }

    private RawServer server(RawServer.Script... scripts) {
        RawServer server = new RawServer(scripts);
        open.add(server);
        return server;
    }

    private HttpPlatform platform(RawServer server) {
        VerificationKeys keys = VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey()));
        HttpPlatform platform = new HttpPlatform(
                new PlatformSettings(server.base(), new StrictProfile(department, keys), ours)
                        .withTimeouts(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)))
                        .withListener(attempt -> endings.add(attempt.ending())),
                pauses);
        open.add(platform);
        return platform;
    }

    private static Instant created(RawMessage request) {
        return MessageSignatures.created(request.headers());
    }

    @ParameterizedTest
    @ValueSource(longs = {-900, -600, -301, 301, 600, 900})
    void fault_31_the_offset_is_learnt_once_for_all_calls(long seconds) {
        theirs.advance(Duration.ofSeconds(seconds));
        RawServer server = honest();
        HttpPlatform platform = platform(server);

        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Done.class);
        assertThat(platform.read(READ).body()).isEqualTo(BODY);
        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Done.class);

        assertThat(endings).containsExactly(Ending.CLOCK_OFF, Ending.ACCEPTED, Ending.ACCEPTED, Ending.ACCEPTED);
        List<RawMessage> requests = server.requests();
        assertThat(requests).extracting(ClockOffTest::created).startsWith(NOW, NOW.plusSeconds(seconds));
        assertThat(requests.get(1).headers().get("idempotency-key")).containsExactly("D-1");
        assertThat(requests.get(1).headers().get("signature-input"))
                .isNotEqualTo(requests.get(0).headers().get("signature-input"));
    }

    @Test
    void fault_31_a_read_learns_it_as_well() {
        theirs.advance(Duration.ofMinutes(10));

        assertThat(platform(honest()).read(READ).body()).isEqualTo(BODY);
        assertThat(endings).containsExactly(Ending.CLOCK_OFF, Ending.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void fault_31_clocks_that_agree_well_enough_are_left_as_they_are(long seconds) {
        theirs.advance(Duration.ofSeconds(seconds));
        RawServer server = honest();

        platform(server).write(WRITE);
        assertThat(server.requests())
                .singleElement()
                .extracting(ClockOffTest::created)
                .isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {-901, 901, 86_400, -86_400})
    void fault_31_a_clock_further_off_than_fifteen_minutes_is_mended_by_a_person(long seconds) {
        theirs.advance(Duration.ofSeconds(seconds));
        RawServer server = honest();
        HttpPlatform platform = platform(server);

        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Unknown.class);
        assertNothingIsLearnt(platform, server);
    }

    @Test
    void fault_31_an_unsigned_answer_teaches_nothing_whatever_its_date() {
        RawServer server = server(
                Wire.unsigned(401, Wire.problemJson(401, "bad-signature"), "Date: Sat, 21 Nov 2026 03:14:05 GMT"));
        HttpPlatform platform = platform(server);

        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Unknown.class);
        assertNothingIsLearnt(platform, server);
    }

    @Test
    void fault_31_an_answer_signed_by_a_stranger_teaches_nothing() {
        theirs.advance(Duration.ofMinutes(10));
        Wire stranger = new Wire(platformSide(SigningKey.generate(SignatureAlgorithm.SM2, "platform-1")));
        RawServer server = server(stranger.problem(401, "bad-signature"));
        HttpPlatform platform = platform(server);

        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Unknown.class);
        assertNothingIsLearnt(platform, server);
    }

    @Test
    void fault_31_the_answer_to_another_request_teaches_nothing() {
        theirs.advance(Duration.ofMinutes(10));
        List<RawReply> first = new ArrayList<>();
        RawServer server = server((request, socket) -> {
            first.add(wire.signed(request, 401, Wire.problemJson(401, "bad-signature")));
            theirs.advance(Duration.ofMinutes(-10));
            Wire.write(socket, first.size() == 1 ? wire.signed(request, 200, "{}") : first.get(0));
        });
        HttpPlatform platform = platform(server);

        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Done.class);
        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Unknown.class);
        assertNothingIsLearnt(platform, server);
    }

    @Test
    void fault_31_an_answer_changed_on_its_way_teaches_nothing() {
        theirs.advance(Duration.ofMinutes(10));
        UnaryOperator<RawReply> later = reply -> Wire.with(
                reply,
                "signature-input",
                reply.headers().get("signature-input").get(0).replace("created=17952308", "created=17952309"));
        RawServer server = server(wire.changed(later, 401, Wire.problemJson(401, "bad-signature")));
        HttpPlatform platform = platform(server);

        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Unknown.class);
        assertNothingIsLearnt(platform, server);
    }

    @Test
    void fault_31_an_answer_about_something_else_teaches_nothing() {
        theirs.advance(Duration.ofMinutes(10));
        for (RawServer.Script answer : List.of(
                wire.problem(401, "replayed"),
                wire.problem(400, "bad-signature"),
                wire.problem(403, "not-permitted"),
                wire.problem(503, "unavailable"),
                wire.reply(200, "{}"),
                wire.reply(401, "{}"))) {
            RawServer server = server(answer);
            HttpPlatform platform = platform(server);

            assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Unknown.class);
            assertNothingIsLearnt(platform, server);
        }
    }

    /** The next request is dated by our own clock. */
    private void assertNothingIsLearnt(HttpPlatform platform, RawServer server) {
        int before = server.requests().size();
        platform.write(WRITE);
        assertThat(created(server.requests().get(before))).isEqualTo(NOW);
        assertThat(endings).doesNotContain(Ending.CLOCK_OFF);
    }

    @Test
    void fault_31_a_refusal_of_the_signature_by_a_clock_like_ours_is_final() {
        RawServer server = server(wire.problem(401, "bad-signature"));

        assertThat(platform(server).write(WRITE))
                .isEqualTo(new Outcome.Refused<>(new Refusal("bad-signature", "title of bad-signature", null)));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void fault_31_a_clock_that_keeps_jumping_is_followed_once_a_call() {
        RawServer server = server((request, socket) -> {
            theirs.advance(Duration.ofSeconds(theirs.instant().isAfter(NOW) ? -1200 : 600));
            Wire.write(socket, wire.signed(request, 401, Wire.problemJson(401, "bad-signature")));
        });

        assertThat(platform(server).write(WRITE)).isInstanceOf(Outcome.Refused.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void fault_31_when_our_clock_is_mended_the_offset_is_learnt_anew() {
        theirs.advance(Duration.ofMinutes(10));
        HttpPlatform platform = platform(honest());
        platform.write(WRITE);
        ours.advance(Duration.ofMinutes(10));

        assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Done.class);
        assertThat(endings).containsExactly(Ending.CLOCK_OFF, Ending.ACCEPTED, Ending.CLOCK_OFF, Ending.ACCEPTED);
    }

    @Test
    void fault_31_a_request_signed_before_another_call_learnt_the_offset_is_signed_again_too() {
        theirs.advance(Duration.ofMinutes(10));
        List<HttpPlatform> platforms = new ArrayList<>();
        List<Outcome<Reply>> meanwhile = new ArrayList<>();
        RawServer server = server(
                (request, socket) -> {
                    meanwhile.add(platforms.get(0).write(WRITE));
                    Wire.write(socket, judged(request));
                },
                (request, socket) -> Wire.write(socket, judged(request)));
        platforms.add(platform(server));

        assertThat(platforms.get(0).write(WRITE)).isInstanceOf(Outcome.Done.class);
        assertThat(meanwhile).singleElement().isInstanceOf(Outcome.Done.class);
        assertThat(endings).containsExactly(Ending.CLOCK_OFF, Ending.ACCEPTED, Ending.CLOCK_OFF, Ending.ACCEPTED);
    }

    @Test
    void fault_31_what_is_pushed_is_judged_by_our_own_clock_all_the_same() {
        theirs.advance(Duration.ofMinutes(10));
        HttpPlatform platform = platform(honest());
        platform.write(WRITE);

        URI notify = URI.create("https://department.example/notify");
        RawMessage push = platformSide.sign("POST", notify, BODY, null);
        assertThat(platform.receive(notify, push).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(platform.clock()).isSameAs(ours);
        theirs.advance(Duration.ofMinutes(-10));
        RawMessage ofOurTime = platformSide.sign("POST", notify, BODY, null);
        assertThat(platform.receive(notify, ofOurTime).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void fault_31_a_clock_that_jumps_back_does_not_lengthen_the_call() {
        RawServer server = server(wire.problem(503, "unavailable", "Retry-After: 3"));
        HttpPlatform platform = platform(server);
        pauses.whileAsleep = () -> ours.advance(Duration.ofMinutes(-4));

        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);
        assertThat(server.requests()).hasSize(2);
    }
}
