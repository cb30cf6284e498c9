package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Refusal;
import io.onevisit.core.StorageException;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reverses at the counter: stored with the message that forwards it, then told; asked first when it was told before. */
final class Reversing {
    private final StateStore store;
    private final Outbox outbox;
    private final CollectionBook collections;
    private final ReversalBook reversals;
    private final OutletWire wire;
    private final OutletSettings settings;

    Reversing(StateStore store, Outbox outbox, OutletWire wire, OutletSettings settings) {
        this.store = store;
        this.outbox = outbox;
        this.collections = new CollectionBook(store, settings.bank());
        this.reversals = new ReversalBook(store, settings.bank(), collections);
        this.wire = wire;
        this.settings = settings;
    }

    Outcome<ReversalReceipt> reverse(String bankSerial, String reversalSerial, String reason) {
        Reversal wish = new Reversal(
                reversalSerial, bankSerial, wire.now().truncatedTo(ChronoUnit.SECONDS), reason, null, null);
        Outcome<Reversal> begun = store.inTransaction(tx -> begin(tx, wish));
        return begun.fold(
                reversal -> reversal.isOpen() ? askThenTell(reversal) : reversal.outcome(),
                Outcome.Refused::new,
                Outcome.Unknown::new);
    }

    private Outcome<Reversal> begin(Connection tx, Reversal wish) {
        Optional<Reversal> known = reversals.find(tx, wish.serial());
        if (known.isPresent()) {
            return new Outcome.Done<>(sameCollection(known.get(), wish));
        }
        if (collections.find(tx, wish.bankSerial()).isEmpty()) {
            return new Outcome.Refused<>(RefusalReason.NOT_COLLECTED.refusal());
        }
        LocalDate today = settings.dayCut().dayOf(wish.askedAt());
        Change<OutletCollection> change = collections.change(
                tx,
                wish.bankSerial(),
                current -> current.reversalRefusal(today).isEmpty() ? current.reversing(wish.serial()) : current);
        Optional<Refusal> no = change.before().reversalRefusal(today);
        return no.isPresent() ? new Outcome.Refused<>(no.get()) : enter(tx, wish);
    }

    private Outcome<Reversal> enter(Connection tx, Reversal wish) {
        if (!reversals.enter(tx, wish)) {
            throw new StorageException("reverse collection", null);
        }
        outbox.enqueue(tx, ReversalForwarding.kind(settings.bank()), wish.serial(), Bytes.empty());
        return new Outcome.Done<>(wish);
    }

    private static Reversal sameCollection(Reversal known, Reversal wish) {
        if (!known.bankSerial().equals(wish.bankSerial())) {
            throw new InvalidValueException("reversal serial", "was used for another collection");
        }
        return known;
    }

    private Outcome<ReversalReceipt> askThenTell(Reversal reversal) {
        OutletCollection collection = collections.find(reversal.bankSerial()).orElseThrow();
        Outcome<ReversalReceipt> ending;
        try {
            ending = wire.ask(reversal, collection).orElseGet(() -> wire.tell(reversal, collection));
        } catch (PlatformUnreachableException e) {
            return reversal.outcome();
        }
        return store.inTransaction(tx -> reversals.settle(tx, reversal.serial(), ending))
                .outcome();
    }
}
