package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;

/** Forwards reversals that have no ending yet, under their own serial numbers and asking first. */
final class ReversalForwarding implements OutboxHandler {
    static final String KIND = OutletWire.REVERSE;

    private final StateStore store;
    private final CollectionBook collections;
    private final ReversalBook reversals;
    private final OutletWire wire;

    ReversalForwarding(StateStore store, OutletWire wire) {
        this.store = store;
        this.collections = new CollectionBook(store);
        this.reversals = new ReversalBook(store, collections);
        this.wire = wire;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome<?> send(String serial, Bytes payload) {
        Reversal reversal = find(serial);
        if (!reversal.isOpen()) {
            return new Outcome.Done<>(reversal.serial());
        }
        OutletCollection collection = collections.find(reversal.bankSerial()).orElseThrow();
        return wire.ask(reversal, collection).orElseGet(() -> wire.tell(reversal, collection));
    }

    @Override
    public Optional<Outcome<?>> query(String serial, Bytes payload) {
        Reversal reversal = find(serial);
        if (!reversal.isOpen()) {
            return Optional.of(new Outcome.Done<>(reversal.serial()));
        }
        OutletCollection collection = collections.find(reversal.bankSerial()).orElseThrow();
        return wire.ask(reversal, collection).map(outcome -> outcome);
    }

    private Reversal find(String serial) {
        return store.inTransaction(tx -> reversals.find(tx, serial)).orElseThrow();
    }

    @Override
    public void ended(Connection transaction, String serial, Bytes payload, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?> done && done.value() instanceof ReversalReceipt receipt) {
            reversals.settle(transaction, serial, new Outcome.Done<>(receipt));
        } else if (outcome instanceof Outcome.Refused<?> no) {
            reversals.settle(transaction, serial, new Outcome.Refused<>(no.refusal()));
        }
    }
}
