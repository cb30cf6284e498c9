package io.onevisit.core.store;

import io.onevisit.core.Bytes;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * States that survive a restart (状态存储): the first insert wins, changes are compare-and-set. Every method works on the
 * caller's connection and so in the caller's transaction, beside the caller's own rows. Thread-safe.
 *
 * <p>Every method throws {@link io.onevisit.core.StorageException} when the database does not carry it out. Those that
 * write refuse a connection in auto-commit mode: there the caller's rows and the state could part. They refuse an
 * isolation under which an insert could lose to a row that the transaction does not find.
 */
public interface StateStore {
    /**
     * Inserts unless there is one already.
     *
     * @param value at most 256 KiB
     * @param expires when it may be forgotten, or null for never
     * @return true for exactly one caller; another transaction that inserts the same key waits for it or loses
     */
    boolean insert(Connection transaction, StateKey key, Bytes value, @Nullable Instant expires);

    /** What is stored, and has not expired. */
    Optional<State> find(Connection transaction, StateKey key);

    /**
     * What is stored of one kind and has not expired, page by page: in the order of the ids, each one after {@code after}.
     * The order is the database's own and always the same there, so that pages neither overlap nor leave a gap.
     *
     * @param after the id that the page before ended with; empty for the first page
     * @param limit at most how many, from 1 to 1,000
     */
    List<State> list(Connection transaction, String kind, String after, int limit);

    /**
     * Replaces the value if the version is still {@code expectedVersion}.
     *
     * @return false when somebody else was faster, or there is none
     */
    boolean compareAndSet(Connection transaction, StateKey key, long expectedVersion, Bytes value);

    /**
     * Runs {@code work} once, in a transaction of its own: committed when it returns, rolled back when it throws.
     *
     * @throws io.onevisit.core.StorageException also when it could not be committed or nobody knows:
     *     {@link io.onevisit.core.StorageException#commitUnknown()}
     */
    <T> T inTransaction(TransactionWork<T> work);
}
