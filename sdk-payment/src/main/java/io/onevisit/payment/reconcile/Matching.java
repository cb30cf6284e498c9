package io.onevisit.payment.reconcile;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Matches one day of two sides that are both in the order of their keys (勾对), in one merge of the two. What comes out
 * depends on what goes in and on nothing else, and each key is judged by itself: the keys may be divided among as many
 * machines as one likes, and the parts added up.
 *
 * <p>Memory is bounded: it takes what stands under one key, the differences, and what lies at midnight.
 */
public final class Matching {
    private static final int MAX_PER_KEY = 10_000;
    private static final String MANY_UNDER_ONE_KEY = "must have at most " + MAX_PER_KEY + " under one key";
    private static final int MAX_DIFFERING = 100_000;
    private static final int MAX_AT_MIDNIGHT = 250_000;

    private final BankDay day;
    private final boolean first;
    private final Map<Entry, Integer> settledBefore = new HashMap<>();
    private final List<Discrepancy> discrepancies = new ArrayList<>();
    private final List<Entry> open = new ArrayList<>();
    private final List<Entry> settledAtEnd = new ArrayList<>();
    private int differing;
    private long matched;
    private long grouped;
    private Money matchedTotal = Yuan.NOTHING;
    private Money ourTotal = Yuan.NOTHING;
    private Money bankTotal = Yuan.NOTHING;

    private Matching(BankDay day, @Nullable Reconciliation previous) {
        this.day = day;
        this.first = previous == null;
        if (previous != null) {
            Require.that(
                    previous.bankDay().next().equals(day),
                    "previous",
                    "must be of the day before, with the same end of day and cut-off");
            previous.settledAtEnd().forEach(entry -> settledBefore.merge(entry, 1, Integer::sum));
        }
    }

    /**
     * Matches one day.
     *
     * @param previous the result of the day before with the same bank. When it is null, our payments of the first
     *     minutes that the statement does not have are open, since the statement before may have them. Its day must
     *     have ended as this one does, with the same cut-off, else payments between would be judged twice or never
     * @param ours our book, of the day and its neighbours; what is of other days is left aside
     * @param bank the statement
     * @throws InvalidValueException when a side is not in order, the statement has an entry of another day, more than
     *     10,000 entries stand under one key, or so many entries differ (100,000) that the two sides cannot belong
     *     together, or so many payments at midnight (250,000) that the cut-off must be less
     */
    public static Reconciliation match(
            BankDay day, @Nullable Reconciliation previous, Iterator<Entry> ours, Iterator<Entry> bank) {
        Matching matching = new Matching(Require.present(day, "day"), previous);
        return matching.merge(
                new Keys(Require.present(ours, "ours"), "ours"), new Keys(Require.present(bank, "bank"), "bank"));
    }

    private Reconciliation merge(Keys ours, Keys bank) {
        while (ours.key() != null || bank.key() != null) {
            String key = least(ours.key(), bank.key());
            judge(candidates(ours.take(key)), counted(bank.take(key)));
        }
        Reconciliation result = new Reconciliation(
                day, null, matched, grouped, matchedTotal, discrepancies, open, settledAtEnd, ourTotal, bankTotal);
        if (!result.balances()) {
            throw new IllegalStateException("a reconciliation does not balance");
        }
        return result;
    }

    private static String least(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return Require.present(one == null ? other : one, "key");
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Our entries that this statement may show and that the previous one has not settled. */
    private List<Entry> candidates(List<Entry> book) {
        List<Entry> candidates = new ArrayList<>();
        for (Entry entry : book) {
            Require.that(entry.state() != CollectionState.PENDING, "book", "must have nothing that is pending");
            if (day.mayCover(entry) && !wasSettledBefore(entry)) {
                candidates.add(entry);
                ourTotal = ourTotal.plus(entry.counting());
            }
        }
        return candidates;
    }

    private boolean wasSettledBefore(Entry entry) {
        if (settledBefore.isEmpty()) {
            return false;
        }
        boolean there = settledBefore.containsKey(entry);
        settledBefore.computeIfPresent(entry, (same, count) -> count == 1 ? null : count - 1);
        return there;
    }

    private List<Entry> counted(List<Entry> statement) {
        for (Entry entry : statement) {
            if (!day.mayCover(entry)) {
                throw new InvalidValueException("statement", "must be of the day " + day.date());
            }
            bankTotal = bankTotal.plus(entry.counting());
        }
        return statement;
    }

    /** Judges all that both sides have under one key: first what agrees, then what differs, then what is left over. */
    private void judge(List<Entry> ours, List<Entry> bank) {
        KeyMatch match = new KeyMatch(day, ours, bank);
        match.pairs(this::agree);
        if (match.isDone()) {
            return;
        }
        match.reversals(this::agreeInGroup);
        match.sums(this::isDue, this::agreeInGroup, this::differ);
        match.others(this::differ);
        match.oursLeft().forEach(this::miss);
        match.bankLeft().forEach(entry -> surplus(entry, ours.isEmpty()));
    }

    private void agree(List<Entry> ours, List<Entry> bank) {
        matched++;
        matchedTotal = matchedTotal.plus(Discrepancy.sum(bank));
        ours.forEach(this::settle);
    }

    private void agreeInGroup(List<Entry> ours, List<Entry> bank) {
        grouped++;
        matchedTotal = matchedTotal.plus(Discrepancy.sum(bank));
        ours.forEach(this::settle);
    }

    private void differ(DiscrepancyKind kind, List<Entry> ours, List<Entry> bank) {
        differing += ours.size() + bank.size();
        Require.that(
                differing <= MAX_DIFFERING,
                "statement",
                "has over " + MAX_DIFFERING + " entries that differ: it is not of this book");
        discrepancies.add(new Discrepancy(kind, ours, bank));
        ours.forEach(this::settle);
    }

    private void settle(Entry entry) {
        if (day.isAtEnd(entry)) {
            atMidnight(settledAtEnd::add, entry);
        }
    }

    private void atMidnight(Consumer<Entry> list, Entry entry) {
        Require.that(
                open.size() + settledAtEnd.size() < MAX_AT_MIDNIGHT,
                "cut-off",
                "must be so short that at most " + MAX_AT_MIDNIGHT + " payments lie in it");
        list.accept(entry);
    }

    /** What we have and the bank does not: due now, or the neighbour's to judge. */
    private void miss(Entry entry) {
        if (!isDue(entry)) {
            ourTotal = ourTotal.minus(entry.counting());
            if (day.covers(entry)) {
                atMidnight(open::add, entry);
            }
        } else if (entry.state() != CollectionState.REVERSED) {
            boolean refund = entry.state() == CollectionState.REFUNDED;
            differ(refund ? DiscrepancyKind.REFUND : DiscrepancyKind.SHORT, List.of(entry), List.of());
        }
    }

    /** True when no other statement than this one can show it. */
    private boolean isDue(Entry entry) {
        return !day.isAtEnd(entry) && (!first || !day.isAtStart(entry));
    }

    private void surplus(Entry entry, boolean unknownToUs) {
        switch (entry.state()) {
            case REVERSED -> {
                // taken and given back: no money is left to speak of
            }
            case REFUNDED -> differ(DiscrepancyKind.REFUND, List.of(), List.of(entry));
            case PENDING -> differ(DiscrepancyKind.PENDING_UNBOOKED, List.of(), List.of(entry));
            case COLLECTED -> differ(surplusKind(entry, unknownToUs), List.of(), List.of(entry));
        }
    }

    private static DiscrepancyKind surplusKind(Entry entry, boolean unknownToUs) {
        if (!unknownToUs) {
            return DiscrepancyKind.DUPLICATE;
        }
        return entry.code() == null ? DiscrepancyKind.UNCLAIMED : DiscrepancyKind.LONG;
    }

    /** One side, key by key. */
    private static final class Keys {
        private final Iterator<Entry> entries;
        private final String side;
        private @Nullable Entry next;

        Keys(Iterator<Entry> entries, String side) {
            this.entries = entries;
            this.side = side;
            advance();
        }

        @Nullable
        String key() {
            return next == null ? null : next.key();
        }

        /** All that stands under {@code key}, maybe nothing. */
        List<Entry> take(String key) {
            List<Entry> under = new ArrayList<>();
            for (Entry entry = next; entry != null && entry.key().equals(key); entry = next) {
                Require.that(under.size() < MAX_PER_KEY, side, MANY_UNDER_ONE_KEY);
                under.add(entry);
                advance();
            }
            under.sort(Entry.ORDER);
            return under;
        }

        private void advance() {
            Entry before = next;
            next = entries.hasNext() ? entries.next() : null;
            if (before != null && next != null && before.key().compareTo(next.key()) > 0) {
                throw new InvalidValueException(side, "must be in the order of keys");
            }
        }
    }
}
