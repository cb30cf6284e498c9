package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.StorageException;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Function;

/** What one bank has taken without the platform and has no ending for yet, over all its outlets and nodes. */
final class OfflineTotal {
    private static final String KIND = "outlet.offline";
    private static final Money NOTHING = Money.fen(0);
    private static final int MAX_RACES = 100;

    private final StateStore store;
    private final StateKey key;

    OfflineTotal(StateStore store, CreditCode bank) {
        this.store = store;
        this.key = new StateKey(KIND, bank.value());
    }

    /** Adds an amount unless that would be more than {@code most}; false then. */
    boolean take(Connection tx, Money amount, Money most) {
        store.insert(tx, key, octets(NOTHING), null);
        return change(
                tx, sum -> sum.plus(amount).compareTo(most) > 0 ? Optional.empty() : Optional.of(sum.plus(amount)));
    }

    /** Takes an amount out that has an ending; where nothing waits there is nothing to take out of. */
    void settle(Connection tx, Money amount) {
        if (store.find(tx, key).isPresent()) {
            change(tx, sum -> Optional.of(sum.compareTo(amount) > 0 ? sum.minus(amount) : NOTHING));
        }
    }

    private boolean change(Connection tx, Function<Money, Optional<Money>> change) {
        for (int race = 0; race < MAX_RACES; race++) {
            State state = store.find(tx, key).orElseThrow();
            Optional<Money> sum = change.apply(sum(state));
            if (sum.isEmpty() || store.compareAndSet(tx, key, state.version(), octets(sum.get()))) {
                return sum.isPresent();
            }
        }
        throw new StorageException("change what was taken without the platform", null);
    }

    private static Money sum(State state) {
        return Money.yuan(new String(state.value().toArray(), StandardCharsets.US_ASCII));
    }

    private static Bytes octets(Money sum) {
        return Bytes.of(sum.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }
}
