package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.util.List;
import java.util.stream.Stream;

/**
 * One difference between a statement and our book (差异), with what each side has. What to do about it is proposed by its
 * kind; nothing is mended here.
 *
 * @param kind what differs
 * @param ours what we have; empty for LONG, DUPLICATE, UNCLAIMED and PENDING_UNBOOKED
 * @param bank what the bank has; empty for SHORT
 */
public record Discrepancy(DiscrepancyKind kind, List<Entry> ours, List<Entry> bank) {
    public Discrepancy {
        Require.present(kind, "kind");
        ours = List.copyOf(Require.present(ours, "ours"));
        bank = List.copyOf(Require.present(bank, "bank"));
        Require.that(kind.allows(ours.size(), bank.size()), "discrepancy", "must have the sides its kind speaks of");
        Require.that(
                Stream.concat(ours.stream(), bank.stream())
                                .map(Entry::key)
                                .distinct()
                                .count()
                        == 1,
                "discrepancy",
                "must be about one key");
    }

    /** What both sides know it by: the payment code, as a rule. */
    public String key() {
        return (ours.isEmpty() ? bank : ours).get(0).key();
    }

    /** What the bank counts less what we count: added to our total it gives the bank's. */
    public Money difference() {
        return sum(bank).minus(sum(ours));
    }

    static Money sum(List<Entry> entries) {
        return entries.stream().map(Entry::counting).reduce(Yuan.NOTHING, Money::plus);
    }
}
