package io.onevisit.payment.reconcile;

import io.onevisit.core.Bytes;
import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One day of our book against a statement (对账结果). Every fen that the two totals are apart is in a named difference:
 * {@link #balances()} proves it. Immutable and thread-safe.
 *
 * @param bankDay the day of the statement
 * @param fileDigest SM3 over the statement's file; null for what was matched without a file
 * @param matched how many payments agree one to one
 * @param grouped how many sums agree one to many (F36)
 * @param matchedTotal what both sides count for all that agrees
 * @param discrepancies the differences, in the order of their keys
 * @param open our payments of the day, so near to midnight that the neighbour day's statement may have them
 *     (未达账项); counted and judged there
 * @param settledAtEnd our payments around the midnight that ends the day which this statement has settled, so that the
 *     next does not ask for them again
 * @param ourTotal what we count, without {@code open}
 * @param bankTotal what the bank counts
 */
public record Reconciliation(
        BankDay bankDay,
        @Nullable Bytes fileDigest,
        long matched,
        long grouped,
        Money matchedTotal,
        List<Discrepancy> discrepancies,
        List<Entry> open,
        List<Entry> settledAtEnd,
        Money ourTotal,
        Money bankTotal) {
    public Reconciliation {
        Require.present(bankDay, "day");
        Require.that(matched >= 0 && grouped >= 0, "matched", "must not be negative");
        Require.present(matchedTotal, "matched total");
        discrepancies = List.copyOf(Require.present(discrepancies, "discrepancies"));
        open = List.copyOf(Require.present(open, "open"));
        settledAtEnd = List.copyOf(Require.present(settledAtEnd, "settled at end"));
        Require.present(ourTotal, "our total");
        Require.present(bankTotal, "bank total");
    }

    /** The date of the statement's day, in Asia/Shanghai. */
    public LocalDate day() {
        return bankDay.date();
    }

    /** The same, made from the file that {@code digest} names. */
    Reconciliation of(Bytes digest) {
        return new Reconciliation(
                bankDay,
                digest,
                matched,
                grouped,
                matchedTotal,
                discrepancies,
                open,
                settledAtEnd,
                ourTotal,
                bankTotal);
    }

    /** The sum of the differences: what the bank has more than we, or less when negative. */
    public Money difference() {
        return discrepancies.stream().map(Discrepancy::difference).reduce(Yuan.NOTHING, Money::plus);
    }

    /**
     * True when each side's total is what agrees and what its differences have, to the fen: nothing is without a name.
     * It holds for every result that {@link Matching} gives.
     */
    public boolean balances() {
        Money ours = matchedTotal;
        Money bank = matchedTotal;
        for (Discrepancy each : discrepancies) {
            ours = ours.plus(Discrepancy.sum(each.ours()));
            bank = bank.plus(Discrepancy.sum(each.bank()));
        }
        return ours.equals(ourTotal) && bank.equals(bankTotal);
    }

    /** The report for people, in Chinese and English. */
    public String toText() {
        return TextReport.of(this);
    }

    /**
     * The differences as CSV (RFC 4180) with a header, one row for each entry, for a spreadsheet. No field starts as a
     * formula does.
     */
    public String toCsv() {
        return CsvReport.of(this);
    }

    /** A page for a browser, in Chinese and English: one file without script, picture or anything from elsewhere. */
    public String toHtml() {
        return HtmlReport.of(this);
    }

    /** Day and counts. */
    @Override
    public String toString() {
        return "reconciliation of " + day() + ": " + (matched + grouped) + " matched, " + discrepancies.size()
                + " differences";
    }
}
