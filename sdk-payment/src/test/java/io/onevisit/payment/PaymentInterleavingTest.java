package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each bill goes through its own random schedule of orders, queries, closing, new codes, payments right and wrong, acceptance by
 * hand, refunds, reversals and notices on two nodes, with lost calls and answers, duplicates, reordering, replays, crashes of the
 * handler and of whole processes. There are never two codes to pay by. At the end no money was lost, none was given back twice, nothing can be paid any more, and
 * the department was told of each arrival, each reversal and each ended refund exactly once.
 *
 * <p>A schedule is known by its number: the same number is the same schedule.
 */
class PaymentInterleavingTest {
    private static final int STEPS = 16;

    /** So many schedules share one database; then it is thrown away with all that has ended in it. */
    private static final int TOGETHER = 250;

    private static final PaymentTerms TERMS = new PaymentTerms(
            Department.ACCOUNT,
            PlatformInMemory.NOTIFY_URI,
            Department.LIFETIME,
            PaymentCodeProfile.REGIONAL,
            RefundRules.defaults(),
            Duration.ZERO,
            Department.RETENTION);

    @Test
    void f04_f06_f07_f08_f17_f19_f20_f22_f40_eighty_random_schedules_lose_and_repeat_nothing() {
        inTurns(0, 80);
    }

    @Test
    @Tag("slow")
    void f04_f06_f07_f08_f17_f19_f20_f22_f40_ten_thousand_random_schedules_lose_and_repeat_nothing() {
        inTurns(1_000_000, 10_000);
    }

    @Test
    void f06_f21_two_nodes_at_once_on_postgresql_lose_and_repeat_nothing() throws Exception {
        atOnce(2_000_000, 8);
    }

    @Test
    @Tag("slow")
    void f06_f21_two_nodes_at_once_on_postgresql_lose_and_repeat_nothing_in_fifteen_hundred_schedules()
            throws Exception {
        atOnce(3_000_000, 1_500);
    }

    /** One step of one node after the other. */
    private static void inTurns(int first, int schedules) {
        for (int start = first; start < first + schedules; start += TOGETHER) {
            Department department = new Department(Stores.h2Database(), TERMS);
            List<Desk> nodes = List.of(department.desk, department.desk(department.platform));
            for (int i = start; i < Math.min(start + TOGETHER, first + schedules); i++) {
                inTurns(department, nodes, new Schedule(department, "BILL-%07d".formatted(i)), new Random(i));
            }
            assertNothingIsLeft(department);
        }
    }

    private static void inTurns(Department department, List<Desk> nodes, Schedule schedule, Random random) {
        department.effects.crashWhen(() -> random.nextInt(4) == 0);
        for (int step = 0; step < 2 * STEPS; step++) {
            schedule.step(random, nodes.get(random.nextInt(2)));
            schedule.checkOneCode();
        }
        department.effects.crashWhen(() -> false);
        schedule.settle();
        schedule.check();
        schedule.checkAgreed();
    }

    private static void assertNothingIsLeft(Department department) {
        assertThat(department.desk.following.deadLetters(1)).isEmpty();
        assertThat(department.desk.effects.deadLetters(1)).isEmpty();
        department.clock.advance(Duration.ofDays(1));
        assertThat(department.desk.following.runDue()).as("still followed").isZero();
        assertThat(department.desk.effects.runDue()).as("still to be told").isZero();
    }

    /** Both nodes at the same bill at the same time. */
    private static void atOnce(int first, int schedules) throws Exception {
        Department department = new Department(Stores.postgres(), TERMS);
        List<Desk> nodes = List.of(department.desk, department.desk(department.platform));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = first; i < first + schedules; i++) {
                Schedule schedule = new Schedule(department, "BILL-%07d".formatted(i));
                Random random = new Random(i);
                List<Future<?>> running = nodes.stream()
                        .<Future<?>>map(node -> {
                            Random own = new Random(random.nextLong());
                            return threads.submit(() -> {
                                for (int step = 0; step < STEPS; step++) {
                                    schedule.step(own, node);
                                }
                            });
                        })
                        .toList();
                for (Future<?> node : running) {
                    node.get();
                }
                schedule.settle();
                schedule.check();
            }
        } finally {
            threads.shutdown();
        }
        assertNothingIsLeft(department);
    }
}
