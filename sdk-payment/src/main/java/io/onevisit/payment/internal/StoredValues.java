package io.onevisit.payment.internal;

import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Values of one sort in the state store. Thread-safe.
 *
 * @param store where
 * @param name what they are, for errors
 * @param read makes a value of what is stored
 * @param write the other way round
 * @param <T> what they are
 */
public record StoredValues<T>(StateStore store, String name, Function<Bytes, T> read, Function<T, Bytes> write) {
    private static final int MAX_RACES = 100;

    /** True when this is the first value under {@code key}; another is left as it is. */
    public boolean enter(Connection transaction, StateKey key, T value) {
        return store.insert(transaction, key, write.apply(value), null);
    }

    /** The value under {@code key}. */
    public Optional<T> find(Connection transaction, StateKey key) {
        return store.find(transaction, key).map(state -> read.apply(state.value()));
    }

    /**
     * Changes a value as it stands when the change is written: two nodes never undo each other's. The change may be asked for
     * again when another node was faster.
     *
     * @return empty when there is none under {@code key}
     * @throws StorageException when others were faster each time
     */
    public Optional<Change<T>> change(Connection transaction, StateKey key, UnaryOperator<T> change) {
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<State> state = store.find(transaction, key);
            if (state.isEmpty()) {
                return Optional.empty();
            }
            Change<T> made = made(state.get(), change);
            if (!made.isOne()
                    || store.compareAndSet(transaction, key, state.get().version(), write.apply(made.after()))) {
                return Optional.of(made);
            }
        }
        throw new StorageException("change " + name, null);
    }

    /**
     * Changes a value that must be there.
     *
     * @throws StorageException also when it is gone
     */
    public Change<T> changed(Connection transaction, StateKey key, UnaryOperator<T> change) {
        return change(transaction, key, change).orElseThrow(() -> new StorageException("change lost " + name, null));
    }

    private Change<T> made(State state, UnaryOperator<T> change) {
        T before = read.apply(state.value());
        return new Change<>(before, change.apply(before));
    }
}
