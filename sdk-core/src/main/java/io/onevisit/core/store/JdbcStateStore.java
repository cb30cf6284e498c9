package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.store.Database;
import io.onevisit.core.internal.store.Dialect;
import io.onevisit.core.internal.store.Dialect.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * States in the table {@code onevisit_state} of a PostgreSQL, MySQL, MariaDB or H2 database (tested: PostgreSQL 14, MySQL
 * 8.0, MariaDB 11.4, H2 2.5); any other is refused. Thread-safe.
 *
 * <p>A state that has expired is as good as gone: it is not found, cannot be changed, and the next insert takes its
 * place. Between two inserts of one key at the same time the database's own unique key decides; the second waits until
 * the first has committed or rolled back. Under an isolation stricter than read committed PostgreSQL may end the second
 * with a serialization failure instead, that is a {@link StorageException}: roll back and do it again. On the others a
 * transaction of such an isolation would not see what it lost to; it is refused. MySQL and MariaDB start with one: set
 * the connections to {@code READ COMMITTED}. Transactions of {@link #inTransaction} always are.
 *
 * <p>{@link #createTables()} runs {@code state-postgresql.sql}, {@code state-mysql.sql} (MariaDB, too) or
 * {@code state-h2.sql}, which lie beside this class in the jar, for a database administrator to read and run instead.
 */
public final class JdbcStateStore implements StateStore {
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_PAGE = 1000;

    private static final Table TABLE = new Table("onevisit_state", "id", "expires_at");
    private static final String LIVE = "(expires_at IS NULL OR expires_at > ?)";
    private static final String EXPIRED = "expires_at <= ?";
    private static final String TAKE_OVER =
            "UPDATE onevisit_state SET version = version + 1, expires_at = ?, content = ?"
                    + " WHERE kind = ? AND id = ? AND " + EXPIRED;
    private static final String FIND =
            "SELECT version, content FROM onevisit_state WHERE kind = ? AND id = ? AND " + LIVE;
    private static final String LIST = "SELECT id, version, content FROM onevisit_state WHERE kind = ? AND id > ? AND "
            + LIVE + " ORDER BY id LIMIT ?";
    private static final String COMPARE_AND_SET = "UPDATE onevisit_state SET version = version + 1, content = ?"
            + " WHERE kind = ? AND id = ? AND version = ? AND " + LIVE;

    private final Database database;
    private final Clock clock;

    /**
     * States behind {@code dataSource}.
     *
     * @param clock decides what has expired
     */
    public JdbcStateStore(DataSource dataSource, Clock clock) {
        this.database = new Database(dataSource);
        this.clock = Require.present(clock, "clock");
    }

    /** Creates the table unless it is there. Safe to call at every start, by several nodes at once. */
    public void createTables() {
        database.runScript(JdbcStateStore.class, "state");
    }

    @Override
    public boolean insert(Connection transaction, StateKey key, Bytes value, @Nullable Instant expires) {
        Require.present(key, "key");
        byte[] content = bounded(value);
        Long until = expires == null ? null : millis(expires);
        try {
            Database.requireTransaction(transaction);
            Dialect dialect = Dialect.of(transaction);
            Object kind = dialect.key(key.kind());
            Object id = dialect.key(key.id());
            // In this order: a row deleted between the two is then inserted, not lost.
            return Dialect.update(transaction, TAKE_OVER, until, content, kind, id, clock.millis()) == 1
                    || dialect.insertUnlessPresent(
                            transaction, TABLE, "version, expires_at, content", kind, id, 1, until, content);
        } catch (SQLException e) {
            throw new StorageException("insert state", e);
        }
    }

    @Override
    public Optional<State> find(Connection transaction, StateKey key) {
        Require.present(transaction, "transaction");
        Require.present(key, "key");
        try (PreparedStatement statement = find(transaction, key, clock.millis());
                ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new State(key, rows.getLong(1), Bytes.of(rows.getBytes(2))))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new StorageException("find state", e);
        }
    }

    private static PreparedStatement find(Connection transaction, StateKey key, long now) throws SQLException {
        Dialect dialect = Dialect.of(transaction);
        return Dialect.prepare(transaction, FIND, dialect.key(key.kind()), dialect.key(key.id()), now);
    }

    @Override
    public List<State> list(Connection transaction, String kind, String after, int limit) {
        Require.present(transaction, "transaction");
        Require.present(kind, "kind");
        Require.present(after, "after");
        Require.that(limit >= 1 && limit <= MAX_PAGE, "limit", "must be from 1 to 1000");
        try (PreparedStatement statement = list(transaction, kind, after, clock.millis(), limit);
                ResultSet rows = statement.executeQuery()) {
            Dialect dialect = Dialect.of(transaction);
            List<State> page = new ArrayList<>();
            while (rows.next()) {
                StateKey key = new StateKey(kind, dialect.text(rows, 1));
                page.add(new State(key, rows.getLong(2), Bytes.of(rows.getBytes(3))));
            }
            return List.copyOf(page);
        } catch (SQLException e) {
            throw new StorageException("list states", e);
        }
    }

    private static PreparedStatement list(Connection transaction, String kind, String after, long now, int limit)
            throws SQLException {
        Dialect dialect = Dialect.of(transaction);
        return Dialect.prepare(transaction, LIST, dialect.key(kind), dialect.key(after), now, limit);
    }

    @Override
    public boolean compareAndSet(Connection transaction, StateKey key, long expectedVersion, Bytes value) {
        Require.present(key, "key");
        byte[] content = bounded(value);
        try {
            Database.requireTransaction(transaction);
            Dialect dialect = Dialect.of(transaction);
            Object kind = dialect.key(key.kind());
            Object id = dialect.key(key.id());
            return Dialect.update(transaction, COMPARE_AND_SET, content, kind, id, expectedVersion, clock.millis())
                    == 1;
        } catch (SQLException e) {
            throw new StorageException("change state", e);
        }
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        return database.inTransaction("transaction", Require.present(work, "work"));
    }

    /**
     * Forgets states that have expired, the oldest first, in a transaction of its own. To be called now and then, again
     * while it finds as many as it may.
     *
     * @param limit at most how many, from 1 to 10,000
     * @return how many there were
     */
    public int deleteExpired(int limit) {
        Require.that(limit >= 1 && limit <= 10_000, "limit", "must be from 1 to 10000");
        return database.repeatably(
                "delete expired states",
                transaction ->
                        Dialect.of(transaction).deleteOldest(transaction, TABLE, EXPIRED, clock.millis(), limit));
    }

    private static byte[] bounded(Bytes value) {
        Require.that(Require.present(value, "value").length() <= MAX_OCTETS, "value", "must have at most 256 KiB");
        return value.toArray();
    }

    private static long millis(Instant expires) {
        try {
            return expires.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new InvalidValueException("expires", "must lie within the range of milliseconds in a long");
        }
    }
}
