package io.onevisit.payment.reconcile;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.payment.PaymentCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Matches one statement with our book, code by code in a merge of the two in order. For one thread. */
final class Matching {
    private static final Comparator<BookEntry> OURS = Comparator.comparing(
                    (BookEntry entry) -> entry.code().value())
            .thenComparing(BookEntry::state)
            .thenComparing(BookEntry::paidAt);
    private static final Comparator<StatementLine> THEIRS = Comparator.comparing(
                    (StatementLine line) -> line.code().value())
            .thenComparing(StatementLine::state)
            .thenComparing(StatementLine::at)
            .thenComparing(StatementLine::bankSerial);

    private final BankDay day;
    private final @Nullable Reconciliation previous;
    private final List<Discrepancy> discrepancies = new ArrayList<>();
    private final List<BookEntry> open = new ArrayList<>();
    private final List<BookEntry> settledAtEnd = new ArrayList<>();
    private int matched;
    private Money ourTotal = Yuan.NOTHING;

    Matching(BankDay day, @Nullable Reconciliation previous) {
        this.day = day;
        this.previous = previous;
    }

    Reconciliation match(Collection<BookEntry> book, BankStatement statement) {
        requireOfTheDay(statement);
        List<BookEntry> ours = candidates(book);
        ours.sort(OURS);
        ours.forEach(entry -> ourTotal = ourTotal.plus(entry.counting()));
        merge(ours, statement.lines().stream().sorted(THEIRS).toList());
        return new Reconciliation(
                day.date(),
                statement.digest(),
                matched,
                discrepancies,
                open,
                settledAtEnd,
                ourTotal,
                statement.total());
    }

    private void requireOfTheDay(BankStatement statement) {
        for (int i = 0; i < statement.lines().size(); i++) {
            if (!day.mayCover(statement.lines().get(i).at())) {
                throw new MalformedMessageException(
                        "bank statement", "line " + (i + 2) + " is not of the day " + day.date());
            }
        }
    }

    /** Our entries that this statement may show and that the previous one has not settled. */
    private List<BookEntry> candidates(Collection<BookEntry> book) {
        Map<BookEntry, Integer> settled = new HashMap<>();
        if (previous != null) {
            previous.settledAtEnd().forEach(entry -> settled.merge(entry, 1, Integer::sum));
        }
        List<BookEntry> candidates = new ArrayList<>();
        for (BookEntry entry : book) {
            if (day.mayCover(entry.paidAt()) && !takeOne(settled, entry)) {
                candidates.add(entry);
            }
        }
        return candidates;
    }

    /** Takes {@code entry} off the tally once; false when there is none left. */
    private static boolean takeOne(Map<BookEntry, Integer> tally, BookEntry entry) {
        boolean there = tally.containsKey(entry);
        tally.computeIfPresent(entry, (same, count) -> count == 1 ? null : count - 1);
        return there;
    }

    private void merge(List<BookEntry> ours, List<StatementLine> theirs) {
        int our = 0;
        int their = 0;
        while (our < ours.size() || their < theirs.size()) {
            PaymentCode code = least(ours, our, theirs, their);
            int ourEnd = endOf(code, ours, our, BookEntry::code);
            int theirEnd = endOf(code, theirs, their, StatementLine::code);
            judge(ours.subList(our, ourEnd), theirs.subList(their, theirEnd));
            our = ourEnd;
            their = theirEnd;
        }
    }

    private static PaymentCode least(List<BookEntry> ours, int our, List<StatementLine> theirs, int their) {
        if (our == ours.size()) {
            return theirs.get(their).code();
        }
        PaymentCode code = ours.get(our).code();
        boolean theirsIsLess =
                their < theirs.size() && theirs.get(their).code().value().compareTo(code.value()) < 0;
        return theirsIsLess ? theirs.get(their).code() : code;
    }

    private static <T> int endOf(PaymentCode code, List<T> all, int start, Function<T, PaymentCode> codeOf) {
        int end = start;
        while (end < all.size() && codeOf.apply(all.get(end)).equals(code)) {
            end++;
        }
        return end;
    }

    /** Judges all that both sides have for one code: first what agrees, then what differs, then what is left over. */
    private void judge(List<BookEntry> ours, List<StatementLine> theirs) {
        List<StatementLine> lines = new ArrayList<>(theirs);
        List<BookEntry> differing =
                ours.stream().filter(entry -> !agrees(entry, lines)).toList();
        differing.forEach(entry -> differ(entry, lines));
        DiscrepancyKind surplus = ours.isEmpty() ? DiscrepancyKind.LONG : DiscrepancyKind.DUPLICATE;
        lines.stream()
                .filter(line -> line.counting().isPositive())
                .forEach(line -> discrepancies.add(new Discrepancy(surplus, null, line)));
    }

    private boolean agrees(BookEntry entry, List<StatementLine> lines) {
        Optional<StatementLine> same = take(
                lines,
                line -> line.state() == entry.state()
                        && line.amount().equals(entry.amount())
                        && day.pairs(entry, line));
        same.ifPresent(line -> {
            matched++;
            settle(entry);
        });
        return same.isPresent();
    }

    private void differ(BookEntry entry, List<StatementLine> lines) {
        take(lines, line -> day.pairs(entry, line))
                .ifPresentOrElse(
                        line -> {
                            DiscrepancyKind kind =
                                    entry.state() == line.state() ? DiscrepancyKind.AMOUNT : DiscrepancyKind.STATE;
                            discrepancies.add(new Discrepancy(kind, entry, line));
                            settle(entry);
                        },
                        () -> miss(entry));
    }

    private void settle(BookEntry entry) {
        if (day.isAtEnd(entry.paidAt())) {
            settledAtEnd.add(entry);
        }
    }

    private void miss(BookEntry entry) {
        if (isDue(entry)) {
            if (entry.counting().isPositive()) {
                discrepancies.add(new Discrepancy(DiscrepancyKind.SHORT, entry, null));
            }
            return;
        }
        ourTotal = ourTotal.minus(entry.counting());
        if (day.covers(entry.paidAt())) {
            open.add(entry);
        }
    }

    /** True when no other statement than this one can show it. */
    private boolean isDue(BookEntry entry) {
        return !day.isAtEnd(entry.paidAt()) && (previous != null || !day.isAtStart(entry.paidAt()));
    }

    private static Optional<StatementLine> take(List<StatementLine> lines, Predicate<StatementLine> wanted) {
        for (Iterator<StatementLine> each = lines.iterator(); each.hasNext(); ) {
            StatementLine line = each.next();
            if (wanted.test(line)) {
                each.remove();
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }
}
