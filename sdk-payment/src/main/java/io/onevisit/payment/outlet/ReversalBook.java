package io.onevisit.payment.outlet;

import io.onevisit.core.Outcome;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import io.onevisit.payment.internal.StoredValues;
import java.sql.Connection;
import java.util.Optional;

/** One bank's reversals in the state store, by their own serial numbers. */
final class ReversalBook {
    private static final String KIND = "outlet.reversal";

    private final StoredValues<Reversal> reversals;
    private final CreditCode bank;
    private final CollectionBook collections;

    ReversalBook(StateStore store, CreditCode bank, CollectionBook collections) {
        this.reversals = new StoredValues<>(store, "reversal", OutletJson::reversal, OutletJson::write);
        this.bank = bank;
        this.collections = collections;
    }

    boolean enter(Connection tx, Reversal reversal) {
        return reversals.enter(tx, key(reversal.serial()), reversal);
    }

    Optional<Reversal> find(Connection tx, String serial) {
        return reversals.find(tx, key(serial));
    }

    /** Takes note of an ending, here and on the collection. The first one counts. */
    Reversal settle(Connection tx, String serial, Outcome<ReversalReceipt> ending) {
        Change<Reversal> change = reversals.changed(
                tx, key(serial), before -> ending.fold(before::done, before::refused, pending -> before));
        if (change.isOne()) {
            settle(tx, change.after(), ending);
        }
        return change.after();
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
