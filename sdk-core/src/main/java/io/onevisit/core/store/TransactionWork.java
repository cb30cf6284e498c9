package io.onevisit.core.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What to do in one transaction.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface TransactionWork<T> {
    /**
     * Works on {@code transaction}; must neither commit, roll back nor close it, nor go on after an error of the
     * database: that may have rolled back what was done before it.
     */
    T on(Connection transaction) throws SQLException;
}
