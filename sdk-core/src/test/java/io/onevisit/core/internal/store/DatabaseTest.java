package io.onevisit.core.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.StorageException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
    private static final AtomicInteger MADE = new AtomicInteger();

    private final JdbcDataSource h2 = new JdbcDataSource();
    private Connection keeper;

    @BeforeEach
    void create_a_table() throws SQLException {
        h2.setURL("jdbc:h2:mem:database" + MADE.incrementAndGet());
        keeper = h2.getConnection();
        Dialect.update(keeper, "CREATE TABLE done (id INTEGER)");
    }

    @AfterEach
    void close() throws SQLException {
        keeper.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"setAutoCommit", "close"})
    void fault_58_what_befalls_a_connection_after_its_commit_does_not_undo_it(String broken) throws SQLException {
        boolean result = new Database(broken(broken)).inTransaction("work", DatabaseTest::insert);

        assertThat(result).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void fault_58_a_connection_that_cannot_be_rolled_back_is_not_made_to_commit() throws SQLException {
        IllegalStateException failure = new IllegalStateException("the caller's work failed");

        assertThatThrownBy(() -> new Database(broken("rollback")).inTransaction("work", tx -> {
                    insert(tx);
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "23505"})
    void fault_58_a_commit_that_the_database_says_it_undid_may_be_done_again(String state) {
        assertThatThrownBy(() -> new Database(failingCommit(state)).inTransaction("work", DatabaseTest::insert))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.commitUnknown()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"40003", "08006", "08S01", "57P01", "70100", "HY000", ""})
    void fault_58_any_other_error_at_the_commit_leaves_it_open(String state) {
        assertThatThrownBy(() -> new Database(failingCommit(state)).inTransaction("work", DatabaseTest::insert))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.commitUnknown()).isTrue());
    }

    @Test
    void fault_58_work_rolled_back_for_another_transaction_is_repeated_and_its_rows_are_there_once()
            throws SQLException {
        AtomicInteger runs = new AtomicInteger();

        boolean result = new Database(h2).repeatably("work", tx -> {
            insert(tx);
            if (runs.incrementAndGet() < 5) {
                throw new SQLException("deadlock", "40001");
            }
            return true;
        });

        assertThat(result).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void fault_58_work_that_is_always_rolled_back_is_given_up() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> new Database(h2).repeatably("work", tx -> {
                    runs.incrementAndGet();
                    throw new SQLException("deadlock", "40P01");
                }))
                .isInstanceOf(StorageException.class);
        assertThat(runs).hasValue(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42S02", "08006", ""})
    void fault_58_work_that_fails_for_another_reason_is_not_repeated(String state) {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> new Database(h2).repeatably("work", tx -> {
                    runs.incrementAndGet();
                    throw new SQLException("no such table", state);
                }))
                .isInstanceOf(StorageException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void fault_58_work_whose_commit_is_open_is_not_repeated() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> new Database(failingCommit("40003")).repeatably("work", tx -> {
                    runs.incrementAndGet();
                    return insert(tx);
                }))
                .isInstanceOf(StorageException.class);
        assertThat(runs).hasValue(1);
    }

    private static boolean insert(Connection transaction) throws SQLException {
        return Dialect.update(transaction, "INSERT INTO done VALUES (1)") == 1;
    }

    private int rows() throws SQLException {
        try (PreparedStatement count = keeper.prepareStatement("SELECT COUNT(*) FROM done");
                ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Connections on which {@code method} fails, but for turning auto-commit off. */
    private DataSource broken(String method) {
        return failing(method, new SQLException("connection reset", "08006"));
    }

    private DataSource failingCommit(String state) {
        return failing("commit", new SQLException("commit failed", state));
    }

    private DataSource failing(String failing, SQLException error) {
        return proxy(DataSource.class, h2, (name, arguments, result) -> {
            Connection connection = (Connection) result.get();
            return proxy(Connection.class, connection, (called, values, real) -> {
                boolean begins = called.equals("setAutoCommit") && values[0].equals(false);
                if (called.equals(failing) && !begins) {
                    if (called.equals("close")) {
                        real.get();
                    }
                    throw error;
                }
                return real.get();
            });
        });
    }

    private interface Real {
        Object get() throws Throwable;
    }

    private interface Call {
        Object make(String name, Object[] arguments, Real real) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T original, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.make(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(original, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
