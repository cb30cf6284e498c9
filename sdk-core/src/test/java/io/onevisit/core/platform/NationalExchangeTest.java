package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.platform.NationalExchangeProfile.Grant;
import io.onevisit.core.platform.NationalExchangeProfile.Network;
import io.onevisit.core.store.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The national exchange, and the secret that expires; the numbers are those of the fault list. */
class NationalExchangeTest {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int CALLERS = 100;
    private static final String OK = "{\"code\":\"0\",\"message\":\"\",\"data\":{\"GMSFHM_PPDDM\":\"1\"}}";
    private static final Call READ = Call.read("population", "/httpproxy", Gateway.bytes("{\"xm\":\"\u674e\"}"));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:04:05Z"));
    private final NationalGateway gateway = new NationalGateway(clock, LIFE);
    private final RawServer server = new RawServer(gateway);
    private final HttpPlatform platform = platform(Set.of(NationalGateway.STALE));

    NationalExchangeTest() {
        gateway.service = Wire.unsigned(200, OK);
    }

    private HttpPlatform platform(Set<String> staleCodes) {
        AccessProfile profile = new NationalExchangeProfile(
                Network.SHARING_EXCHANGE,
                "rid-1",
                Map.of(
                        "population", new Grant("s_1", () -> Gateway.bytes(NationalGateway.APP_KEY)),
                        "marriage", new Grant("s_2", () -> Gateway.bytes(NationalGateway.APP_KEY))),
                staleCodes);
        ServiceLimits forAHundred = new ServiceLimits(100, 1_000, ServiceLimits.Breaker.defaults());
        return new HttpPlatform(
                new PlatformSettings(server.base(), profile, clock).withLimits(forAHundred), new Hurry());
    }

    @AfterEach
    void close() {
        platform.close();
        server.close();
    }

    @Test
    void a_read_gives_the_data_of_the_answer() {
        assertThat(platform.read(READ)).isEqualTo(new Reply(Gateway.bytes("{\"GMSFHM_PPDDM\":\"1\"}"), ""));
        assertThat(server.requests().get(1).body()).isEqualTo(READ.body());
    }

    @Test
    void one_secret_serves_many_calls_of_its_service_and_no_other() {
        platform.read(READ);
        platform.read(READ);
        assertThat(gateway.secrets).hasValue(1);

        platform.read(Call.read("marriage", "/httpproxy", READ.body()));
        assertThat(gateway.secrets).hasValue(2);
    }

    @Test
    void the_next_secret_is_asked_for_when_70_to_80_percent_of_the_life_are_over() {
        platform.read(READ);
        clock.advance(Duration.ofMinutes(41));
        platform.read(READ);
        assertThat(gateway.secrets).hasValue(1);

        clock.advance(Duration.ofMinutes(7));
        platform.read(READ);
        assertThat(gateway.secrets).hasValue(2);
    }

    @Test
    void fault_29_nodes_do_not_ask_all_at_once() {
        List<Instant> due = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            due.add(Secret.expiring(
                            Bytes.empty(), clock.instant(), clock.instant().plus(LIFE), null)
                    .due());
        }

        assertThat(due).allMatch(time -> !time.isBefore(clock.instant().plus(Duration.ofMinutes(42))));
        assertThat(due).allMatch(time -> time.isBefore(clock.instant().plus(Duration.ofMinutes(48))));
        assertThat(Set.copyOf(due)).hasSizeGreaterThan(5);
    }

    @Test
    void fault_29_at_expiry_one_of_a_hundred_asks_and_the_others_wait_for_it() throws Exception {
        platform.read(READ);
        clock.advance(LIFE);
        List<Thread> callers = new ArrayList<>();
        gateway.beforeSecret = (request, socket) -> awaitWaiting(callers);

        for (Future<Reply> reply : together(callers)) {
            assertThat(reply.get(10, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(gateway.secrets).hasValue(2);
    }

    @Test
    void fault_29_before_expiry_one_of_a_hundred_asks_and_the_others_go_on() throws Exception {
        platform.read(READ);
        clock.advance(Duration.ofMinutes(50));
        CountDownLatch others = new CountDownLatch(CALLERS - 1);
        gateway.service = (request, socket) -> {
            others.countDown();
            Wire.unsigned(200, OK).answer(request, socket);
        };
        gateway.beforeSecret = (request, socket) -> await(others);

        for (Future<Reply> reply : together(new ArrayList<>())) {
            assertThat(reply.get(10, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(others.getCount()).isZero();
        assertThat(gateway.secrets).hasValue(2);
    }

    @Test
    void a_secret_that_cannot_be_renewed_ahead_of_time_is_used_on_and_asked_for_again_later() {
        platform.read(READ);
        clock.advance(Duration.ofMinutes(50));
        gateway.beforeSecret = (request, socket) -> {
            throw new IOException("cuts the connection");
        };

        platform.read(READ);
        platform.read(READ);
        assertThat(asked()).isEqualTo(2);

        clock.advance(Duration.ofMinutes(3));
        platform.read(READ);
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void fault_30_a_secret_refused_in_mid_flight_is_renewed_once_and_the_request_signed_again() {
        platform.read(READ);
        gateway.forget();

        assertThat(platform.read(READ)).isNotNull();
        assertThat(asked()).isEqualTo(2);
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void fault_30_a_second_refusal_is_an_error_without_what_the_platform_said_of_it() {
        gateway.service = gateway.refusal();

        assertThatThrownBy(() -> platform.read(READ))
                .isInstanceOf(PlatformRefusedException.class)
                .hasMessageContaining(NationalGateway.STALE)
                .hasMessageNotContaining("330106199003073514");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void fault_30_a_code_that_the_profile_does_not_name_renews_nothing() {
        try (HttpPlatform other = platform(Set.of())) {
            gateway.service = gateway.refusal();
            assertThatThrownBy(() -> other.read(READ)).isInstanceOf(PlatformRefusedException.class);
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void fault_32_no_two_requests_carry_the_same_time() {
        gateway.service = Wire.hangUp();
        assertThatThrownBy(() -> platform.read(READ)).isInstanceOf(PlatformUnreachableException.class);

        List<String> times = server.requests().stream()
                .skip(1)
                .map(request -> Gateway.header(request, "gjgxjhpt_rtime"))
                .toList();
        assertThat(times).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void a_refused_secret_is_the_callers_refusal() {
        try (RawServer refusing = new RawServer(
                        Wire.unsigned(200, "{\"code\":\"E-106\",\"message\":\"no such grant\",\"data\":\"\"}"));
                HttpPlatform other = new HttpPlatform(new PlatformSettings(
                        refusing.base(),
                        new NationalExchangeProfile(
                                Network.SHARING_EXCHANGE,
                                "rid-1",
                                Map.of("population", new Grant("s_1", () -> Gateway.bytes("k"))),
                                Set.of()),
                        clock))) {
            assertThatThrownBy(() -> other.read(READ))
                    .isInstanceOf(PlatformRefusedException.class)
                    .hasMessageContaining("E-106");
            assertThat(refusing.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"secret\":\"AAAA\",\"secretEndTime\":1}",
                "{\"secretEndTime\":1}",
                "{\"secret\":\"LDh6LJzNCB09fXMknMzXpiw4eiyczQgdPX1zJJzM16ZUfuRMyoXTthzV/Enp8P/V\",\"secretEndTime\":\"soon\"}",
                "{\"secret\":\"LDh6LJzNCB09fXMknMzXpiw4eiyczQgdPX1zJJzM16ZUfuRMyoXTthzV/Enp8P/V\",\"secretEndTime\":-1}",
                "{\"secret\":\"LDh6LJzNCB09fXMknMzXpiw4eiyczQgdPX1zJJzM16ZUfuRMyoXTthzV/Enp8P/V\",\"secretEndTime\":1e30}"
            })
    void an_answer_without_a_secret_is_malformed(String data) {
        try (RawServer broken = new RawServer(Wire.unsigned(200, "{\"code\":0,\"data\":" + data + "}"));
                HttpPlatform other = new HttpPlatform(new PlatformSettings(
                        broken.base(),
                        new NationalExchangeProfile(
                                Network.SHARING_EXCHANGE,
                                "rid-1",
                                Map.of("population", new Grant("s_1", () -> Gateway.bytes(NationalGateway.APP_KEY))),
                                Set.of()),
                        clock))) {
            assertThatThrownBy(() -> other.read(READ)).isInstanceOf(MalformedMessageException.class);
            assertThat(broken.requests()).hasSize(1);
        }
    }

    @Test
    void the_twin_has_headers_and_a_code_of_success_of_its_own() {
        assertThat(Network.SERVICE_PLATFORM.header("sign")).isEqualTo("gjzwfwpt_sign");
        assertThat(Network.SERVICE_PLATFORM.success()).isEqualTo("200");
    }

    @Test
    void a_write_and_a_service_without_a_grant_are_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> platform.write(Call.write("population", "/httpproxy", READ.body(), "D-1")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("idempotency key");
        assertThatThrownBy(() -> platform.read(Call.read("tax", "/httpproxy", READ.body())))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("grant");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nx-other: 1", "\u7532"})
    void fault_41_what_cannot_be_a_header_is_no_account_or_service(String name) {
        assertThatThrownBy(() -> new NationalExchangeProfile(Network.SHARING_EXCHANGE, name, Map.of(), Set.of()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Grant(name, Bytes::empty)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void shows_no_key() {
        AccessProfile profile = new NationalExchangeProfile(
                Network.SHARING_EXCHANGE,
                "rid-1",
                Map.of("population", new Grant("s_1", () -> Gateway.bytes(NationalGateway.APP_KEY))),
                Set.of());

        assertThat(profile).hasToString("national exchange SHARING_EXCHANGE, services [population]");
        assertThat(profile.signsReplies()).isFalse();
        assertThat(Secret.lasting(Gateway.bytes(NationalGateway.APP_KEY)).toString())
                .doesNotContain(NationalGateway.APP_KEY);
        assertThat(new Grant("s_1", Bytes::empty)).hasToString("s_1");
    }

    private long asked() {
        return server.requests().stream().filter(gateway::asksForSecret).count();
    }

    private List<Future<Reply>> together(List<Thread> callers) {
        ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Reply>> replies = new ArrayList<>();
        CountDownLatch ready = new CountDownLatch(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            replies.add(pool.submit(() -> {
                synchronized (callers) {
                    callers.add(Thread.currentThread());
                }
                ready.countDown();
                start.await();
                return platform.read(READ);
            }));
        }
        await(ready);
        start.countDown();
        pool.shutdown();
        return replies;
    }

    private static void awaitWaiting(List<Thread> callers) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        while (System.nanoTime() < end
                && callers.stream()
                                .filter(caller -> caller.getState() == Thread.State.TIMED_WAITING)
                                .count()
                        < CALLERS - 1) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
