package io.onevisit.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;

/**
 * Whose payments a database holds (一库一户): bills, payments and refunds have no account in their keys, so there is one for
 * all of them. The first that comes is written down, also over states of before this was written.
 */
final class StateOwner {
    private static final StateKey KEY = new StateKey("payment.owner", "0");

    private StateOwner() {}

    /**
     * Makes sure that the payments in {@code store} are those of the account of {@code terms}.
     *
     * @throws InvalidValueException when they are another account's
     */
    static void require(StateStore store, PaymentTerms terms) {
        Require.present(store, "state store");
        Bytes account = Bytes.of(Require.present(terms, "terms").account().getBytes(UTF_8));
        boolean own = store.inTransaction(transaction -> store.insert(transaction, KEY, account, null)
                || store.find(transaction, KEY).orElseThrow().value().equals(account));
        Require.that(
                own,
                "account",
                "is not the one whose payments are in this database: give it a database or a schema of its own; if the"
                        + " same account has got another name, delete the row of kind payment.owner from onevisit_state first");
    }
}
