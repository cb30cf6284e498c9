package io.onevisit.payment.reconcile.statement;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.util.Optional;

/** What the entries of a camt file come to, and what its summary says they do. For one thread. */
final class CamtTotals {
    private static final Money NOTHING = Money.fen(0);

    private long credits;
    private long debits;
    private Money credited = NOTHING;
    private Money debited = NOTHING;
    private Money booked = NOTHING;

    void add(Money amount, boolean credit, boolean isBooked) {
        if (credit) {
            credits++;
            credited = credited.plus(amount);
        } else {
            debits++;
            debited = debited.plus(amount);
        }
        if (isBooked) {
            booked = credit ? booked.plus(amount) : booked.minus(amount);
        }
    }

    /** Credits less debits of the entries that are booked. */
    Money booked() {
        return booked;
    }

    void prove(XmlElement summary) {
        prove(summary.optional("TtlNtries"), credits + debits, credited.plus(debited));
        prove(summary.optional("TtlCdtNtries"), credits, credited);
        prove(summary.optional("TtlDbtNtries"), debits, debited);
    }

    private static void prove(Optional<XmlElement> told, long count, Money sum) {
        if (told.isEmpty()) {
            return;
        }
        XmlElement total = told.get();
        total.textAt("NbOfNtries")
                .ifPresent(text -> Require.that(
                        text.matches("[0-9]{1,15}") && Long.parseLong(text) == count,
                        total.name(),
                        "does not count the " + count + " entries there are"));
        total.optional("Sum")
                .ifPresent(element -> Require.that(
                        CamtAmount.parse(element).equals(sum),
                        total.name(),
                        "has another sum than the entries, " + sum));
    }
}
