package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import io.onevisit.core.store.Outbox;
import java.sql.Connection;

/** Tells the department of effects, by an outbox message in the transaction of what they follow from. */
record Telling(Outbox effects) {
    Telling {
        Require.that(
                Require.present(effects, "outbox of effects").handles(Effect.KIND),
                "outbox of effects",
                "must have a PaymentEffects");
    }

    void tell(Connection transaction, Effect effect) {
        effects.enqueue(transaction, Effect.KIND, effect.key(), effect.payload());
    }

    /** Puts a contradiction before a person, once for each thing that it is about. Gives {@code agreed} back. */
    boolean agreed(Connection transaction, BillNumber bill, String about, boolean agreed) {
        if (!agreed) {
            tell(transaction, Effect.contradicted(bill, about));
        }
        return agreed;
    }
}
