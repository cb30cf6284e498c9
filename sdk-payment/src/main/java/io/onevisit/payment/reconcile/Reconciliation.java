package io.onevisit.payment.reconcile;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * One day of our book against a bank's statement (对账结果). Every fen that the two totals are apart is in a named
 * difference: {@link #balances()} proves it. Immutable and thread-safe.
 *
 * <p>Days are calendar days in Asia/Shanghai. Clocks may differ by 15 minutes: what we have at 23:59:59 and the bank at
 * 00:00:10 is one payment, on whichever of the two statements it stands.
 *
 * @param day the day of the statement
 * @param fileDigest SM3 over the statement's file
 * @param matched how many payments agree
 * @param discrepancies the differences, by payment code
 * @param open our payments of the day, so near to midnight that the neighbour day's statement may have them
 *     (未达账项); counted and judged there
 * @param settledAtEnd our payments around the midnight that ends the day which this statement has settled, so that the
 *     next does not ask for them again
 * @param ourTotal what we count, without {@code open}
 * @param bankTotal what the bank counts
 */
public record Reconciliation(
        LocalDate day,
        Bytes fileDigest,
        int matched,
        List<Discrepancy> discrepancies,
        List<BookEntry> open,
        List<BookEntry> settledAtEnd,
        Money ourTotal,
        Money bankTotal) {
    public Reconciliation {
        Require.present(day, "day");
        Require.present(fileDigest, "file digest");
        Require.that(matched >= 0, "matched", "must not be negative");
        discrepancies = List.copyOf(Require.present(discrepancies, "discrepancies"));
        open = List.copyOf(Require.present(open, "open"));
        settledAtEnd = List.copyOf(Require.present(settledAtEnd, "settled at end"));
        Require.present(ourTotal, "our total");
        Require.present(bankTotal, "bank total");
    }

    /**
     * Reconciles a day of which the day before is not known. Our payments of its first minutes that the statement does
     * not have are then open, since the statement before may have them.
     *
     * @param book our payments by this bank, of the day and its neighbours; others are left aside
     * @throws MalformedMessageException when a line of the statement is of another day
     */
    public static Reconciliation of(LocalDate day, Collection<BookEntry> book, BankStatement statement) {
        return new Matching(BankDay.of(day), null)
                .match(Require.present(book, "book"), Require.present(statement, "statement"));
    }

    /**
     * Reconciles the day after this one, with the same bank. What was open is now either found or SHORT.
     *
     * @param book our payments by this bank, of that day and its neighbours; others are left aside
     * @throws MalformedMessageException when a line of the statement is of another day
     */
    public Reconciliation next(Collection<BookEntry> book, BankStatement statement) {
        return new Matching(BankDay.of(day.plusDays(1)), this)
                .match(Require.present(book, "book"), Require.present(statement, "statement"));
    }

    /** The sum of the differences: what the bank has more than we, or less when negative. */
    public Money difference() {
        return discrepancies.stream().map(Discrepancy::difference).reduce(Yuan.NOTHING, Money::plus);
    }

    /** True when our total and the differences come to the bank's total: no difference is without a name. */
    public boolean balances() {
        return ourTotal.plus(difference()).equals(bankTotal);
    }

    /** The report for people, in Chinese and English. */
    public String toText() {
        return ReconciliationReport.text(this);
    }

    /** The differences as CSV (RFC 4180) with a header, for a spreadsheet. */
    public String toCsv() {
        return ReconciliationReport.csv(this);
    }

    /** Day and counts. */
    @Override
    public String toString() {
        return "reconciliation of " + day + ": " + matched + " matched, " + discrepancies.size() + " differences";
    }
}
