package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import io.onevisit.payment.internal.StoredValues;
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

    private final StateStore store;
    private final CreditCode bank;
    private final StoredValues<OutletCollection> collections;
    private final StoredValues<String> texts;
    private final OfflineTotal offline;

    CollectionBook(StateStore store, CreditCode bank) {
        this.store = store;
        this.bank = bank;
        this.collections = new StoredValues<>(store, "collection", OutletJson::collection, OutletJson::write);
        this.texts = new StoredValues<>(store, "code of a collection", CollectionBook::text, CollectionBook::octets);
        this.offline = new OfflineTotal(store, bank);
    }

    /**
     * Enters a collection, which holds its code unless another does.
     *
     * @return false when its serial number was used before
     */
    boolean enter(Connection tx, OutletCollection collection) {
        boolean first = texts.enter(
                        tx, serialKey(collection.bankSerial()), collection.day().toString())
                && collections.enter(tx, key(collection), collection);
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
        String serial = collection.bankSerial();
        return texts.enter(tx, code, serial)
                || texts.changed(tx, code, holder -> holdsCode(tx, holder) ? holder : serial)
                        .after()
                        .equals(serial);
    }

    private boolean holdsCode(Connection tx, String bankSerial) {
        return find(tx, bankSerial).orElseThrow().state().holdsCode();
    }

    Optional<OutletCollection> find(Connection tx, String bankSerial) {
        return key(tx, bankSerial).flatMap(key -> collections.find(tx, key));
    }

    Optional<OutletCollection> find(String bankSerial) {
        return store.inTransaction(tx -> find(tx, bankSerial));
    }

    /** Changes a collection. */
    Change<OutletCollection> change(Connection tx, String bankSerial, UnaryOperator<OutletCollection> change) {
        Change<OutletCollection> made = key(tx, bankSerial)
                .flatMap(key -> collections.change(tx, key, change))
                .orElseThrow(() -> new InvalidValueException("bank serial", "was never used here"));
        settle(tx, made.before(), made.after());
        return made;
    }

    private void settle(Connection tx, OutletCollection before, OutletCollection after) {
        if (before.state() == OutletState.TAKEN && after.state() != OutletState.TAKEN) {
            offline.settle(tx, before.amount());
        }
    }

    /** Changes a collection in a transaction of its own, and gives it as it is then. */
    OutletCollection change(String bankSerial, UnaryOperator<OutletCollection> change) {
        return store.inTransaction(tx -> change(tx, bankSerial, change).after());
    }

    /** The collections of a bank day after one serial number, in the order of the store; empty after the last. */
    List<OutletCollection> page(LocalDate day, String after) {
        return store.inTransaction(tx -> store.list(tx, kind(day.toString()), after, PAGE)).stream()
                .map(state -> OutletJson.collection(state.value()))
                .toList();
    }

    private Optional<StateKey> key(Connection tx, String bankSerial) {
        return texts.find(tx, serialKey(bankSerial)).map(day -> new StateKey(kind(day), bankSerial));
    }

    private static String text(Bytes stored) {
        return new String(stored.toArray(), StandardCharsets.US_ASCII);
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
