package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.StoredValues;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;

/** What one bank has taken without the platform and has no ending for yet, over all its outlets and nodes. */
final class OfflineTotal {
    private static final String KIND = "outlet.offline";
    private static final Money NOTHING = Money.fen(0);

    private final StoredValues<Money> sums;
    private final StateKey key;

    OfflineTotal(StateStore store, CreditCode bank) {
        this.sums = new StoredValues<>(store, "offline total", OfflineTotal::sum, OfflineTotal::octets);
        this.key = new StateKey(KIND, bank.value());
    }

    /** Adds an amount, more than nothing, unless that would be more than {@code most}; false then. */
    boolean take(Connection tx, Money amount, Money most) {
        sums.enter(tx, key, NOTHING);
        return sums.changed(tx, key, sum -> sum.plus(amount).compareTo(most) > 0 ? sum : sum.plus(amount))
                .isOne();
    }

    /** Takes an amount out that has an ending; where nothing waits there is nothing to take out of. */
    void settle(Connection tx, Money amount) {
        sums.change(tx, key, sum -> sum.compareTo(amount) > 0 ? sum.minus(amount) : NOTHING);
    }

    private static Money sum(Bytes stored) {
        return Money.yuan(new String(stored.toArray(), StandardCharsets.US_ASCII));
    }

    private static Bytes octets(Money sum) {
        return Bytes.of(sum.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }
}
