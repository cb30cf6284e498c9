package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.FaultyReceiver.Asking;
import io.onevisit.core.store.FaultyReceiver.ProcessDied;
import io.onevisit.core.store.FaultyReceiver.Sending;
import io.onevisit.core.store.LossyDataSource.Commit;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * A department that enqueues messages and nodes that work on them, each step and each fault drawn from a seed: roll-backs,
 * repetitions, lost requests and answers, on the way to the other side and to the database, deaths of processes.
 * Whatever is drawn, each message committed has one effect and one note in the end, and each rolled back has none.
 */
final class OutboxRun {
    static final OutboxSettings SETTINGS = new OutboxSettings(
            1,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(40),
            Duration.ofDays(10_000),
            Duration.ofSeconds(1));

    private static final int MESSAGES = 6;
    private static final int ONE_COMMIT_IN = 20;

    private final long seed;
    private final Random random;
    private final DataSource sound;
    private final DataSource lossy;
    private final SettableClock clock;
    private final FaultyReceiver receiver;
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private volatile boolean calm;

    OutboxRun(DataSource dataSource, SettableClock clock, long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.sound = dataSource;
        this.lossy = LossyDataSource.of(dataSource, this::commit);
        this.clock = clock;
        this.receiver = new FaultyReceiver(
                drawn(Sending.ACCEPTED, EnumSet.complementOf(EnumSet.of(Sending.REFUSED))),
                drawn(Asking.ANSWERED, EnumSet.allOf(Asking.class)),
                this::note);
    }

    static void createTables(DataSource dataSource, SettableClock clock) throws SQLException {
        new Outbox(dataSource, List.of(), SETTINGS, clock).createTables();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE noted (business_key VARCHAR(128), outcome VARCHAR(16))");
        }
    }

    private <T> Supplier<T> drawn(T whenCalm, Set<T> all) {
        List<T> list = List.copyOf(all);
        return () -> calm ? whenCalm : list.get(random.nextInt(list.size()));
    }

    private Commit commit() {
        boolean carriedOut = calm || random.nextInt(ONE_COMMIT_IN) > 0;
        return carriedOut ? Commit.CARRIED_OUT : random.nextBoolean() ? Commit.ANSWER_LOST : Commit.REQUEST_LOST;
    }

    /** Whether the department can take note; it may also die over it. */
    private boolean note() {
        int draw = calm ? 0 : random.nextInt(4);
        if (draw == 3) {
            throw new ProcessDied();
        }
        return draw < 2;
    }

    Random random() {
        return random;
    }

    FaultyReceiver receiver() {
        return receiver;
    }

    /** Enqueues one of a few messages, perhaps again, and commits or not; when in doubt it does so again. */
    void enqueue() {
        String key = "seed" + seed + "-" + random.nextInt(MESSAGES);
        if (random.nextBoolean()) {
            enqueueAndRollBack(key);
            return;
        }
        for (boolean open = true; open; ) {
            try {
                new JdbcStateStore(lossy, clock).inTransaction(tx -> enqueue(tx, key));
                open = false;
            } catch (StorageException e) {
                open = true;
            }
        }
        committed.add(key);
    }

    private void enqueueAndRollBack(String key) {
        try {
            new JdbcStateStore(sound, clock).inTransaction(tx -> {
                enqueue(tx, key);
                throw new IllegalStateException("the department's own work failed");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("the department's own work failed");
        }
    }

    private boolean enqueue(Connection tx, String key) {
        return outbox(receiver).enqueue(tx, FaultyReceiver.KIND, key, Bytes.of(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** Works on what is due as a new process, with {@code handler} before the receiver. */
    int work(OutboxHandler handler) {
        try {
            return outbox(handler).runDue();
        } catch (ProcessDied | StorageException e) {
            return 1;
        }
    }

    private Outbox outbox(OutboxHandler handler) {
        return new Outbox(lossy, List.of(handler), SETTINGS, clock);
    }

    void advance() {
        clock.advance(Duration.ofSeconds(random.nextInt(90)));
    }

    /** Lets everything end without further faults, and checks what came of it. */
    void end() throws SQLException {
        calm = true;
        do {
            clock.advance(SETTINGS.lease());
        } while (work(receiver) > 0);
        Map<String, Integer> once = committed.stream().collect(Collectors.toMap(key -> key, key -> 1));
        assertThat(effects()).as("effects, seed %d", seed).isEqualTo(once);
        assertThat(noted()).as("notes, seed %d", seed).isEqualTo(once);
        assertThat(outbox(receiver).deleteDone(clock.instant().plusSeconds(1), 1000))
                .as("messages done, seed %d", seed)
                .isEqualTo(once.size());
    }

    private Map<String, Integer> effects() {
        return IntStream.range(0, MESSAGES)
                .mapToObj(i -> "seed" + seed + "-" + i)
                .filter(key -> receiver.effects(key) > 0)
                .collect(Collectors.toMap(key -> key, receiver::effects));
    }

    private Map<String, Integer> noted() throws SQLException {
        Map<String, Integer> noted = new TreeMap<>();
        try (Connection connection = sound.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT business_key FROM noted")) {
                while (rows.next()) {
                    noted.merge(rows.getString(1), 1, Integer::sum);
                }
            }
            statement.execute("DELETE FROM noted");
        }
        return noted;
    }
}
