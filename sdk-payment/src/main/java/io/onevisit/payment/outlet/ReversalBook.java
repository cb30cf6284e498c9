package io.onevisit.payment.outlet;

import io.onevisit.core.Outcome;
import io.onevisit.core.StorageException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;

/** One bank's reversals in the state store, by their own serial numbers. */
final class ReversalBook {
    private static final String KIND = "outlet.reversal";
    private static final int MAX_RACES = 100;

    private final StateStore store;
    private final CreditCode bank;
    private final CollectionBook collections;

    ReversalBook(StateStore store, CreditCode bank, CollectionBook collections) {
        this.store = store;
        this.bank = bank;
        this.collections = collections;
    }

    boolean enter(Connection tx, Reversal reversal) {
        return store.insert(tx, key(reversal.serial()), OutletJson.write(reversal), null);
    }

    Optional<Reversal> find(Connection tx, String serial) {
        return store.find(tx, key(serial)).map(state -> OutletJson.reversal(state.value()));
    }

    /** Takes note of an ending, here and on the collection. The first one counts. */
    Reversal settle(Connection tx, String serial, Outcome<ReversalReceipt> ending) {
        for (int race = 0; race < MAX_RACES; race++) {
            State state = store.find(tx, key(serial)).orElseThrow();
            Reversal before = OutletJson.reversal(state.value());
            Reversal after = ending.fold(before::done, before::refused, pending -> before);
            if (after.equals(before)) {
                return before;
            }
            if (store.compareAndSet(tx, state.key(), state.version(), OutletJson.write(after))) {
                settle(tx, after, ending);
                return after;
            }
        }
        throw new StorageException("settle reversal", null);
    }

    private void settle(Connection tx, Reversal reversal, Outcome<ReversalReceipt> ending) {
        collections.change(
                tx,
                reversal.bankSerial(),
                current -> ending.fold(
                        receipt -> current.reversed(reversal), no -> current.kept(reversal, no), pending -> current));
    }

    private StateKey key(String serial) {
        return new StateKey(KIND, bank.value() + ":" + serial);
    }
}
