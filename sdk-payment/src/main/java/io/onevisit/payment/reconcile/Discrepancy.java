package io.onevisit.payment.reconcile;

import io.onevisit.core.Money;
import io.onevisit.core.internal.Require;
import io.onevisit.payment.PaymentCode;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One difference between the bank's statement and our book (差异), with what each side has. What to do about it is
 * proposed by its kind; nothing is mended here.
 *
 * @param kind what differs
 * @param bookEntry what we have; null for LONG and DUPLICATE
 * @param statementLine what the bank has; null for SHORT
 */
public record Discrepancy(
        DiscrepancyKind kind,
        @Nullable BookEntry bookEntry,
        @Nullable StatementLine statementLine) {
    public Discrepancy {
        Require.present(kind, "kind");
        boolean ours = kind != DiscrepancyKind.LONG && kind != DiscrepancyKind.DUPLICATE;
        Require.that(ours == (bookEntry != null), "book entry", "must be there just when we have one");
        boolean theirs = kind != DiscrepancyKind.SHORT;
        Require.that(theirs == (statementLine != null), "statement line", "must be there just when the bank has one");
        Require.that(
                bookEntry == null || statementLine == null || bookEntry.code().equals(statementLine.code()),
                "discrepancy",
                "must be about one payment code");
    }

    /** What we have, if anything. */
    public Optional<BookEntry> ours() {
        return Optional.ofNullable(bookEntry);
    }

    /** What the bank has, if anything. */
    public Optional<StatementLine> bank() {
        return Optional.ofNullable(statementLine);
    }

    /** About which payment code. */
    public PaymentCode code() {
        return Stream.concat(
                        ours().stream().map(BookEntry::code), bank().stream().map(StatementLine::code))
                .findFirst()
                .orElseThrow();
    }

    /** What the bank counts less what we count: added to our total it gives the bank's. */
    public Money difference() {
        Money theirs = bank().map(StatementLine::counting).orElse(Yuan.NOTHING);
        return theirs.minus(ours().map(BookEntry::counting).orElse(Yuan.NOTHING));
    }
}
