package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Faults 27 and 28. Attempts that overlap are made one inside the other, so no thread is needed. */
class ServiceGuardTest {
    private static final Call CALL = Call.read("records.fetch", "/v1/records/fetch", Bytes.empty());
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Answer ACCEPTED = new Answer.Accepted(new Reply(Bytes.empty(), ""));
    private static final Answer LOST = new Answer.Lost(unreachable(), Duration.ZERO);
    private static final Answer NOT_DONE = new Answer.NotDone(unreachable(), Duration.ZERO);
    private static final Answer DECLINED = new Answer.Declined(new Refusal("not-found", "title", null));
    private static final Answer MALFORMED = new Answer.Malformed(new MalformedMessageException("reply", "is none"));

    private final Pauses time = new Pauses();

    private static PlatformUnreachableException unreachable() {
        return new PlatformUnreachableException("records.fetch", "the answer was lost", null);
    }

    private ServiceGuard guard(int concurrent, int perSecond, ServiceLimits.Breaker breaker) {
        return new ServiceGuard("records.fetch", new ServiceLimits(concurrent, perSecond, breaker), time);
    }

    private ServiceGuard breaking(int window, int percent, int probes) {
        return guard(100, 100, new ServiceLimits.Breaker(window, percent, PAUSE, probes));
    }

    private Answer attempt(ServiceGuard guard, Supplier<Answer> attempt) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(5), time);
        return guard.attempt(CALL, deadline, () -> new Attempt(attempt.get(), null))
                .answer();
    }

    private void attempts(ServiceGuard guard, Answer... answers) {
        for (Answer answer : answers) {
            assertThat(attempt(guard, () -> answer)).isSameAs(answer);
        }
    }

    private void assertHeldBack(ServiceGuard guard, String why) {
        List<String> made = new ArrayList<>();
        Answer answer = attempt(guard, () -> {
            made.add("attempt");
            return ACCEPTED;
        });

        assertThat(made).isEmpty();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.HeldBack.class,
                        held -> assertThat(held.error())
                                .hasMessage("records.fetch: held back, nothing was sent: " + why));
        assertThat(answer.repeatsRead()).isFalse();
        assertThat(answer.repeatsWrite()).isFalse();
    }

    private void assertOpen(ServiceGuard guard) {
        assertHeldBack(guard, "it has failed too often just now");
    }

    @Test
    void fault_27_lost_and_undone_attempts_open_the_breaker_once_they_are_too_many() {
        ServiceGuard guard = breaking(4, 50, 1);

        attempts(guard, ACCEPTED, ACCEPTED, LOST, NOT_DONE);
        assertOpen(guard);
    }

    @Test
    void fault_27_fewer_failures_than_that_do_not() {
        attempts(breaking(4, 50, 1), ACCEPTED, ACCEPTED, ACCEPTED, LOST, ACCEPTED, ACCEPTED, ACCEPTED, LOST);
    }

    @Test
    void fault_27_fewer_attempts_than_the_window_do_not() {
        attempts(breaking(4, 50, 1), LOST, LOST, LOST);
    }

    @Test
    void fault_27_answers_of_the_platform_do_not_whatever_they_say() {
        attempts(breaking(2, 1, 1), DECLINED, DECLINED, MALFORMED, MALFORMED);
    }

    @Test
    void fault_27_the_probes_after_the_pause_are_bounded() {
        ServiceGuard guard = breaking(2, 100, 2);
        attempts(guard, LOST, LOST);
        time.pass(PAUSE);
        assertOpen(guard);
        time.pass(Duration.ofNanos(1));

        attempt(
                guard,
                () -> attempt(guard, () -> {
                    assertOpen(guard);
                    return ACCEPTED;
                }));
        attempts(guard, ACCEPTED, ACCEPTED, ACCEPTED);
    }

    @Test
    void fault_27_a_probe_that_fails_opens_the_breaker_again() {
        ServiceGuard guard = breaking(2, 100, 1);
        attempts(guard, LOST, LOST);
        time.pass(PAUSE.plusNanos(1));

        attempts(guard, LOST);
        assertOpen(guard);
        time.pass(PAUSE.plusNanos(1));
        attempts(guard, ACCEPTED, ACCEPTED);
    }

    @Test
    void fault_27_a_probe_that_came_to_nothing_gives_its_place_back() {
        ServiceGuard guard = guard(1, 1, new ServiceLimits.Breaker(2, 100, PAUSE, 1));
        attempts(guard, LOST);
        attempts(guard, LOST);
        time.pass(PAUSE.plusNanos(1));

        assertThatThrownBy(() -> attempt(guard, () -> {
                    throw new IllegalStateException("the signing server is down");
                }))
                .isInstanceOf(IllegalStateException.class);
        time.interrupted = true;
        assertHeldBack(guard, "too many attempts per second");
        assertThat(Thread.interrupted()).isTrue();
        time.interrupted = false;
        attempts(guard, ACCEPTED);
    }

    @Test
    void fault_28_attempts_at_the_same_time_are_bounded() {
        ServiceGuard guard = guard(2, 100, ServiceLimits.Breaker.defaults());

        attempt(
                guard,
                () -> attempt(guard, () -> {
                    assertHeldBack(guard, "too many attempts at the same time");
                    return ACCEPTED;
                }));
        attempt(guard, () -> attempt(guard, () -> ACCEPTED));
    }

    @Test
    void fault_28_a_place_is_given_back_when_the_attempt_throws() {
        ServiceGuard guard = guard(1, 100, ServiceLimits.Breaker.defaults());

        assertThatThrownBy(() -> attempt(guard, () -> {
                    throw new IllegalStateException("the signing server is down");
                }))
                .isInstanceOf(IllegalStateException.class);
        attempts(guard, ACCEPTED);
    }

    @Test
    void one_attempt_more_per_second_waits_for_its_turn() {
        ServiceGuard guard = guard(1, 2, ServiceLimits.Breaker.defaults());

        attempts(guard, ACCEPTED, ACCEPTED);
        assertThat(time.taken).isEmpty();
        attempts(guard, ACCEPTED);
        assertThat(time.taken).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void a_turn_beyond_the_deadline_is_not_waited_for() {
        ServiceGuard guard = guard(1, 1, ServiceLimits.Breaker.defaults());
        Deadline deadline = Deadline.in(Duration.ofMillis(900), time);
        attempts(guard, ACCEPTED);

        Attempt attempt = guard.attempt(CALL, deadline, () -> new Attempt(ACCEPTED, 200));
        assertThat(attempt.answer()).isInstanceOf(Answer.HeldBack.class);
        assertThat(time.taken).isEmpty();
    }

    @Test
    void services_have_guards_of_their_own_up_to_a_number_and_share_one_beyond() {
        ServiceGuards guards = new ServiceGuards(ServiceLimits.defaults(), time);
        List<ServiceGuard> first = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            first.add(guards.of("service " + i));
        }

        assertThat(first).doesNotHaveDuplicates();
        ServiceGuard others = guards.of("service 64");
        assertThat(first).doesNotContain(others);
        assertThat(guards.of("service 65")).isSameAs(others);
        assertThat(guards.of("service 0")).isSameAs(first.get(0));
        assertThat(guards.of("service 63")).isSameAs(first.get(63));
    }

    @Test
    void no_thread_is_started() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ServiceGuard guard = guard(1, 1, new ServiceLimits.Breaker(2, 100, PAUSE, 1));
        attempts(guard, LOST, LOST);
        assertOpen(guard);
        time.pass(PAUSE.plusNanos(1));
        attempts(guard, ACCEPTED);

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .isSubsetOf(before.stream().map(Thread::getName).toList());
    }
}
