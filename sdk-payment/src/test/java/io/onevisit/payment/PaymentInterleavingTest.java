package io.onevisit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each bill goes through its own random schedule of orders, queries, closing, payments, refunds and notices on two nodes,
 * with lost calls and answers, duplicates, reordering, replays and crashes. At the end no money was lost, none was given back
 * twice, and the department was told of each arrival and each ended refund exactly once.
 */
class PaymentInterleavingTest {
    private static final int STEPS = 14;

    @Test
    void f06_f07_f08_f17_f19_f20_f22_f40_two_hundred_random_schedules_lose_and_repeat_nothing() {
        inTurns(new Random(1), 200);
    }

    @Test
    @Tag("slow")
    void f06_f07_f08_f17_f19_f20_f22_f40_ten_thousand_random_schedules_lose_and_repeat_nothing() {
        inTurns(new Random(2), 10_000);
    }

    @Test
    void f06_f21_two_nodes_at_once_on_postgresql_lose_and_repeat_nothing() throws Exception {
        atOnce(3, 20);
    }

    @Test
    @Tag("slow")
    void f06_f21_two_nodes_at_once_on_postgresql_lose_and_repeat_nothing_in_ten_thousand_schedules() throws Exception {
        atOnce(4, 10_000);
    }

    /** One step of one node after the other. */
    private static void inTurns(Random random, int bills) {
        Department department = new Department();
        List<Desk> nodes = List.of(department.desk, department.desk(department.platform));
        for (int i = 0; i < bills; i++) {
            Schedule schedule = new Schedule(department, "BILL-%06d".formatted(i));
            department.effects.crashWhen(() -> random.nextInt(4) == 0);
            for (int step = 0; step < 2 * STEPS; step++) {
                schedule.step(random, nodes.get(random.nextInt(2)));
            }
            department.effects.crashWhen(() -> false);
            schedule.settle();
            schedule.check();
            assertThat(department.effects.of(schedule.bill)).doesNotContain("CONTRADICTED");
        }
    }

    /** Both nodes at the same bill at the same time. */
    private static void atOnce(int seed, int bills) throws Exception {
        Department department = new Department(Stores.postgres());
        List<Desk> nodes = List.of(department.desk, department.desk(department.platform));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < bills; i++) {
                Schedule schedule = new Schedule(department, "BILL-%06d".formatted(i));
                Random random = new Random(31L * seed + i);
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
    }
}
