package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.store.SingleConnection;
import io.onevisit.core.store.LossyDataSource.Commit;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
                        "a",
                        "A",
                        "a ",
                        " a",
                        "a'b",
                        "a\\b",
                        "a%",
                        "办件",
                        "é",
                        "e\u0301",
                        "한",
                        "글",
                        "👍",
                        "👎",
                        "a".repeat(160))
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
    void lists_one_kind_page_by_page_each_state_once() {
        List<String> ids =
                List.of("a", "A", "a ", "a'b", "a%", "办件", "é", "e\u0301", "👍", "b", "0", "10", "2", "a".repeat(160));
        ids.forEach(id -> insert(id, text(id), null));
        store.inTransaction(tx -> store.insert(tx, new StateKey("tes", "a"), FIRST, null)
                && store.insert(tx, new StateKey("test2", "a"), FIRST, null));

        for (int limit : new int[] {1, 3, 14, 1000}) {
            List<State> all = listed(limit);
            assertThat(all)
                    .extracting(state -> state.key().id())
                    .containsExactlyInAnyOrderElementsOf(ids)
                    .isEqualTo(
                            listed(1000).stream().map(state -> state.key().id()).toList());
            assertThat(all)
                    .allSatisfy(state -> assertThat(state)
                            .isEqualTo(new State(
                                    key(state.key().id()), 1, text(state.key().id()))));
        }
    }

    @Test
    void lists_digits_of_one_length_in_their_order() {
        List.of("20261121000003", "20261121000001", "20261121000002").forEach(id -> insert(id, FIRST, null));

        assertThat(listed(2))
                .extracting(state -> state.key().id())
                .containsExactly("20261121000001", "20261121000002", "20261121000003");
    }

    @Test
    void lists_what_its_own_transaction_has_inserted_and_changed_but_nothing_expired() {
        insert("expired", FIRST, NOON.plusSeconds(60));
        insert("changed", FIRST, NOON.plusSeconds(61));
        clock.advance(Duration.ofSeconds(60));

        List<State> page = store.inTransaction(tx -> {
            store.insert(tx, key("new"), FIRST, null);
            store.compareAndSet(tx, key("changed"), 1, SECOND);
            return store.list(tx, "test", "", 10);
        });

        assertThat(page).containsExactly(new State(key("changed"), 2, SECOND), new State(key("new"), 1, FIRST));
    }

    @Test
    void lists_nothing_where_nothing_is() {
        assertThat(listed(10)).isEmpty();
    }

    private List<State> listed(int limit) {
        List<State> all = new ArrayList<>();
        List<State> page = page("", limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            page = page(page.get(page.size() - 1).key().id(), limit);
        }
        return all;
    }

    private List<State> page(String after, int limit) {
        return store.inTransaction(tx -> store.list(tx, "test", after, limit));
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
    void deletes_what_has_expired_in_batches_of_a_bounded_size() {
        for (int i = 0; i < 25; i++) {
            insert("nonce" + i, Bytes.empty(), NOON.plusSeconds(i % 3));
        }
        insert("later", FIRST, NOON.plusSeconds(60));
        clock.advance(Duration.ofSeconds(5));

        assertThat(Stream.generate(() -> store.deleteExpired(10)).limit(4)).containsExactly(10, 10, 5, 0);
        assertThat(rows()).containsExactly("later");
    }

    @Test
    void two_nodes_that_delete_what_has_expired_at_once_delete_each_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 20; i++) {
                insert("nonce" + i, Bytes.empty(), clock.instant());
            }
            assertThat(race(() -> store.deleteExpired(1000), () -> store.deleteExpired(1000)).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(20);
        }
        assertThat(rows()).isEmpty();
    }

    @Test
    void two_losers_can_both_go_on_to_change_the_row_they_lost_to() throws Exception {
        insert("a", FIRST, null);
        try (Connection one = begin();
                Connection other = begin()) {
            assertThat(store.insert(one, key("a"), SECOND, null)).isFalse();
            assertThat(store.insert(other, key("a"), SECOND, null)).isFalse();
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<Boolean> first = thread.submit(() -> change(one));
                assertThat(List.of(change(other), first.get())).containsExactlyInAnyOrder(true, false);
            } finally {
                thread.shutdown();
            }
        }
        assertThat(find("a")).contains(new State(key("a"), 2, SECOND));
    }

    private boolean change(Connection transaction) throws SQLException {
        boolean changed = store.compareAndSet(transaction, key("a"), 1, SECOND);
        transaction.commit();
        return changed;
    }

    @Test
    void no_insert_loses_to_a_row_that_its_transaction_does_not_find() throws SQLException {
        try (Connection snapshot = dataSource.getConnection()) {
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot.setAutoCommit(false);
            assertThat(store.find(snapshot, key("b"))).isEmpty();
            insert("a", FIRST, null);

            assertThatThrownBy(() -> store.insert(snapshot, key("a"), SECOND, null))
                    .isInstanceOfAny(InvalidValueException.class, StorageException.class);
        }
    }

    @Test
    void gives_a_connection_back_as_it_was() throws SQLException {
        for (int isolation : new int[] {
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE
        }) {
            for (boolean autoCommit : new boolean[] {true, false}) {
                try (Connection one = dataSource.getConnection()) {
                    one.setTransactionIsolation(isolation);
                    one.setAutoCommit(autoCommit);
                    JdbcStateStore store = new JdbcStateStore(SingleConnection.dataSource(one), clock);

                    store.inTransaction(tx -> store.insert(tx, key("a"), FIRST, null));
                    assertThatThrownBy(() -> store.inTransaction(tx -> {
                                throw new IllegalStateException("the caller's work failed");
                            }))
                            .isInstanceOf(IllegalStateException.class);

                    assertThat(one.getTransactionIsolation()).isEqualTo(isolation);
                    assertThat(one.getAutoCommit()).isEqualTo(autoCommit);
                }
            }
        }
    }

    @Test
    void fault_58_of_two_that_deadlock_one_is_done_and_nothing_is_left_of_the_other() throws Exception {
        insert("a", FIRST, null);
        insert("b", FIRST, null);
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);

        List<Optional<StorageException>> ends =
                race(() -> changeBoth("a", "b", bothHoldOne), () -> changeBoth("b", "a", bothHoldOne));

        assertThat(ends).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(ends).filteredOn(Optional::isPresent).singleElement().satisfies(victim -> {
            assertThat(victim.orElseThrow().commitUnknown()).isFalse();
            assertThat(victim.orElseThrow().getCause()).isInstanceOf(SQLException.class);
        });
        assertThat(find("a").orElseThrow().version()).isEqualTo(2);
        assertThat(find("b").orElseThrow().version()).isEqualTo(2);
        assertThat(changeBoth("a", "b", new CyclicBarrier(1))).as("done again").isEmpty();
        assertThat(find("b").orElseThrow().version()).isEqualTo(3);
    }

    private Optional<StorageException> changeBoth(String one, String other, CyclicBarrier holdingOne) {
        try {
            return store.inTransaction(tx -> {
                increment(tx, one);
                await(holdingOne);
                increment(tx, other);
                return Optional.empty();
            });
        } catch (StorageException e) {
            return Optional.of(e);
        }
    }

    private void increment(Connection tx, String id) {
        long version = store.find(tx, key(id)).orElseThrow().version();
        assertThat(store.compareAndSet(tx, key(id), version, SECOND)).isTrue();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void fault_58_nothing_is_left_when_the_server_ends_the_connection_before_the_last_statement() {
        assertThatThrownBy(() -> store.inTransaction(tx -> {
                    store.insert(tx, key("a"), FIRST, null);
                    Databases.kill(dataSource, tx);
                    return store.insert(tx, key("b"), FIRST, null);
                }))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.commitUnknown()).isFalse());

        assertThat(rows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Commit.class, mode = EnumSource.Mode.EXCLUDE, names = "CARRIED_OUT")
    void fault_58_a_commit_without_an_answer_is_whole_or_nothing(Commit lost) {
        JdbcStateStore lossy = new JdbcStateStore(LossyDataSource.of(dataSource, () -> lost), clock);

        assertThatThrownBy(() -> lossy.inTransaction(
                        tx -> lossy.insert(tx, key("a"), FIRST, null) && lossy.insert(tx, key("b"), FIRST, null)))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.commitUnknown()).isTrue());

        assertThat(rows()).hasSize(lost == Commit.ANSWER_LOST ? 2 : 0);
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
        assertThatThrownBy(() -> page("", 0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> page("", 1001)).isInstanceOf(InvalidValueException.class);
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
        assertThatThrownBy(() -> page("", 1)).isInstanceOf(StorageException.class);
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
        try (Connection first = begin()) {
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

    /** A transaction of the caller's own. */
    private Connection begin() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        return connection;
    }

    private static <T> List<T> race(Callable<T> one, Callable<T> other) throws Exception {
        CountDownLatch bothReady = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<T>> ends = Stream.of(one, other)
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
