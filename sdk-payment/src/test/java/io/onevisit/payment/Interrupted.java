package io.onevisit.payment;

import io.onevisit.core.Bytes;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.core.store.TransactionWork;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store before one of whose transactions another node does something. */
final class Interrupted implements StateStore {
    private final StateStore store;
    private final Runnable other;
    private int left;

    /** {@code other} runs before the transaction of number {@code before}, from 1. */
    Interrupted(StateStore store, int before, Runnable other) {
        this.store = store;
        this.left = before;
        this.other = other;
    }

    @Override
    public <T> T inTransaction(TransactionWork<T> work) {
        left--;
        if (left == 0) {
            other.run();
        }
        return store.inTransaction(work);
    }

    @Override
    public boolean insert(Connection transaction, StateKey key, Bytes value, @Nullable Instant expires) {
        return store.insert(transaction, key, value, expires);
    }

    @Override
    public Optional<State> find(Connection transaction, StateKey key) {
        return store.find(transaction, key);
    }

    @Override
    public List<State> list(Connection transaction, String kind, String after, int limit) {
        return store.list(transaction, kind, after, limit);
    }

    @Override
    public boolean compareAndSet(Connection transaction, StateKey key, long expectedVersion, Bytes value) {
        return store.compareAndSet(transaction, key, expectedVersion, value);
    }
}
