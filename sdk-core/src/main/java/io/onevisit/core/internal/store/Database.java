package io.onevisit.core.internal.store;

import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.TransactionWork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Transactions on a data source. Thread-safe when the data source is. */
public final class Database {
    private final DataSource dataSource;

    /** A database behind {@code dataSource}. */
    public Database(DataSource dataSource) {
        this.dataSource = Require.present(dataSource, "data source");
    }

    /**
     * Runs {@code work} in a transaction of its own: committed when it returns, rolled back when it throws.
     *
     * @throws StorageException about {@code operation} when the database fails, also at the commit
     */
    public <T> T inTransaction(String operation, TransactionWork<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new StorageException(operation, e);
        }
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * Runs the script {@code <name>-<dialect>.sql} found beside {@code owner}, in one transaction. It must be safe to
     * repeat: when another node creates the same tables at this moment the first run may fail, and a second is made.
     */
    public void runScript(Class<?> owner, String name) {
        try {
            runScriptOnce(owner, name);
        } catch (StorageException meanwhile) {
            runScriptOnce(owner, name);
        }
    }

    private void runScriptOnce(Class<?> owner, String name) {
        inTransaction("create tables", connection -> {
            String script = resource(owner, name + "-" + Dialect.of(connection).script());
            try (Statement statement = connection.createStatement()) {
                statement.execute(script);
            }
            return true;
        });
    }

    private static String resource(Class<?> owner, String name) {
        try (InputStream in = Require.present(owner.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses a connection that would commit each statement by itself. */
    public static void requireTransaction(Connection connection) throws SQLException {
        Require.that(
                !Require.present(connection, "transaction").getAutoCommit(),
                "transaction",
                "must be a connection with auto-commit off");
    }
}
