package io.onevisit.payment;

import static io.onevisit.payment.NoticeAnswer.ACCEPTED;
import static io.onevisit.payment.NoticeAnswer.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Report;
import io.onevisit.core.platform.Inbound;
import io.onevisit.core.platform.RawMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F14: clocks that are apart are tolerated, and come to a person once until they agree again. */
class ClockWatchTest {
    private final Department department = new Department();
    private final PlatformInMemory platform = department.platform;
    private final Bill bill = department.opened("BILL-1");
    private Duration ahead = Duration.ZERO;
    private int events;
    private final Payments payments = department.payments(
            new Delivering(platform, (address, message) -> dated(platform.receive(address, message))));

    /** The same notice, as the platform's clock would have dated it. */
    private Report<Inbound> dated(Report<Inbound> report) {
        Inbound inbound = report.orThrow();
        return Report.of(
                report.checks(),
                new Inbound(inbound.keyId(), department.clock.instant().plus(ahead), inbound.nonce(), inbound.body()));
    }

    private RawMessage pushed() {
        return platform.push(platform.openedNotice(bill).put("eventId", "opened-" + ++events));
    }

    private void noticed(long seconds) {
        ahead = Duration.ofSeconds(seconds);
        assertThat(payments.receive(pushed())).isEqualTo(ACCEPTED);
    }

    private void answered(long seconds) {
        platform.clockIsAhead(Duration.ofSeconds(seconds));
        payments.query(bill.number());
    }

    private List<String> told() {
        department.desk.work();
        return department.effects.ofNoBill();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 120, -120})
    void f14_up_to_two_minutes_apart_nobody_is_told(long seconds) {
        noticed(seconds);
        answered(seconds);

        assertThat(told()).isEmpty();
    }

    @Test
    void f14_a_replay_shows_nothing_of_the_clock() {
        RawMessage message = pushed();
        payments.receive(message);
        ahead = Duration.ofMinutes(-4);

        assertThat(payments.receive(message)).isEqualTo(ACCEPTED);

        assertThat(told()).isEmpty();
    }

    @Test
    void f14_what_is_not_taken_in_for_its_form_shows_nothing() {
        ahead = Duration.ofMinutes(3);

        assertThat(payments.receive(platform.push(new byte[] {'{', '}'}))).isEqualTo(REFUSED);

        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {121, -121, 299, -299})
    void f14_clocks_apart_are_told_once_and_not_for_each_notice(long seconds) {
        for (int i = 0; i < 3; i++) {
            noticed(seconds);
            department.clock.advance(Duration.ofMinutes(1));
        }

        assertThat(told()).containsExactly("CLOCKS_APART " + seconds + " s");
    }

    @Test
    void f14_at_the_edge_of_the_limit_it_stays_one_episode_until_they_agree_to_a_minute() {
        noticed(130);
        noticed(119);
        noticed(61);
        noticed(150);
        assertThat(told()).hasSize(1);

        noticed(60);
        department.clock.advance(Duration.ofHours(6));
        noticed(140);

        assertThat(told()).containsExactly("CLOCKS_APART 130 s", "CLOCKS_APART 140 s");
    }

    @Test
    void f14_a_difference_that_answers_show_is_told_although_every_notice_is_refused_by_then() {
        answered(400);
        answered(401);
        assertThat(told()).containsExactly("CLOCKS_APART 400 s");

        answered(1);
        department.clock.advance(Duration.ofHours(6));
        answered(-600);

        assertThat(told()).containsExactly("CLOCKS_APART -600 s", "CLOCKS_APART 400 s");
    }

    @Test
    void f14_after_a_restart_a_good_answer_ends_what_answers_had_shown() {
        answered(400);
        answered(0);
        department.clock.advance(Duration.ofHours(6));

        answered(500);

        assertThat(told()).containsExactly("CLOCKS_APART 400 s", "CLOCKS_APART 500 s");
    }

    @Test
    void f14_one_of_two_nodes_that_is_wrong_alone_is_told_of_once_in_six_hours() {
        for (int i = 0; i < 10; i++) {
            noticed(180);
            answered(400);
            noticed(0);
            answered(0);
            department.clock.advance(Duration.ofMinutes(30));
        }
        department.clock.advance(Duration.ofMinutes(60).minusSeconds(1));
        noticed(181);
        answered(401);
        assertThat(told()).containsExactly("CLOCKS_APART 180 s", "CLOCKS_APART 400 s");

        department.clock.advance(Duration.ofSeconds(1));
        noticed(182);
        answered(402);

        assertThat(told())
                .containsExactly(
                        "CLOCKS_APART 180 s", "CLOCKS_APART 182 s", "CLOCKS_APART 400 s", "CLOCKS_APART 402 s");
    }

    @Test
    void f14_of_many_nodes_at_once_one_tells() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        ahead = Duration.ofMinutes(3);
        try {
            List<RawMessage> messages =
                    IntStream.range(0, 16).mapToObj(i -> pushed()).toList();
            List<Future<NoticeAnswer>> answers = messages.stream()
                    .map(message -> nodes.submit(() -> payments.receive(message)))
                    .toList();
            for (Future<NoticeAnswer> answer : answers) {
                answer.get();
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(told()).containsExactly("CLOCKS_APART 180 s");
    }

    @Test
    void it_proposes_to_look_at_the_clocks_in_both_languages() {
        Attention apart = new Attention.ClocksApart(Duration.ofSeconds(61));

        assertThat(apart.proposal()).isEqualTo(ProposedAction.SET_CLOCK);
        assertThat(apart.proposal().zh()).contains("时钟");
        assertThat(apart.proposal().en()).contains("clock");
    }
}
