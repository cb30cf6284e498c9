package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKeys;
import io.onevisit.core.platform.CallAttempt.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a listener is told. */
class CallListenerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:04:05Z"), ZoneOffset.UTC);
    private static final String CITIZEN = "11010519491231002X";
    private static final Bytes BODY = Bytes.of(("{\"subject\":\"" + CITIZEN + "\"}").getBytes(StandardCharsets.UTF_8));
    private static final Call READ = Call.read("records.fetch", "/v1/records/fetch", BODY);
    private static final Call WRITE = Call.write("payment.order", "/v1/payments/orders", BODY, CITIZEN);

    private final SigningKey department = SigningKey.generate(SignatureAlgorithm.SM2, "department-1");
    private final SigningKey platformKey = SigningKey.generate(SignatureAlgorithm.SM2, "platform-1");
    private final Wire wire = new Wire(new MessageSignatures(
            platformKey, VerificationKeys.of(Map.of("department-1", department.verificationKey())), CLOCK));
    private final Pauses time = new Pauses();
    private final List<CallAttempt> told = new ArrayList<>();

    private HttpPlatform platform(RawServer server, CallListener listener) {
        StrictProfile profile =
                new StrictProfile(department, VerificationKeys.of(Map.of("platform-1", platformKey.verificationKey())));
        ServiceLimits.Breaker breaker = new ServiceLimits.Breaker(6, 50, Duration.ofSeconds(1), 1);
        return new HttpPlatform(
                new PlatformSettings(server.base(), profile, CLOCK)
                        .withListener(listener)
                        .withLimits(new ServiceLimits(1, 100, breaker)),
                time);
    }

    private static CallAttempt read(int number, Ending ending, Integer status, boolean repeated) {
        return new CallAttempt("records.fetch", false, number, ending, status, Duration.ZERO, repeated);
    }

    @Test
    void each_attempt_is_told_of_and_whether_another_follows() {
        try (RawServer server = new RawServer(
                        Wire.hangUp(), wire.problem(503, "unavailable"), wire.reply(200, "{}"), wire.reply(200, "[]"));
                HttpPlatform platform = platform(server, told::add)) {
            platform.read(READ);
            platform.write(WRITE);
        }

        assertThat(told)
                .containsExactly(
                        read(1, Ending.LOST, null, true),
                        read(2, Ending.NOT_DONE, 503, true),
                        read(3, Ending.ACCEPTED, 200, false),
                        new CallAttempt("payment.order", true, 1, Ending.MALFORMED, 200, Duration.ZERO, false));
    }

    @Test
    void the_last_attempt_and_those_held_back_are_told_of_too() {
        try (RawServer server = new RawServer(
                        wire.problem(404, "not-found"), Wire.unsigned(502, "<html>"), Wire.unsigned(502, "<html>"));
                HttpPlatform platform = platform(server, told::add)) {
            for (int call = 0; call < 4; call++) {
                assertThatThrownBy(() -> platform.read(READ)).isNotNull();
            }
        }

        assertThat(told)
                .containsExactly(
                        read(1, Ending.REFUSED, 404, false),
                        read(1, Ending.LOST, 502, true),
                        read(2, Ending.LOST, 502, true),
                        read(3, Ending.LOST, 502, false),
                        read(1, Ending.LOST, 502, true),
                        read(2, Ending.LOST, 502, true),
                        read(3, Ending.HELD_BACK, null, false),
                        read(1, Ending.HELD_BACK, null, false));
    }

    @Test
    void the_time_taken_is_that_of_the_attempt() {
        try (RawServer server = new RawServer((request, socket) -> {
                    time.pass(Duration.ofMillis(250));
                    Wire.write(socket, wire.signed(request, 200, "{}"));
                });
                HttpPlatform platform = platform(server, told::add)) {
            platform.read(READ);
        }
        assertThat(told).singleElement().extracting(CallAttempt::took).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void nothing_about_people_is_told() {
        try (RawServer server = new RawServer(wire.problem(404, "not-found", "X-Request-Id: " + CITIZEN));
                HttpPlatform platform = platform(server, told::add)) {
            platform.write(WRITE);
        }
        assertThat(told).singleElement().asString().doesNotContain(CITIZEN, "/v1", "title");
    }

    @Test
    void a_listener_that_throws_changes_nothing() {
        CallListener broken = attempt -> {
            throw new IllegalStateException(CITIZEN);
        };
        try (RawServer server = new RawServer(Wire.hangUp(), wire.reply(200, "{}"), wire.reply(200, "{}"));
                HttpPlatform platform = platform(server, broken)) {
            assertThat(platform.read(READ).body().length()).isEqualTo(2);
            assertThat(platform.write(WRITE)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void there_need_be_none() {
        try (RawServer server = new RawServer(Wire.hangUp());
                HttpPlatform platform = platform(server, CallListener.none())) {
            assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);
        }
    }
}
