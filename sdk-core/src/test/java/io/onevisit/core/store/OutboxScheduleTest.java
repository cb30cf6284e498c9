package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.store.FaultyReceiver.Asking;
import io.onevisit.core.store.FaultyReceiver.ProcessDied;
import io.onevisit.core.store.FaultyReceiver.Sending;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random schedules of commits, roll-backs, repetitions, lost requests and answers, deaths of processes and pauses. The
 * receiver does not notice repetitions, so whatever the schedule: one effect and one note for each message committed,
 * none for each rolled back.
 */
class OutboxScheduleTest {
    private static final Duration GIVE_UP_NEVER = Duration.ofDays(10_000);
    private static final OutboxSettings SETTINGS = new OutboxSettings(
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(40),
            GIVE_UP_NEVER,
            Duration.ofSeconds(1));
    private static final int MESSAGES = 6;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T04:00:00Z"));
    private final DataSource dataSource = Databases.h2Pooled();

    @BeforeEach
    void create_tables() throws SQLException {
        new Outbox(dataSource, List.of(), SETTINGS, clock).createTables();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE noted (business_key VARCHAR(128), outcome VARCHAR(16))");
        }
    }

    @Test
    void every_committed_message_has_exactly_one_effect() throws SQLException {
        runSchedules(0, 40);
    }

    @Test
    @Tag("slow")
    void every_committed_message_has_exactly_one_effect_in_ten_thousand_schedules() throws SQLException {
        runSchedules(1_000, 10_000);
    }

    private void runSchedules(long firstSeed, int count) throws SQLException {
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Schedule schedule = new Schedule(new Random(seed), "seed" + seed + "-");
            schedule.run();
            assertThat(schedule.effects()).as("seed %d", seed).isEqualTo(schedule.expected());
            assertThat(noted()).as("seed %d", seed).isEqualTo(schedule.expected());
        }
    }

    private Map<String, Integer> noted() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Map<String, Integer> noted = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery("SELECT business_key FROM noted")) {
                while (rows.next()) {
                    noted.merge(rows.getString(1), 1, Integer::sum);
                }
            }
            statement.execute("DELETE FROM noted");
            return noted;
        }
    }

    private final class Schedule {
        private final Random random;
        private final String prefix;
        private final FaultyReceiver receiver;
        private final Map<String, Integer> expected = new TreeMap<>();
        private boolean calm;

        Schedule(Random random, String prefix) {
            this.random = random;
            this.prefix = prefix;
            this.receiver = new FaultyReceiver(
                    anyOf(
                            Sending.ACCEPTED,
                            List.of(Sending.values()).stream()
                                    .filter(fault -> fault != Sending.REFUSED)
                                    .toList()),
                    anyOf(Asking.ANSWERED, List.of(Asking.values())),
                    anyOf(true, List.of(true, false)));
        }

        private <T> Supplier<T> anyOf(T whenCalm, List<T> all) {
            return () -> calm ? whenCalm : all.get(random.nextInt(all.size()));
        }

        void run() {
            for (int step = 0; step < 30; step++) {
                switch (random.nextInt(3)) {
                    case 0 -> enqueue(prefix + random.nextInt(MESSAGES), random.nextBoolean());
                    case 1 -> work();
                    default -> clock.advance(Duration.ofSeconds(random.nextInt(50)));
                }
            }
            calm = true;
            do {
                clock.advance(SETTINGS.lease());
            } while (work() > 0);
        }

        private void enqueue(String key, boolean commit) {
            Bytes payload = Bytes.of(key.getBytes(StandardCharsets.UTF_8));
            try (Connection tx = dataSource.getConnection()) {
                tx.setAutoCommit(false);
                outbox().enqueue(tx, FaultyReceiver.KIND, key, payload);
                if (commit) {
                    tx.commit();
                    expected.put(key, 1);
                } else {
                    tx.rollback();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Each time by another process. */
        private int work() {
            try {
                return outbox().runDue();
            } catch (ProcessDied e) {
                return 1;
            }
        }

        private Outbox outbox() {
            return new Outbox(dataSource, List.of(receiver), SETTINGS, clock);
        }

        Map<String, Integer> expected() {
            return expected;
        }

        Map<String, Integer> effects() {
            Map<String, Integer> effects = new TreeMap<>();
            for (int i = 0; i < MESSAGES; i++) {
                if (receiver.effects(prefix + i) > 0) {
                    effects.put(prefix + i, receiver.effects(prefix + i));
                }
            }
            return effects;
        }
    }
}
