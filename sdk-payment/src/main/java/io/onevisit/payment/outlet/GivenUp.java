package io.onevisit.payment.outlet;

import io.onevisit.core.Outcome;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.DeadLetter;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.OperatorDecision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the outbox has given up forwarding (转人工): told to a person, forwarded again, or given back by hand. */
final class GivenUp {
    private static final int MAX_LETTERS = 10_000;

    private final StateStore store;
    private final Outbox outbox;
    private final CollectionBook collections;
    private final ReversalBook reversals;
    private final OutletWire wire;
    private final String collecting;
    private final String reversing;

    GivenUp(StateStore store, Outbox outbox, OutletWire wire, CreditCode bank) {
        this.store = store;
        this.outbox = outbox;
        this.collections = new CollectionBook(store, bank);
        this.reversals = new ReversalBook(store, bank, collections);
        this.wire = wire;
        this.collecting = CollectionForwarding.kind(bank);
        this.reversing = ReversalForwarding.kind(bank);
    }

    List<OutletCollection> list(int limit) {
        return all().limit(limit).toList();
    }

    /** What was refused is a dead letter too, and has its ending. */
    private Stream<OutletCollection> all() {
        Stream<OutletCollection> untold = dead(collecting)
                .flatMap(serial -> collections.find(serial).stream())
                .filter(GivenUp::isWaiting);
        return Stream.concat(untold, dead(reversing).flatMap(serial -> reversedBy(serial).stream()));
    }

    private Stream<String> dead(String kind) {
        return outbox.deadLetters(kind, MAX_LETTERS).stream().map(DeadLetter::businessKey);
    }

    private static boolean isWaiting(OutletCollection collection) {
        return collection.state().isOpen() || collection.isGivenBackByHand();
    }

    /** The collection that this reversal, still open, is of. */
    private Optional<OutletCollection> reversedBy(String reversalSerial) {
        return store.inTransaction(tx -> reversals.find(tx, reversalSerial))
                .filter(Reversal::isOpen)
                .flatMap(reversal -> collections.find(reversal.bankSerial()));
    }

    void forwardAgain(String bankSerial) {
        OutletCollection collection = get(bankSerial);
        release(collection);
        @Nullable String reversal = collection.reversalSerial();
        if (reversal != null) {
            outbox.release(reversing, reversal);
        }
    }

    /** A message whose collection has its ending comes to its end untold; what was given back by hand is asked for. */
    void release(OutletCollection collection) {
        outbox.release(collecting, collection.bankSerial());
    }

    private OutletCollection get(String bankSerial) {
        Optional<OutletCollection> found = collections.find(bankSerial).filter(this::isGivenUp);
        Require.that(found.isPresent(), "bank serial", "is not of a collection that was given up");
        return found.orElseThrow();
    }

    private boolean isGivenUp(OutletCollection collection) {
        @Nullable String reversal = collection.reversalSerial();
        boolean untold = isWaiting(collection) && dead(collecting).anyMatch(collection.bankSerial()::equals);
        return untold
                || (reversal != null
                        && reversedBy(reversal).isPresent()
                        && dead(reversing).anyMatch(reversal::equals));
    }

    /** The platform is asked once more, and until it answers: if it has the money after all, it stays there. */
    OutletCollection giveBack(String bankSerial, OperatorDecision decision) {
        OutletCollection after = collections
                .find(bankSerial)
                .filter(each -> each.isGivenBackBy(decision.by()))
                .orElseGet(() -> givenBack(get(bankSerial), decision));
        release(after);
        return after;
    }

    private OutletCollection givenBack(OutletCollection collection, OperatorDecision decision) {
        Require.that(collection.state().isOpen(), "bank serial", "is of a collection with an ending");
        Optional<CollectionReceipt> receipt = wire.ask(collection).flatMap(GivenUp::receipt);
        return collections.change(
                collection.bankSerial(),
                current -> receipt.map(current::confirmed).orElseGet(() -> current.givenBack(decision)));
    }

    private static Optional<CollectionReceipt> receipt(Outcome<CollectionReceipt> word) {
        return word.fold(Optional::of, refusal -> Optional.empty(), pending -> Optional.empty());
    }
}
