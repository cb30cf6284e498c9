package io.onevisit.core.internal.store;

import io.onevisit.core.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction on a connection of its own. Closed without a commit it is rolled back. */
final class Transaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final Connection connection;
    private final Dialect dialect;
    private final boolean autoCommit;
    private final boolean relaxed;
    private final int isolation;
    private boolean committed;

    private Transaction(Connection connection) throws SQLException {
        this.connection = connection;
        this.dialect = Dialect.of(connection);
        this.autoCommit = connection.getAutoCommit();
        this.relaxed = !dialect.readsCommitted(connection);
        this.isolation = relaxed ? connection.getTransactionIsolation() : Connection.TRANSACTION_NONE;
        if (relaxed) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(false);
    }

    static Transaction begin(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return new Transaction(connection);
        } catch (Throwable e) {
            try (connection) {
                throw e;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    /**
     * Commits.
     *
     * @throws StorageException telling whether it is known that nothing was committed
     */
    void commit(String operation) throws SQLException {
        dialect.beforeCommit(connection);
        try {
            connection.commit();
            committed = true;
        } catch (SQLException e) {
            throw undone(e) ? new StorageException(operation, e) : StorageException.atCommit(operation, e);
        }
    }

    /**
     * Whether the database itself says that it rolled back: for a conflict (class 40, but for 40003, completion unknown)
     * or for a constraint checked at the end (class 23).
     */
    private static boolean undone(SQLException atCommit) {
        String state = atCommit.getSQLState() == null ? "" : atCommit.getSQLState();
        return state.startsWith("23") || (state.startsWith("40") && !state.equals("40003"));
    }

    /** Once it is committed, what goes wrong with the connection is not the caller's concern any more. */
    @Override
    public void close() throws SQLException {
        if (!committed) {
            rollBack();
            return;
        }
        try (connection) {
            restore();
        } catch (SQLException e) {
            LOG.warn("a connection is lost after its commit: {}", e.getSQLState());
        }
    }

    /** A connection that does not even roll back keeps auto-commit off: to turn it on would commit. */
    private void rollBack() throws SQLException {
        try (connection) {
            connection.rollback();
            restore();
        }
    }

    private void restore() throws SQLException {
        connection.setAutoCommit(autoCommit);
        if (relaxed) {
            connection.setTransactionIsolation(isolation);
        }
    }
}
