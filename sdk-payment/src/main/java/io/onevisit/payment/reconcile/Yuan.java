package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;

/** Amounts as statements have them: Chinese yuan only. */
final class Yuan {
    static final Money NOTHING = Money.fen(0);
    /** As many digits as a statement has room for. */
    static final Money MOST = Money.yuan("9999999999999.99");

    private static final String AT_MOST = "must be at most " + MOST;

    private Yuan() {}

    /** {@code amount}, which must be more than nothing and fit into a statement. */
    static Money positive(Money amount) {
        Require.that(
                Require.present(amount, "amount").currency().equals(NOTHING.currency()), "amount", "must be of CNY");
        Require.that(amount.isPositive(), "amount", "must be positive");
        Require.that(amount.compareTo(MOST) <= 0, "amount", AT_MOST);
        return amount;
    }
}
