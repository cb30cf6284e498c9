package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The collections in the state store: each in its bank day, and by its serial number the day where it is. */
final class CollectionBook {
    private static final String SERIAL = "outlet.serial";
    private static final String DAY = "outlet.day.";
    private static final int PAGE = 500;
    private static final int MAX_RACES = 100;

    private final StateStore store;

    CollectionBook(StateStore store) {
        this.store = store;
    }

    /** Enters a collection; false when its serial number was used before. */
    boolean enter(Connection tx, OutletCollection collection) {
        Bytes day = Bytes.of(collection.day().toString().getBytes(StandardCharsets.US_ASCII));
        return store.insert(tx, new StateKey(SERIAL, collection.bankSerial()), day, null)
                && store.insert(tx, key(collection), OutletJson.write(collection), null);
    }

    Optional<OutletCollection> find(Connection tx, String bankSerial) {
        return state(tx, bankSerial).map(state -> OutletJson.collection(state.value()));
    }

    Optional<OutletCollection> find(String bankSerial) {
        return store.inTransaction(tx -> find(tx, bankSerial));
    }

    /** Changes a collection, and gives it as it is then. */
    OutletCollection change(Connection tx, String bankSerial, UnaryOperator<OutletCollection> change) {
        for (int race = 0; race < MAX_RACES; race++) {
            State state = state(tx, bankSerial)
                    .orElseThrow(() -> new InvalidValueException("bank serial", "was never used here"));
            OutletCollection before = OutletJson.collection(state.value());
            OutletCollection after = change.apply(before);
            if (after.equals(before)
                    || store.compareAndSet(tx, state.key(), state.version(), OutletJson.write(after))) {
                return after;
            }
        }
        throw new StorageException("change collection", null);
    }

    OutletCollection change(String bankSerial, UnaryOperator<OutletCollection> change) {
        return store.inTransaction(tx -> change(tx, bankSerial, change));
    }

    /** The collections of a bank day after one serial number, in the order of the store; empty after the last. */
    List<OutletCollection> page(LocalDate day, String after) {
        return store.inTransaction(tx -> store.list(tx, DAY + day, after, PAGE)).stream()
                .map(state -> OutletJson.collection(state.value()))
                .toList();
    }

    private Optional<State> state(Connection tx, String bankSerial) {
        return store.find(tx, new StateKey(SERIAL, bankSerial))
                .map(day -> new String(day.value().toArray(), StandardCharsets.US_ASCII))
                .flatMap(day -> store.find(tx, new StateKey(DAY + day, bankSerial)));
    }

    private static StateKey key(OutletCollection collection) {
        return new StateKey(DAY + collection.day(), collection.bankSerial());
    }
}
