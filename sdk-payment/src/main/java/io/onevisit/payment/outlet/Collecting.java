package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.Outcome;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Collects at the counter. The collection and the message that forwards it are stored before the platform is told; what
 * the platform says now decides unless the message has come to an end before.
 */
final class Collecting {
    private static final Duration VISIT = Duration.ofMinutes(30);

    private final StateStore store;
    private final Outbox outbox;
    private final CollectionBook book;
    private final OfflineTotal offline;
    private final OutletWire wire;
    private final OutletSettings settings;

    Collecting(StateStore store, Outbox outbox, OutletWire wire, OutletSettings settings) {
        this.store = store;
        this.outbox = outbox;
        this.book = new CollectionBook(store, settings.bank());
        this.offline = new OfflineTotal(store, settings.bank());
        this.wire = wire;
        this.settings = settings;
    }

    Outcome<CollectionReceipt> collect(Payable payable, String bankSerial, String outlet) {
        OutletCollection wish = wish(payable, bankSerial, outlet);
        Optional<OutletCollection> known = book.find(bankSerial);
        if (known.isEmpty() && payable.seenAt().plus(VISIT).isBefore(wire.now())) {
            return new Outcome.Refused<>(RefusalReason.NOT_SEEN.refusal());
        }
        if (known.isEmpty() && enter(wish)) {
            return tell(wish, payable).outcome();
        }
        OutletCollection stored = book.change(bankSerial, current -> current.takenOver(wire.now()));
        if (!stored.isSameAs(wish)) {
            throw new InvalidValueException("bank serial", "was used for another collection");
        }
        return again(stored).outcome();
    }

    private OutletCollection wish(Payable payable, String bankSerial, String outlet) {
        Instant now = wire.now().truncatedTo(ChronoUnit.SECONDS);
        return new OutletCollection(
                bankSerial,
                settings.bank(),
                Require.present(payable, "payable").code(),
                payable.amount(),
                scanned(payable) != null,
                now,
                settings.dayCut().dayOf(now),
                outlet,
                OutletState.SENDING,
                null,
                null,
                null,
                null);
    }

    private boolean enter(OutletCollection wish) {
        return store.inTransaction(tx -> book.enter(tx, wish)
                && outbox.enqueue(tx, CollectionForwarding.kind(settings.bank()), wish.bankSerial(), Bytes.empty()));
    }

    private OutletCollection tell(OutletCollection wish, Payable payable) {
        Outcome<CollectionReceipt> ending;
        try {
            ending = wire.tell(wish);
        } catch (PlatformUnreachableException e) {
            return offline(
                    wish,
                    payable,
                    (current, no) ->
                            current.unsent(no.map(RefusalReason::refusal).orElse(null)));
        }
        return ending instanceof Outcome.Unknown
                ? offline(wish, payable, (current, no) -> current.undecided(no.isEmpty()))
                : book.change(
                        wish.bankSerial(),
                        current -> ending.fold(current::confirmed, current::refused, pending -> current));
    }

    /** What the platform has not confirmed is taken once for a code, and within the limits, also those of all outlets. */
    private OutletCollection offline(
            OutletCollection wish,
            Payable payable,
            BiFunction<OutletCollection, Optional<RefusalReason>, OutletCollection> change) {
        Optional<RefusalReason> single = offlineRefusal(payable);
        return store.inTransaction(tx -> {
            Optional<RefusalReason> no =
                    single.or(() -> heldByAnother(tx, wish)).or(() -> overTotal(tx, wish.amount()));
            OutletCollection after = book.change(tx, wish.bankSerial(), current -> change.apply(current, no))
                    .after();
            if (no.isEmpty() && after.state() != OutletState.TAKEN) {
                offline.settle(tx, wish.amount());
            }
            return after;
        });
    }

    private Optional<RefusalReason> heldByAnother(Connection tx, OutletCollection wish) {
        return book.hold(tx, wish) ? Optional.empty() : Optional.of(RefusalReason.PAID_ALREADY);
    }

    private Optional<RefusalReason> overTotal(Connection tx, Money amount) {
        return offline.take(tx, amount, settings.offline().total())
                ? Optional.empty()
                : Optional.of(RefusalReason.OFFLINE_TOTAL);
    }

    /** Told again unless it has an ending, or another thread or node is still telling it. */
    private OutletCollection again(OutletCollection stored) {
        if (!stored.state().isOpen() || stored.state() == OutletState.SENDING) {
            return stored;
        }
        Outcome<CollectionReceipt> ending;
        try {
            ending = wire.ask(stored).orElseGet(() -> wire.tell(stored));
        } catch (PlatformUnreachableException e) {
            return stored;
        }
        return book.change(
                stored.bankSerial(), current -> ending.fold(current::confirmed, current::refused, pending -> current));
    }

    /** Why this money may not be taken without the platform. */
    private Optional<RefusalReason> offlineRefusal(Payable payable) {
        @Nullable ScannedCode scanned = scanned(payable);
        if (scanned == null || !wire.now().isBefore(scanned.content().expires())) {
            return Optional.of(RefusalReason.OFFLINE_CODE);
        }
        if (payable.amount().compareTo(settings.offline().most()) > 0) {
            return Optional.of(RefusalReason.OFFLINE_AMOUNT);
        }
        boolean inTime = wire.contact()
                .last()
                .filter(last -> !wire.now().isAfter(last.plus(settings.offline().within())))
                .isPresent();
        return inTime ? Optional.empty() : Optional.of(RefusalReason.OFFLINE_TIME);
    }

    private static @Nullable ScannedCode scanned(Payable payable) {
        return payable instanceof ScannedCode code
                ? code
                : ((PayableBill) payable).scanned().orElse(null);
    }
}
