package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What both sides have under one key, of which each step takes away what it has found. For one thread. */
final class KeyMatch {
    /** Takes what agrees. */
    interface Agreeing {
        void take(List<Entry> ours, List<Entry> bank);
    }

    /** Takes what differs. */
    interface Differing {
        void take(DiscrepancyKind kind, List<Entry> ours, List<Entry> bank);
    }

    private final BankDay day;
    private final List<Entry> ours;
    private final List<Entry> bank;

    KeyMatch(BankDay day, List<Entry> ours, List<Entry> bank) {
        this.day = day;
        this.ours = new ArrayList<>(ours);
        this.bank = new ArrayList<>(bank);
    }

    boolean isDone() {
        return ours.isEmpty() && bank.isEmpty();
    }

    List<Entry> oursLeft() {
        return ours;
    }

    List<Entry> bankLeft() {
        return bank;
    }

    /** One to one: the same state and amount, at times that can be the same. */
    void pairs(Agreeing agreeing) {
        for (Iterator<Entry> each = ours.iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            take(bank, other -> isSame(entry, other) && day.pairs(entry, other)).ifPresent(other -> {
                agreeing.take(List.of(entry), List.of(other));
                each.remove();
            });
        }
    }

    private static boolean isSame(Entry one, Entry other) {
        return one.state() == other.state() && one.amount().equals(other.amount());
    }

    /** Taken and given back in one entry here, and in two there: one that took it, one that paid it out. */
    void reversals(Agreeing agreeing) {
        reversals(ours, bank, agreeing);
        reversals(bank, ours, (whole, parts) -> agreeing.take(parts, whole));
    }

    private static void reversals(List<Entry> wholes, List<Entry> parts, Agreeing agreeing) {
        for (Iterator<Entry> each = wholes.iterator(); each.hasNext(); ) {
            Entry whole = each.next();
            if (whole.state() == CollectionState.REVERSED && hasBoth(parts, whole)) {
                Entry taken = take(parts, part -> isSame(whole.in(CollectionState.COLLECTED), part))
                        .orElseThrow();
                Entry refunded = take(parts, part -> isSame(whole.in(CollectionState.REFUNDED), part))
                        .orElseThrow();
                agreeing.take(List.of(whole), List.of(taken, refunded));
                each.remove();
            }
        }
    }

    private static boolean hasBoth(List<Entry> parts, Entry whole) {
        return parts.stream().anyMatch(part -> isSame(whole.in(CollectionState.COLLECTED), part))
                && parts.stream().anyMatch(part -> isSame(whole.in(CollectionState.REFUNDED), part));
    }

    /**
     * One to many and many to one, all of it kept money: the sums are the same, or there is a remainder. A remainder is
     * spoken of only when no other statement can show a part of it.
     */
    void sums(Predicate<Entry> due, Agreeing agreeing, Differing differing) {
        List<Entry> ourSum = collected(ours);
        List<Entry> bankSum = collected(bank);
        boolean oneToMany = Math.min(ourSum.size(), bankSum.size()) == 1 && ourSum.size() + bankSum.size() > 2;
        if (!oneToMany || !pairAll(ourSum, bankSum)) {
            return;
        }
        Money remainder = Discrepancy.sum(bankSum).minus(Discrepancy.sum(ourSum));
        boolean same = remainder.equals(Yuan.NOTHING);
        if (!same && !ourSum.stream().allMatch(due)) {
            return;
        }
        ours.removeIf(KeyMatch::isCollected);
        bank.removeIf(KeyMatch::isCollected);
        if (same) {
            agreeing.take(ourSum, bankSum);
        } else {
            differing.take(DiscrepancyKind.MANY, ourSum, bankSum);
        }
    }

    private static List<Entry> collected(List<Entry> side) {
        return side.stream().filter(KeyMatch::isCollected).toList();
    }

    private static boolean isCollected(Entry entry) {
        return entry.state() == CollectionState.COLLECTED;
    }

    private boolean pairAll(List<Entry> ourSum, List<Entry> bankSum) {
        return ourSum.stream().allMatch(entry -> bankSum.stream().allMatch(other -> day.pairs(entry, other)));
    }

    /** One to one in another amount or state: paid out with paid out, all else with all else. */
    void others(Differing differing) {
        for (Iterator<Entry> each = ours.iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            take(bank, other -> isRefund(other) == isRefund(entry) && day.pairs(entry, other))
                    .ifPresent(other -> {
                        differing.take(kind(entry, other), List.of(entry), List.of(other));
                        each.remove();
                    });
        }
    }

    private static DiscrepancyKind kind(Entry ours, Entry bank) {
        if (bank.state() == CollectionState.PENDING) {
            return DiscrepancyKind.PENDING_BOOKED;
        }
        return ours.state() == bank.state() ? DiscrepancyKind.AMOUNT : DiscrepancyKind.STATE;
    }

    private static boolean isRefund(Entry entry) {
        return entry.state() == CollectionState.REFUNDED;
    }

    private static Optional<Entry> take(List<Entry> entries, Predicate<Entry> wanted) {
        for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            if (wanted.test(entry)) {
                each.remove();
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
