package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every state store must do, on whatever database. */
abstract class StateStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final Bytes FIRST = text("first");
    private static final Bytes SECOND = text("second");

    private final SettableClock clock = new SettableClock(NOON);
    private DataSource dataSource;
    private JdbcStateStore store;

    /** A database without tables. */
    abstract DataSource emptyDatabase() throws Exception;

    @BeforeEach
    void create_tables() throws Exception {
        dataSource = emptyDatabase();
        store = new JdbcStateStore(dataSource, clock);
        store.createTables();
    }

    @Test
    void finds_what_was_inserted() {
        assertThat(insert("a", FIRST, null)).isTrue();

        assertThat(find("a")).contains(new State(key("a"), 1, FIRST));
    }

    @Test
    void finds_nothing_where_nothing_is() {
        assertThat(find("a")).isEmpty();
    }

    @Test
    void first_insert_wins() {
        insert("a", FIRST, null);

        assertThat(insert("a", SECOND, null)).isFalse();
        assertThat(find("a").orElseThrow().value()).isEqualTo(FIRST);
    }

    @Test
    void keeps_every_octet() {
        byte[] all = new byte[256 * 1024];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        insert("a", Bytes.of(all), null);
        insert("b", Bytes.empty(), null);

        assertThat(find("a").orElseThrow().value()).isEqualTo(Bytes.of(all));
        assertThat(find("b").orElseThrow().value()).isEqualTo(Bytes.empty());
    }

    @Test
    void tells_alike_keys_apart() {
        List<StateKey> keys = Stream.of(
                        "a", "A", "a ", " a", "a'b", "a\\b", "a%", "办件", "é", "e\u0301", "a".repeat(160))
                .map(StateStoreContract::key)
                .toList();
        for (StateKey key : keys) {
            assertThat(store.<Boolean>inTransaction(tx -> store.insert(tx, key, text(key.id()), null)))
                    .as(key.id())
                    .isTrue();
        }

        for (StateKey key : keys) {
            assertThat(store.inTransaction(tx -> store.find(tx, key))
                            .orElseThrow()
                            .value())
                    .isEqualTo(text(key.id()));
        }
        assertThat(store.<Optional<State>>inTransaction(tx -> store.find(tx, new StateKey("other", "a"))))
                .isEmpty();
    }

    @Test
    void an_insert_rolled_back_has_not_happened() {
        assertThatThrownBy(() -> store.inTransaction(tx -> {
                    store.insert(tx, key("a"), FIRST, null);
                    throw new IllegalStateException("the caller's work failed");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(find("a")).isEmpty();
        assertThat(insert("a", SECOND, null)).isTrue();
    }

    @Test
    void the_losers_transaction_can_go_on() {
        insert("a", FIRST, null);

        store.inTransaction(
                tx -> !store.insert(tx, key("a"), SECOND, null) && store.insert(tx, key("b"), SECOND, null));

        assertThat(find("a").orElseThrow().value()).isEqualTo(FIRST);
        assertThat(find("b").orElseThrow().value()).isEqualTo(SECOND);
    }

    @Test
    void of_two_that_insert_at_once_exactly_one_wins() throws Exception {
        for (int round = 0; round < 30; round++) {
            String id = "round" + round;
            assertThat(race(() -> insert(id, FIRST, null), () -> insert(id, SECOND, null)))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void the_second_insert_loses_when_the_first_commits() throws Exception {
        assertThat(insertWhileAnotherIsUncommitted(Connection::commit)).isFalse();
        assertThat(find("a").orElseThrow().value()).isEqualTo(FIRST);
    }

    @Test
    void the_second_insert_wins_when_the_first_rolls_back() throws Exception {
        assertThat(insertWhileAnotherIsUncommitted(Connection::rollback)).isTrue();
        assertThat(find("a").orElseThrow().value()).isEqualTo(SECOND);
    }

    @Test
    void counts_the_changes() {
        insert("a", FIRST, null);

        assertThat(compareAndSet("a", 1, SECOND)).isTrue();
        assertThat(find("a")).contains(new State(key("a"), 2, SECOND));
    }

    @Test
    void does_not_change_what_somebody_else_has_changed() {
        insert("a", FIRST, null);
        compareAndSet("a", 1, SECOND);

        assertThat(compareAndSet("a", 1, FIRST)).isFalse();
        assertThat(compareAndSet("a", 3, FIRST)).isFalse();
        assertThat(compareAndSet("b", 1, FIRST)).isFalse();
        assertThat(find("a")).contains(new State(key("a"), 2, SECOND));
    }

    @Test
    void of_two_that_change_at_once_exactly_one_wins() throws Exception {
        insert("a", FIRST, null);
        for (int version = 1; version <= 30; version++) {
            long expected = version;
            assertThat(race(() -> compareAndSet("a", expected, FIRST), () -> compareAndSet("a", expected, SECOND)))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void what_has_expired_is_gone() {
        insert("a", FIRST, NOON.plusSeconds(60));

        clock.advance(Duration.ofSeconds(59));
        assertThat(find("a")).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(find("a")).isEmpty();
        assertThat(compareAndSet("a", 1, SECOND)).isFalse();
    }

    @Test
    void an_insert_takes_the_place_of_what_has_expired_and_nobody_mistakes_the_two() {
        insert("a", FIRST, NOON.plusSeconds(60));
        clock.advance(Duration.ofSeconds(60));

        assertThat(insert("a", SECOND, null)).isTrue();
        assertThat(insert("a", FIRST, null)).isFalse();
        assertThat(compareAndSet("a", 1, FIRST)).isFalse();
        clock.advance(Duration.ofDays(10_000));
        assertThat(find("a")).contains(new State(key("a"), 2, SECOND));
    }

    @Test
    void of_two_that_take_the_place_of_what_has_expired_exactly_one_wins() throws Exception {
        for (int round = 0; round < 30; round++) {
            String id = "round" + round;
            insert(id, FIRST, clock.instant());
            assertThat(race(() -> insert(id, FIRST, null), () -> insert(id, SECOND, null)))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void deletes_what_has_expired_the_oldest_first() {
        insert("newer", FIRST, NOON.plusSeconds(2));
        insert("older", FIRST, NOON.plusSeconds(1));
        insert("later", FIRST, NOON.plusSeconds(60));
        insert("never", FIRST, null);
        assertThat(store.deleteExpired(10)).isZero();

        clock.advance(Duration.ofSeconds(5));

        assertThat(store.deleteExpired(1)).isEqualTo(1);
        assertThat(rows()).containsExactly("later", "never", "newer");
        assertThat(store.deleteExpired(10)).isEqualTo(1);
        assertThat(rows()).containsExactly("later", "never");
    }

    @Test
    void refuses_values_and_limits_beyond_the_bound() {
        Bytes tooMuch = Bytes.of(new byte[256 * 1024 + 1]);

        assertThatThrownBy(() -> insert("a", tooMuch, null)).isInstanceOf(InvalidValueException.class);
        insert("a", FIRST, null);
        assertThatThrownBy(() -> compareAndSet("a", 1, tooMuch)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> insert("b", FIRST, Instant.MAX)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> store.deleteExpired(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> store.deleteExpired(10_001)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_connection_that_commits_by_itself() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertThatThrownBy(() -> store.insert(connection, key("a"), FIRST, null))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("auto-commit");
            assertThatThrownBy(() -> store.compareAndSet(connection, key("a"), 1, FIRST))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void an_error_of_the_database_in_the_callers_work_is_a_storage_error_and_rolls_back() {
        assertThatThrownBy(() -> store.inTransaction(tx -> {
                    store.insert(tx, key("a"), FIRST, null);
                    throw new SQLException("table is read-only");
                }))
                .isInstanceOf(StorageException.class)
                .hasCauseInstanceOf(SQLException.class);
        assertThat(find("a")).isEmpty();
    }

    @Test
    void says_so_when_the_table_is_missing() {
        execute("DROP TABLE onevisit_state");

        assertThatThrownBy(() -> insert("a", FIRST, null)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> find("a")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> compareAndSet("a", 1, FIRST)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> store.deleteExpired(1)).isInstanceOf(StorageException.class);
    }

    @Test
    void creating_the_tables_again_keeps_what_is_stored() {
        insert("a", FIRST, null);

        store.createTables();

        assertThat(find("a")).isPresent();
    }

    @Test
    void two_nodes_may_create_the_tables_at_once() throws Exception {
        execute("DROP TABLE onevisit_state");
        Callable<Boolean> create = () -> {
            store.createTables();
            return true;
        };

        assertThat(race(create, create)).containsExactly(true, true);
    }

    private boolean insertWhileAnotherIsUncommitted(End end) throws Exception {
        try (Connection first = dataSource.getConnection()) {
            first.setAutoCommit(false);
            assertThat(store.insert(first, key("a"), FIRST, null)).isTrue();
            CountDownLatch started = new CountDownLatch(1);
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                Future<Boolean> second = other.submit(() -> {
                    started.countDown();
                    return insert("a", SECOND, null);
                });
                started.await();
                end.of(first);
                return second.get();
            } finally {
                other.shutdown();
            }
        }
    }

    private static List<Boolean> race(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        CountDownLatch bothReady = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> ends = Stream.of(one, other)
                    .map(work -> threads.submit(() -> {
                        bothReady.countDown();
                        bothReady.await();
                        return work.call();
                    }))
                    .toList();
            return List.of(ends.get(0).get(), ends.get(1).get());
        } finally {
            threads.shutdown();
        }
    }

    private boolean insert(String id, Bytes value, @Nullable Instant expires) {
        return store.inTransaction(tx -> store.insert(tx, key(id), value, expires));
    }

    private Optional<State> find(String id) {
        return store.inTransaction(tx -> store.find(tx, key(id)));
    }

    private boolean compareAndSet(String id, long expectedVersion, Bytes value) {
        return store.inTransaction(tx -> store.compareAndSet(tx, key(id), expectedVersion, value));
    }

    private List<String> rows() {
        return store.inTransaction(tx -> {
            try (Statement statement = tx.createStatement();
                    var rows = statement.executeQuery("SELECT id FROM onevisit_state ORDER BY id")) {
                Stream.Builder<String> ids = Stream.builder();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids.build().toList();
            }
        });
    }

    private void execute(String sql) {
        store.inTransaction(tx -> {
            try (Statement statement = tx.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private static StateKey key(String id) {
        return new StateKey("test", id);
    }

    private static Bytes text(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private interface End {
        void of(Connection transaction) throws SQLException;
    }
}
