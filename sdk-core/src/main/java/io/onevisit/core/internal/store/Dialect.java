package io.onevisit.core.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.InvalidValueException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The databases in use, and the little that each does in its own way. */
public enum Dialect {
    /**
     * A statement that fails spoils the whole transaction here, so a losing insert must not fail. Under an isolation
     * stricter than read committed it is a serialization failure instead, so any isolation will do. The commit of a
     * spoilt transaction rolls it back without an error, so it is made to fail before.
     */
    POSTGRESQL {
        @Override
        public void beforeCommit(Connection connection) throws SQLException {
            try (PreparedStatement probe = prepare(connection, "SELECT 1")) {
                probe.execute();
            }
        }

        @Override
        public boolean readsCommitted(Connection connection) {
            return true;
        }

        @Override
        public boolean insertUnlessPresent(Connection connection, Table table, String more, @Nullable Object... values)
                throws SQLException {
            return update(connection, insert(table, more, values) + " ON CONFLICT DO NOTHING", values) == 1;
        }

        /** The condition twice: a row may change between the subquery and the deletion. */
        @Override
        public int deleteOldest(Connection connection, Table table, String condition, long bound, int limit)
                throws SQLException {
            String delete = "DELETE FROM %s WHERE %s AND (kind, %s) IN (SELECT kind, %s FROM %s)"
                    .formatted(table.name(), condition, table.id(), table.id(), table.oldest(condition));
            return update(connection, delete, bound, bound, limit);
        }
    },
    /**
     * A statement that fails is undone alone here, so a losing insert may fail. A subquery with a limit may be run again
     * for each row of the statement around it, which then deletes more than the limit; so rows are deleted one by one.
     */
    H2,
    /**
     * As in H2, but a losing insert leaves a shared lock on the row it lost to, and two losers that go on to change that
     * row would wait for each other. So it looks first: only those that insert at the same moment fail.
     */
    MYSQL {
        @Override
        public Object key(String text) {
            return text.getBytes(UTF_8);
        }

        @Override
        public String text(ResultSet rows, int column) throws SQLException {
            return new String(rows.getBytes(column), UTF_8);
        }

        @Override
        public boolean insertUnlessPresent(Connection connection, Table table, String more, @Nullable Object... values)
                throws SQLException {
            return !present(connection, table, values[0], values[1])
                    && super.insertUnlessPresent(connection, table, more, values);
        }

        /** A subquery on the table itself, and one with a limit, are refused here; a limit of its own is not. */
        @Override
        public int deleteOldest(Connection connection, Table table, String condition, long bound, int limit)
                throws SQLException {
            return update(connection, "DELETE FROM " + table.oldest(condition), bound, limit);
        }
    };

    /** How a taken key is told: by SQL state in H2, by number in MySQL, where 23000 has other meanings too. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final int DUPLICATE_ENTRY = 1062;

    /**
     * A table.
     *
     * @param name its name
     * @param id the second column of its key; the first is {@code kind}
     * @param time the column that tells which row is the oldest
     */
    public record Table(String name, String id, String time) {
        private String oldest(String condition) {
            return name + " WHERE " + condition + " ORDER BY " + time + " LIMIT ?";
        }
    }

    /**
     * The dialect of the database at the other end.
     *
     * @throws InvalidValueException when it is none of these: a dialect never run would be a promise never kept
     */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            case "MySQL", "MariaDB" -> MYSQL;
            default -> throw new InvalidValueException("database", "must be PostgreSQL, MySQL, MariaDB or H2");
        };
    }

    /** The name that this dialect's scripts go by. */
    public String script() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /**
     * Whether each statement sees what others have committed before it. Else an insert could lose to a row that the same
     * transaction does not find then.
     */
    public boolean readsCommitted(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
    }

    /** Fails when the transaction cannot be committed. */
    public void beforeCommit(Connection connection) throws SQLException {}

    /** {@code text} for a key column: to be compared octet by octet, whatever the connection's character set. */
    public Object key(String text) {
        return text;
    }

    /** The text of a key column. */
    public String text(ResultSet rows, int column) throws SQLException {
        return rows.getString(column);
    }

    /**
     * Inserts a row. When another transaction is inserting the same key, waits for its end.
     *
     * @param more the columns after the key
     * @param values the key, then those of {@code more}
     * @return false when the key is taken; the transaction can go on
     */
    public boolean insertUnlessPresent(Connection connection, Table table, String more, @Nullable Object... values)
            throws SQLException {
        try {
            return update(connection, insert(table, more, values), values) == 1;
        } catch (SQLIntegrityConstraintViolationException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState()) || e.getErrorCode() == DUPLICATE_ENTRY) {
                return false;
            }
            throw e;
        }
    }

    private static String insert(Table table, String more, @Nullable Object[] values) {
        return "INSERT INTO " + table.name() + " (kind, " + table.id() + ", " + more + ") VALUES (?"
                + ", ?".repeat(values.length - 1) + ")";
    }

    private static boolean present(Connection connection, Table table, @Nullable Object... key) throws SQLException {
        String query = "SELECT 1 FROM " + table.name() + " WHERE kind = ? AND " + table.id() + " = ?";
        try (PreparedStatement statement = prepare(connection, query, key);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    /**
     * Deletes rows, the oldest first.
     *
     * @param condition which, with one parameter
     * @param bound that parameter
     * @param limit at most how many
     * @return how many there were
     */
    public int deleteOldest(Connection connection, Table table, String condition, long bound, int limit)
            throws SQLException {
        String oldest = "SELECT kind, " + table.id() + " FROM " + table.oldest(condition);
        String delete = "DELETE FROM " + table.name() + " WHERE kind = ? AND " + table.id() + " = ? AND " + condition;
        int deleted = 0;
        try (PreparedStatement statement = prepare(connection, oldest, bound, limit);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                deleted += update(connection, delete, rows.getString(1), rows.getString(2), bound);
            }
        }
        return deleted;
    }

    /** Runs a statement and counts the rows it touched. */
    public static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** A statement with its {@code values} in place. */
    public static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
