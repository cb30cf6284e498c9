package io.onevisit.licence.status;

import static io.onevisit.licence.status.Lists.NOW;
import static io.onevisit.licence.status.Lists.URI;
import static io.onevisit.licence.status.Lists.forged;
import static io.onevisit.licence.status.Lists.request;
import static io.onevisit.licence.status.Lists.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.licence.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCacheTest {
    private final SettableClock clock = new SettableClock(NOW);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile StatusSource origin = uri -> Optional.of(token(NOW, StatusList.VALID));
    private final StatusCache cache = new StatusCache(this::ask, clock);

    private Optional<String> ask(String uri) {
        asked.incrementAndGet();
        return origin.statusList(uri);
    }

    @Test
    void a_thousand_licences_of_one_list_fetch_it_once() {
        for (int i = 0; i < 1000; i++) {
            assertThat(statusNow()).isEqualTo(StatusList.VALID);
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void threads_that_come_together_fetch_it_once() throws Exception {
        CountDownLatch allHere = new CountDownLatch(16);
        origin = uri -> {
            await(allHere);
            return Optional.of(token(NOW, StatusList.VALID));
        };
        ExecutorService clerks = Executors.newFixedThreadPool(16);
        Callable<Integer> clerk = () -> {
            allHere.countDown();
            return statusNow();
        };
        List<Future<Integer>> found =
                IntStream.range(0, 16).mapToObj(i -> clerks.submit(clerk)).toList();
        for (Future<Integer> each : found) {
            assertThat(each.get()).isEqualTo(StatusList.VALID);
        }
        clerks.shutdown();

        assertThat(asked).hasValue(1);
    }

    @Test
    void a_slow_list_does_not_hold_up_another() throws Exception {
        String other = URI + "0";
        CountDownLatch answered = new CountDownLatch(1);
        origin = uri -> {
            if (uri.equals(URI)) {
                await(answered);
            }
            return Optional.of(token(uri, NOW, null, null, StatusList.VALID));
        };
        ExecutorService clerk = Executors.newSingleThreadExecutor();
        Future<Integer> slow = clerk.submit(this::statusNow);

        assertThat(cache.verified(request(other, NOW)).orElseThrow().verdict()).isEqualTo(Verdict.PASSED);
        answered.countDown();
        assertThat(slow.get()).isEqualTo(StatusList.VALID);
        clerk.shutdown();
    }

    @Test
    void section_13_7_asks_again_when_ttl_has_passed_since_it_was_fetched() {
        origin = uri -> Optional.of(token(URI, NOW.minusSeconds(3000), null, Duration.ofMinutes(20), 0));
        statusNow();
        clock.advance(Duration.ofMinutes(20).minusSeconds(1));
        statusNow();
        assertThat(asked).hasValue(1);

        origin = uri -> Optional.of(token(clock.instant(), StatusList.INVALID));
        clock.advance(Duration.ofSeconds(1));
        assertThat(statusNow()).isEqualTo(StatusList.INVALID);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_list_without_ttl_is_fresh_for_the_time_given() {
        statusNow();
        clock.advance(Duration.ofMinutes(59));
        statusNow();
        assertThat(asked).hasValue(1);
        clock.advance(Duration.ofMinutes(1));
        statusNow();
        assertThat(asked).hasValue(2);
    }

    @Test
    void no_ttl_keeps_a_list_for_more_than_a_day() {
        origin = uri -> Optional.of(token(URI, NOW, null, Duration.ofDays(3000), 0));
        statusNow();
        clock.advance(Duration.ofDays(1));
        statusNow();
        assertThat(asked).hasValue(2);
    }

    @Test
    void section_13_7_relies_on_no_list_that_has_expired() {
        origin = uri -> Optional.of(token(URI, NOW, NOW.plusSeconds(60), Duration.ofHours(9), 0));
        statusNow();
        clock.advance(Duration.ofSeconds(60));
        origin = uri -> Optional.empty();

        assertThat(codes(report())).containsExactly("STATUS_LIST_EXPIRY");
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_kept_list_serves_while_the_source_is_out_of_reach_and_the_source_is_left_alone_for_a_minute() {
        statusNow();
        clock.advance(Duration.ofHours(2));
        origin = uri -> {
            throw new PlatformUnreachableException("status.get", "no answer", new java.io.IOException("gone"));
        };
        for (int i = 0; i < 10; i++) {
            assertThat(statusNow()).isEqualTo(StatusList.VALID);
        }
        assertThat(asked).hasValue(2);

        clock.advance(Duration.ofMinutes(1));
        statusNow();
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_source_that_breaks_down_is_left_alone_for_a_minute_too() {
        origin = uri -> {
            throw new IllegalStateException("broken");
        };
        assertThatThrownBy(this::report).isInstanceOf(IllegalStateException.class);
        for (int i = 0; i < 49; i++) {
            assertThat(cache.verified(request(clock))).isEmpty();
        }
        assertThat(asked).hasValue(1);

        clock.advance(Duration.ofMinutes(1));
        origin = uri -> Optional.of(token(NOW, StatusList.VALID));
        assertThat(statusNow()).isEqualTo(StatusList.VALID);
    }

    @Test
    void what_is_not_there_stays_unknown_and_is_not_asked_for_again_and_again() {
        origin = uri -> Optional.empty();
        for (int i = 0; i < 10; i++) {
            assertThat(cache.verified(request(clock))).isEmpty();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_forged_list_is_reported_and_displaces_nothing() {
        origin = uri -> Optional.of(forged(NOW));
        assertThat(codes(report())).containsExactly("STATUS_LIST_SIGNATURE");

        clock.advance(Duration.ofMinutes(1));
        origin = uri -> Optional.of(token(NOW, StatusList.INVALID));
        assertThat(statusNow()).isEqualTo(StatusList.INVALID);

        clock.advance(Duration.ofHours(1));
        origin = uri -> Optional.of(forged(clock.instant()));
        assertThat(statusNow()).isEqualTo(StatusList.INVALID);
    }

    @Test
    void a_forged_list_of_tomorrow_does_not_make_the_genuine_one_old() {
        origin = uri -> Optional.of(forged(NOW.plusSeconds(30)));
        report();
        clock.advance(Duration.ofMinutes(1));
        origin = uri -> Optional.of(token(NOW, StatusList.VALID));

        assertThat(statusNow()).isEqualTo(StatusList.VALID);
    }

    @Test
    void refuses_a_list_older_than_one_already_seen() {
        origin = uri -> Optional.of(token(NOW, StatusList.INVALID));
        statusNow();
        clock.advance(Duration.ofHours(1));
        origin = uri -> Optional.of(token(NOW.minusSeconds(1), StatusList.VALID));

        assertThat(statusNow()).isEqualTo(StatusList.INVALID);
    }

    @Test
    void refuses_an_older_list_also_when_the_newer_one_is_no_longer_kept() {
        origin = uri -> Optional.of(token(URI, NOW, null, null, StatusList.INVALID));
        statusNow();
        pushOut();
        origin = uri -> Optional.of(token(NOW.minusSeconds(1), StatusList.VALID));

        Report<StatusListToken> report = report();
        assertThat(codes(report)).containsExactly("STATUS_LIST_NEWEST");
        assertThat(report.subject()).isEmpty();
    }

    @Test
    void refuses_another_list_of_the_same_second() {
        origin = uri -> Optional.of(token(NOW, StatusList.INVALID));
        statusNow();
        clock.advance(Duration.ofHours(1));
        origin = uri -> Optional.of(token(NOW, StatusList.VALID));

        assertThat(statusNow()).isEqualTo(StatusList.INVALID);
    }

    @Test
    void refuses_another_list_of_the_same_second_also_when_the_first_is_no_longer_kept() {
        origin = uri -> Optional.of(token(NOW, StatusList.INVALID));
        statusNow();
        pushOut();
        origin = uri -> Optional.of(token(NOW, StatusList.VALID));

        assertThat(codes(report())).containsExactly("STATUS_LIST_NEWEST");
    }

    @Test
    void takes_the_same_list_signed_again_in_the_same_second() {
        statusNow();
        clock.advance(Duration.ofHours(1));
        origin = uri -> Optional.of(token(URI, NOW, NOW.plusSeconds(7200), null, StatusList.VALID));

        assertThat(report().orThrow().expires()).isEqualTo(NOW.plusSeconds(7200));
    }

    @Test
    void the_age_seen_is_of_one_issuer_and_address() {
        statusNow();
        String elsewhere = URI + "0";
        origin = uri -> Optional.of(token(uri, NOW.minusSeconds(9), null, null, 0));

        assertThat(cache.verified(request(elsewhere, NOW)).orElseThrow().verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(cache.verified(of("another", Lists.KEY.verificationKey()))
                        .orElseThrow()
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void keeps_256_lists_at_most_and_those_asked_for_last() {
        origin = uri -> Optional.of(token(uri, NOW, null, null, 0));
        statusNow();
        for (int i = 0; i < 255; i++) {
            cache.verified(request("https://status.example.gov.cn/x/" + i, NOW));
            statusNow();
        }
        assertThat(asked).hasValue(256);
        cache.verified(request("https://status.example.gov.cn/x/255", NOW));
        statusNow();
        assertThat(asked).hasValue(257);
        cache.verified(request("https://status.example.gov.cn/x/0", NOW));
        assertThat(asked).hasValue(258);
    }

    @Test
    void keeps_no_more_octets_than_allowed() {
        StatusCache small = new StatusCache(this::ask, clock, Duration.ofHours(1), 1024 * 1024);
        origin = uri ->
                Optional.of(new StatusListToken(uri, NOW, null, null, StatusList.of(8, 400 * 1024)).sign(Lists.KEY));
        for (String list : List.of("/1", "/2", "/2", "/1", "/3", "/1", "/3")) {
            small.verified(request("https://status.example.gov.cn/x" + list, NOW));
        }
        assertThat(asked).hasValue(3);
        small.verified(request("https://status.example.gov.cn/x/2", NOW));
        assertThat(asked).hasValue(4);
    }

    @Test
    void a_list_that_does_not_fit_is_judged_and_not_kept() {
        StatusCache small = new StatusCache(this::ask, clock, Duration.ofHours(1), 1024 * 1024);
        StatusListToken large = new StatusListToken(URI, NOW, null, null, StatusList.of(8, 1024 * 1024 + 1));
        String signed = large.sign(Lists.KEY);
        origin = uri -> Optional.of(signed);
        StatusListRequest ample =
                new StatusListRequest(URI, "i", Map.of("k", Lists.KEY.verificationKey()), NOW, Duration.ZERO, 1 << 21);

        assertThat(small.verified(ample).orElseThrow().verdict()).isEqualTo(Verdict.PASSED);
        small.verified(ample);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_list_verified_with_other_keys_has_not_been_verified() {
        statusNow();
        VerificationKey changed =
                SigningKey.generate(SignatureAlgorithm.SM2, "k").verificationKey();

        assertThat(codes(cache.verified(of(Lists.ISSUER, changed)).orElseThrow()))
                .containsExactly("STATUS_LIST_SIGNATURE");
        assertThat(statusNow()).isEqualTo(StatusList.VALID);
    }

    @Test
    void a_kept_list_longer_than_the_verifier_takes_does_not_pass() {
        statusNow();
        StatusListRequest narrow = new StatusListRequest(
                URI, Lists.ISSUER, Map.of("k", Lists.KEY.verificationKey()), NOW, Duration.ZERO, 255);

        assertThat(codes(cache.verified(narrow).orElseThrow())).containsExactly("STATUS_LIST_CONTENT");
    }

    @Test
    void a_list_of_the_future_is_refused_from_the_cache_too() {
        origin = uri -> Optional.of(token(NOW.plusSeconds(60), 0));
        assertThat(report().verdict()).isEqualTo(Verdict.PASSED);

        assertThat(codes(cache.verified(request(NOW.minusSeconds(1))).orElseThrow()))
                .containsExactly("STATUS_LIST_ISSUED");
    }

    @ParameterizedTest
    @ValueSource(longs = {-601, 601})
    void another_moment_than_now_is_passed_on_and_keeps_nothing(long seconds) {
        Instant then = NOW.plusSeconds(seconds);
        origin = uri -> Optional.of(token(then, StatusList.SUSPENDED));
        cache.verified(request(then));
        cache.verified(request(then));
        assertThat(asked).hasValue(2);

        origin = uri -> Optional.of(token(NOW.minusSeconds(5000), StatusList.VALID));
        assertThat(statusNow()).isEqualTo(StatusList.VALID);
    }

    @Test
    void what_nobody_verifies_passes_by() {
        origin = uri -> Optional.of("anything");
        assertThat(cache.statusList(URI)).contains("anything");
        origin = uri -> Optional.of(token(NOW, 0));
        assertThat(statusNow()).isZero();
    }

    static Stream<Duration> durationsOutOfBounds() {
        return Stream.of(
                Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(1).plusSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("durationsOutOfBounds")
    void refuses_a_freshness_out_of_bounds(Duration freshFor) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new StatusCache(this::ask, clock, freshFor, 1 << 20));
    }

    @Test
    void refuses_a_size_too_small() {
        assertThatThrownBy(() -> new StatusCache(this::ask, clock, Duration.ofHours(1), (1 << 20) - 1))
                .isInstanceOf(InvalidValueException.class);
    }

    private void pushOut() {
        StatusSource before = origin;
        origin = uri -> Optional.of(token(uri, NOW, null, null, 0));
        for (int i = 0; i < 256; i++) {
            cache.verified(request("https://status.example.gov.cn/x/" + i, NOW));
        }
        origin = before;
    }

    private StatusListRequest of(String issuer, VerificationKey key) {
        return new StatusListRequest(URI, issuer, Map.of("k", key), clock.instant(), Duration.ofMinutes(1), 1 << 20);
    }

    private int statusNow() {
        return report().orThrow().list().get(0);
    }

    private Report<StatusListToken> report() {
        return cache.verified(request(clock)).orElseThrow();
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).collect(Collectors.toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
