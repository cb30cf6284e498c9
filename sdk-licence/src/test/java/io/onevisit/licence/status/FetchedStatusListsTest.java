package io.onevisit.licence.status;

import static io.onevisit.licence.status.Lists.NOW;
import static io.onevisit.licence.status.Lists.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import io.onevisit.licence.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 8.1, 8.2 and 8.4, over a socket. */
class FetchedStatusListsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/statuslist+jwt";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SettableClock clock = new SettableClock(NOW);
    private ListHost host;
    private FetchedStatusLists lists;

    @BeforeEach
    void start() throws IOException {
        host = new ListHost();
        lists = new FetchedStatusLists(Set.of(host.name()), clock, TIMEOUT, 64 * 1024);
    }

    @AfterEach
    void stop() {
        lists.close();
        host.close();
    }

    @Test
    void section_8_1_gets_the_address_and_says_what_it_accepts() {
        host.answer(OK, "token");

        assertThat(lists.statusList(host.address())).contains("token");
        assertThat(host.requests()).singleElement().asString().startsWith("GET /zz/1 HTTP/1.1\n");
        assertThat(host.requests().get(0).toLowerCase(java.util.Locale.ROOT))
                .contains("accept: application/statuslist+jwt\n")
                .contains("accept-encoding: identity\n");
    }

    @Test
    void a_fetched_list_verifies_and_is_fetched_once_behind_a_cache() {
        StatusCache cache = new StatusCache(lists, clock);
        host.answer(OK, token(host.address(), NOW, null, null, StatusList.SUSPENDED));
        StatusListRequest request = Lists.request(host.address(), NOW);

        assertThat(cache.verified(request).orElseThrow().orThrow().list().get(0))
                .isEqualTo(StatusList.SUSPENDED);
        assertThat(cache.verified(request).orElseThrow().verdict()).isEqualTo(Verdict.PASSED);
        assertThat(host.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 404 Not Found\r\nContent-Type: application/statuslist+jwt",
                "HTTP/1.1 500 No\r\nContent-Type: application/statuslist+jwt",
                "HTTP/1.1 501 Not Implemented\r\nContent-Type: application/statuslist+jwt",
                "HTTP/1.1 406 Not Acceptable\r\nContent-Type: application/statuslist+jwt",
                "HTTP/1.1 302 Found\r\nLocation: /zz/2\r\nContent-Type: application/statuslist+jwt",
                "HTTP/1.1 204 None\r\nContent-Type: application/statuslist+jwt"
            })
    void section_8_1_takes_nothing_with_another_status_and_follows_nowhere(String head) {
        host.answer(head, head.contains("204") ? "" : "token");

        assertThat(lists.statusList(host.address())).isEmpty();
        assertThat(host.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/jwt",
                "Content-Type: application/statuslist+cwt",
                "Content-Type: text/html",
                "X: application/statuslist+jwt",
                "Content-Type: application/statuslist+jwt\r\nContent-Type: text/html",
                "Content-Type: application/statuslist+jwt\r\nContent-Encoding: gzip"
            })
    void section_8_2_takes_no_other_content_type_or_coding(String headers) {
        host.answer("HTTP/1.1 200 OK\r\n" + headers, "token");

        assertThat(lists.statusList(host.address())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Application/StatusList+JWT", "application/statuslist+jwt; charset=us-ascii"})
    void section_8_2_reads_a_media_type_as_rfc_9110_means_it(String type) {
        host.answer("HTTP/1.1 200 OK\r\nContent-Type: " + type, "token");

        assertThat(lists.statusList(host.address())).contains("token");
    }

    @Test
    void takes_no_more_than_its_limit() {
        host.answer(OK, "x".repeat(64 * 1024));
        assertThat(lists.statusList(host.address())).isPresent();
        host.answer(OK, "x".repeat(64 * 1024 + 1));
        assertThat(lists.statusList(host.address())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:PORT/zz/1",
                "http://127.0.0.1/zz/1",
                "http://user@127.0.0.1:PORT/zz/1",
                "http://127.0.0.1:PORT/zz/1#x",
                "http://127.0.0.1:PORT/zz 1",
                "http://127.0.0.1.example.com:PORT/zz/1",
                "ftp://127.0.0.1:PORT/zz/1",
                "file:///etc/passwd",
                "urn:x:y",
                ""
            })
    void asks_no_host_that_was_not_named(String address) {
        host.answer(OK, "token");

        assertThat(lists.statusList(address.replace("PORT", host.name().replaceAll(".*:", ""))))
                .isEmpty();
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void section_8_1_asks_without_tls_on_the_loopback_only() {
        try (FetchedStatusLists named = new FetchedStatusLists(Set.of("status.invalid"), clock, TIMEOUT, 1024)) {
            assertThat(named.statusList("http://status.invalid/zz/1")).isEmpty();
        }
    }

    @Test
    void a_host_that_does_not_answer_is_left_alone_for_a_minute_whatever_the_list() {
        host.answer("");
        assertThat(lists.statusList(host.address())).isEmpty();
        assertThat(lists.statusList(host.address() + "2")).isEmpty();
        assertThat(host.requests()).hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        host.answer(OK, "token");
        assertThat(lists.statusList(host.address())).contains("token");
    }

    @Test
    void a_list_that_is_not_there_says_nothing_about_its_host() {
        host.answer("HTTP/1.1 404 Not Found", "");
        assertThat(lists.statusList(host.address())).isEmpty();
        host.answer(OK, "token");
        assertThat(lists.statusList(host.address() + "2")).contains("token");
    }

    @Test
    void section_8_4_asks_for_a_moment_by_the_parameter_time() {
        host.answer(OK, "token");
        Instant time = Instant.ofEpochSecond(1686925000, 999);

        assertThat(lists.at(time).statusList(host.address())).contains("token");
        lists.at(time).statusList(host.address() + "?a=b");
        assertThat(host.requests())
                .extracting(request -> request.lines().findFirst().orElseThrow())
                .containsExactly("GET /zz/1?time=1686925000 HTTP/1.1", "GET /zz/1?a=b&time=1686925000 HTTP/1.1");
    }

    @Test
    void section_8_4_does_not_take_a_list_of_today_for_one_of_then() {
        host.answer(OK, token(host.address(), NOW, null, null, StatusList.VALID));
        Instant then = NOW.minus(Duration.ofDays(30));

        assertThat(lists.at(then)
                        .verified(Lists.request(host.address(), then))
                        .orElseThrow()
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void section_8_4_takes_a_list_that_held_then() {
        Instant then = NOW.minus(Duration.ofDays(30));
        host.answer(OK, token(host.address(), then.minusSeconds(60), then.plusSeconds(60), null, StatusList.SUSPENDED));

        assertThat(lists.at(then)
                        .verified(Lists.request(host.address(), then))
                        .orElseThrow()
                        .orThrow()
                        .list()
                        .get(0))
                .isEqualTo(StatusList.SUSPENDED);
    }

    @Test
    void refuses_bounds_that_make_no_sense() {
        refused(() -> new FetchedStatusLists(Set.of("Upper.example"), clock));
        refused(() -> new FetchedStatusLists(Set.of("x"), clock, Duration.ofMillis(99), 1));
        refused(() -> new FetchedStatusLists(Set.of("x"), clock, Duration.ofSeconds(61), 1));
        refused(() -> new FetchedStatusLists(Set.of("x"), clock, TIMEOUT, 0));
        refused(() -> new FetchedStatusLists(Set.of("x"), clock, TIMEOUT, 64 * 1024 * 1024 + 1));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(call);
    }
}
