package io.onevisit.core.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes that enqueue, work and die on the same tables at the same time, on threads of their own. */
class OutboxNodesTest {
    private static final int ROUNDS = 5;
    private static final int STEPS = 5;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T04:00:00Z"));
    private final ExecutorService nodes = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        nodes.shutdown();
    }

    @Test
    void fault_9_two_nodes_make_one_effect_of_each_committed_message_on_postgresql() throws Exception {
        runSchedules(Databases.postgresPooled(), 0, 8);
    }

    @Test
    @Tag("slow")
    void fault_9_two_nodes_make_one_effect_of_each_committed_message_on_postgresql_in_a_thousand_schedules()
            throws Exception {
        runSchedules(Databases.postgresPooled(), 1_000, 1_000);
    }

    @Test
    void fault_9_two_nodes_make_one_effect_of_each_committed_message_on_mysql() throws Exception {
        runSchedules(Databases.mySqlPooled(), 0, 4);
    }

    @Test
    @Tag("slow")
    void fault_9_two_nodes_make_one_effect_of_each_committed_message_on_mysql_in_two_hundred_schedules()
            throws Exception {
        runSchedules(Databases.mySqlPooled(), 1_000, 200);
    }

    @Test
    @Tag("slow")
    void fault_9_two_nodes_make_one_effect_of_each_committed_message_on_mariadb_in_two_hundred_schedules()
            throws Exception {
        runSchedules(Databases.mariaDbPooled(), 1_000, 200);
    }

    private void runSchedules(DataSource dataSource, long firstSeed, int count) throws Exception {
        OutboxRun.createTables(dataSource, clock);
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            runSchedule(new OutboxRun(dataSource, clock, seed), seed % 2 == 0);
        }
    }

    /** Time passes at any moment when the receiver remembers keys, else while no node is in the middle of a call. */
    private void runSchedule(OutboxRun run, boolean keysRemembered) throws Exception {
        if (keysRemembered) {
            run.receiver().rememberingKeys();
        }
        for (int round = 0; round < ROUNDS; round++) {
            Callable<Boolean> node = () -> steps(run, keysRemembered);
            for (Future<Boolean> end : nodes.invokeAll(List.of(node, node))) {
                end.get();
            }
            run.advance();
        }
        run.end();
    }

    private static boolean steps(OutboxRun run, boolean keysRemembered) throws SQLException {
        for (int step = 0; step < STEPS; step++) {
            switch (run.random().nextInt(3)) {
                case 0 -> run.enqueue();
                case 1 -> run.work(run.receiver());
                default -> {
                    if (keysRemembered) {
                        run.advance();
                    } else {
                        run.work(run.receiver());
                    }
                }
            }
        }
        return true;
    }
}
