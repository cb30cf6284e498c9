package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.Pending;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.OutboxHandler;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;

/**
 * Forwards collections that have no ending yet, under the bank's serial number and asking first. What the counter is still
 * telling the platform itself is left to it for a while.
 */
final class CollectionForwarding implements OutboxHandler {
    private final String kind;
    private final CollectionBook book;
    private final OutletWire wire;

    CollectionForwarding(StateStore store, CreditCode bank, OutletWire wire) {
        this.kind = kind(bank);
        this.book = new CollectionBook(store, bank);
        this.wire = wire;
    }

    /** Each bank's messages are sent with its own key: two banks in one database do not send each other's. */
    static String kind(CreditCode bank) {
        return OutletWire.COLLECT + "." + bank.value();
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Outcome<?> send(String bankSerial, Bytes payload) {
        OutletCollection collection = takenOver(bankSerial);
        return early(collection).orElseGet(() -> wire.ask(collection).orElseGet(() -> wire.tell(collection)));
    }

    @Override
    public Optional<Outcome<?>> query(String bankSerial, Bytes payload) {
        OutletCollection collection = takenOver(bankSerial);
        return early(collection).or(() -> wire.ask(collection));
    }

    private OutletCollection takenOver(String bankSerial) {
        return book.change(bankSerial, current -> current.takenOver(wire.now()));
    }

    /** An ending without telling: there is one already, or the counter is still at it. */
    private Optional<Outcome<?>> early(OutletCollection collection) {
        if (collection.state() == OutletState.SENDING) {
            return Optional.of(new Outcome.Unknown<>(new Pending(
                    OutletWire.COLLECT, collection.bankSerial(), "the counter is still telling the platform")));
        }
        if (collection.isGivenBackByHand()) {
            return Optional.of(askedOnly(collection));
        }
        return collection.state().isOpen() ? Optional.empty() : Optional.of(new Outcome.Done<>(collection.state()));
    }

    /** The platform is not told any more, and asked until it says whether it has the money after all. */
    private Outcome<?> askedOnly(OutletCollection collection) {
        Optional<Outcome<CollectionReceipt>> word = wire.ask(collection);
        return word.isPresent() ? word.get() : new Outcome.Done<>(collection.state());
    }

    @Override
    public void ended(Connection transaction, String bankSerial, Bytes payload, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?> done && done.value() instanceof CollectionReceipt receipt) {
            book.change(transaction, bankSerial, current -> current.confirmed(receipt));
        } else if (outcome instanceof Outcome.Refused<?> no) {
            book.change(transaction, bankSerial, current -> current.refused(no.refusal()));
        }
    }
}
