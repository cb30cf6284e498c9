package io.onevisit.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStateStoreTest extends StateStoreContract {
    private static final StateKey A = new StateKey("test", "a");
    private static final StateKey B = new StateKey("test", "b");

    private JdbcStateStore serializable;

    @Override
    DataSource emptyDatabase() {
        return Databases.postgres();
    }

    @BeforeEach
    void create_a_store_whose_transactions_are_serializable() {
        serializable = new JdbcStateStore(Databases.postgresSerializable(), Clock.systemUTC());
        serializable.createTables();
    }

    @Test
    void fault_58_a_serialization_failure_at_the_commit_leaves_nothing_and_may_be_done_again() {
        serializable.inTransaction(tx ->
                serializable.insert(tx, A, Bytes.empty(), null) && serializable.insert(tx, B, Bytes.empty(), null));

        assertThatThrownBy(() -> serializable.inTransaction(tx -> {
                    assertThat(version(tx, A) + version(tx, B)).isEqualTo(2);
                    serializable.inTransaction(other -> {
                        assertThat(version(other, A) + version(other, B)).isEqualTo(2);
                        return serializable.compareAndSet(other, A, 1, Bytes.empty());
                    });
                    return serializable.compareAndSet(tx, B, 1, Bytes.empty());
                }))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.commitUnknown()).isFalse())
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40001"));

        assertThat(serializable.<Long>inTransaction(tx -> version(tx, B))).isEqualTo(1);
        assertThat(serializable.<Boolean>inTransaction(tx -> serializable.compareAndSet(tx, B, 1, Bytes.empty())))
                .isTrue();
    }

    private long version(Connection transaction, StateKey key) {
        return serializable.find(transaction, key).orElseThrow().version();
    }

    @Test
    void fault_58_a_constraint_checked_at_the_commit_leaves_nothing() {
        assertThatThrownBy(() -> serializable.inTransaction(tx -> {
                    serializable.insert(tx, A, Bytes.empty(), null);
                    execute(tx, "CREATE TABLE late (id INTEGER UNIQUE DEFERRABLE INITIALLY DEFERRED)");
                    return execute(tx, "INSERT INTO late VALUES (1), (1)");
                }))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.commitUnknown()).isFalse());
    }

    @Test
    void fault_58_work_that_hides_an_error_of_the_database_is_not_committed_by_half() {
        assertThatThrownBy(() -> serializable.inTransaction(tx -> {
                    serializable.insert(tx, A, Bytes.empty(), null);
                    assertThatThrownBy(() -> execute(tx, "SELECT * FROM no_such_table"))
                            .isInstanceOf(SQLException.class);
                    return true;
                }))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.commitUnknown()).isFalse());

        assertThat(serializable.<Boolean>inTransaction(
                        tx -> serializable.find(tx, A).isEmpty()))
                .isTrue();
    }

    private static boolean execute(Connection transaction, String sql) throws SQLException {
        try (Statement statement = transaction.createStatement()) {
            return statement.execute(sql);
        }
    }
}
