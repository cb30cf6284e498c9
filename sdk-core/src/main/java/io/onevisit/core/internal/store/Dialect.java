package io.onevisit.core.internal.store;

import io.onevisit.core.InvalidValueException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The databases in use, and the one thing each does in its own way: an insert that may lose. */
public enum Dialect {
    /** A statement that fails spoils the whole transaction here, so a losing insert must not fail. */
    POSTGRESQL("PostgreSQL") {
        @Override
        public boolean insertUnlessPresent(Connection connection, String insert, @Nullable Object... values)
                throws SQLException {
            return update(connection, insert + " ON CONFLICT DO NOTHING", values) == 1;
        }
    },
    /** A statement that fails is undone alone here, so a losing insert may fail. */
    H2("H2") {
        @Override
        public boolean insertUnlessPresent(Connection connection, String insert, @Nullable Object... values)
                throws SQLException {
            try {
                return update(connection, insert, values) == 1;
            } catch (SQLIntegrityConstraintViolationException e) {
                if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        }
    };

    private static final String UNIQUE_VIOLATION = "23505";

    private final String product;

    Dialect(String product) {
        this.product = product;
    }

    /**
     * The dialect of the database at the other end.
     *
     * @throws InvalidValueException when it is neither of these: a dialect never run would be a promise never kept
     */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (Dialect dialect : values()) {
            if (dialect.product.equals(product)) {
                return dialect;
            }
        }
        throw new InvalidValueException("database", "must be PostgreSQL or H2");
    }

    /** The name that this dialect's scripts go by. */
    public String script() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /**
     * Runs {@code insert}. When another transaction is inserting the same key, waits for its end.
     *
     * @return false when the key is taken; the transaction can go on
     */
    public abstract boolean insertUnlessPresent(Connection connection, String insert, @Nullable Object... values)
            throws SQLException;

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
