package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;

/** Forwards reversals that have no ending yet, under their own serial numbers and asking first. */
final class ReversalForwarding implements OutboxHandler {
    private final String kind;
    private final StateStore store;
    private final CollectionBook collections;
    private final ReversalBook reversals;
    private final OutletWire wire;

    ReversalForwarding(StateStore store, CreditCode bank, OutletWire wire) {
        this.kind = kind(bank);
        this.store = store;
        this.collections = new CollectionBook(store, bank);
        this.reversals = new ReversalBook(store, bank, collections);
        this.wire = wire;
    }

    /** Each bank's messages are sent with its own key: two banks in one database do not send each other's. */
    static String kind(CreditCode bank) {
        return OutletWire.REVERSE + "." + bank.value();
    }

    @Override
    public String kind() {
        return kind;
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
