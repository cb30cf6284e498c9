package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One bank's collections in the state store: each in its bank day, by its serial number the day where it is, and by its
 * payment code which one the platform has or may have.
 */
final class CollectionBook {
    private static final String SERIAL = "outlet.serial";
    private static final String CODE = "outlet.code";
    private static final String DAY = "outlet.day.";
    private static final int PAGE = 500;
    private static final int MAX_RACES = 100;

    private final StateStore store;
    private final CreditCode bank;
    private final OfflineTotal offline;

    CollectionBook(StateStore store, CreditCode bank) {
        this.store = store;
        this.bank = bank;
        this.offline = new OfflineTotal(store, bank);
    }

    /**
     * Enters a collection, which holds its code unless another does.
     *
     * @return false when its serial number was used before
     */
    boolean enter(Connection tx, OutletCollection collection) {
        boolean first = store.insert(
                        tx,
                        serialKey(collection.bankSerial()),
                        octets(collection.day().toString()),
                        null)
                && store.insert(tx, key(collection), OutletJson.write(collection), null);
        if (first) {
            hold(tx, collection);
        }
        return first;
    }

    /**
     * Gives a code to a collection. Only one that holds its code may be taken without the platform.
     *
     * @return false while the code is that of another collection, which the platform has or may have
     */
    boolean hold(Connection tx, OutletCollection collection) {
        StateKey code = new StateKey(CODE, bank.value() + ":" + collection.code());
        Bytes serial = octets(collection.bankSerial());
        if (store.insert(tx, code, serial, null)) {
            return true;
        }
        for (int race = 0; race < MAX_RACES; race++) {
            State holder = store.find(tx, code).orElseThrow();
            if (holder.value().equals(serial)) {
                return true;
            }
            if (find(tx, text(holder)).orElseThrow().state().holdsCode()) {
                return false;
            }
            if (store.compareAndSet(tx, code, holder.version(), serial)) {
                return true;
            }
        }
        throw new StorageException("give a code to a collection", null);
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
                settle(tx, before, after);
                return after;
            }
        }
        throw new StorageException("change collection", null);
    }

    private void settle(Connection tx, OutletCollection before, OutletCollection after) {
        if (before.state() == OutletState.TAKEN && after.state() != OutletState.TAKEN) {
            offline.settle(tx, before.amount());
        }
    }

    OutletCollection change(String bankSerial, UnaryOperator<OutletCollection> change) {
        return store.inTransaction(tx -> change(tx, bankSerial, change));
    }

    /** The collections of a bank day after one serial number, in the order of the store; empty after the last. */
    List<OutletCollection> page(LocalDate day, String after) {
        return store.inTransaction(tx -> store.list(tx, kind(day.toString()), after, PAGE)).stream()
                .map(state -> OutletJson.collection(state.value()))
                .toList();
    }

    private Optional<State> state(Connection tx, String bankSerial) {
        return store.find(tx, serialKey(bankSerial))
                .map(CollectionBook::text)
                .flatMap(day -> store.find(tx, new StateKey(kind(day), bankSerial)));
    }

    private static String text(State state) {
        return new String(state.value().toArray(), StandardCharsets.US_ASCII);
    }

    private static Bytes octets(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private StateKey key(OutletCollection collection) {
        return new StateKey(kind(collection.day().toString()), collection.bankSerial());
    }

    private String kind(String day) {
        return DAY + bank.value() + "." + day;
    }

    /** The numbers of a bank are its own: another may use the same. */
    private StateKey serialKey(String bankSerial) {
        return new StateKey(SERIAL, bank.value() + ":" + bankSerial);
    }
}
