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
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Transactions on a data source. Thread-safe when the data source is. */
public final class Database {
    private static final int MAX_RUNS = 5;
    private static final Pattern STATEMENT_END = Pattern.compile(";\\s*");

    private final DataSource dataSource;

    /** A database behind {@code dataSource}. */
    public Database(DataSource dataSource) {
        this.dataSource = Require.present(dataSource, "data source");
    }

    /**
     * Runs {@code work} in a transaction of its own: committed when it returns, rolled back when it throws. At least
     * what others have committed is seen by each statement, also where connections are set to another isolation.
     *
     * @throws StorageException about {@code operation} when the database fails, also at the commit
     */
    public <T> T inTransaction(String operation, TransactionWork<T> work) {
        try (Transaction transaction = Transaction.begin(dataSource)) {
            T result = work.on(transaction.connection());
            transaction.commit(operation);
            return result;
        } catch (SQLException e) {
            throw new StorageException(operation, e);
        }
    }

    /**
     * Runs {@code work} as {@link #inTransaction} does, and again when the database has rolled it back for the sake of
     * another transaction: for work that has no effect but in the database.
     */
    public <T> T repeatably(String operation, TransactionWork<T> work) {
        for (int run = 1; run < MAX_RUNS; run++) {
            try {
                return inTransaction(operation, work);
            } catch (StorageException e) {
                if (e.commitUnknown() || !conflict(e)) {
                    throw e;
                }
            }
        }
        return inTransaction(operation, work);
    }

    /** A deadlock or a serialization failure: SQL state class 40 somewhere among the causes. */
    private static boolean conflict(Throwable problem) {
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("40")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs the script {@code <name>-<dialect>.sql} found beside {@code owner}. It must be safe to repeat: when another
     * node creates the same tables at this moment the first run may fail, and a second is made.
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
            for (String sql : STATEMENT_END.splitAsStream(script).toList()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
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

    /** Refuses a connection that would commit each statement by itself, or would not see what others commit. */
    public static void requireTransaction(Connection connection) throws SQLException {
        Require.that(
                !Require.present(connection, "transaction").getAutoCommit(),
                "transaction",
                "must be a connection with auto-commit off");
        Require.that(
                Dialect.of(connection).readsCommitted(connection),
                "transaction",
                "must be of isolation READ COMMITTED on this database");
    }
}
