package io.onevisit.payment.reconcile;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.StateStore;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles day after day and remembers the results (对账): one statement for each bank and day, known by its digest.
 * Book and statement may be of any length; memory stays flat. Thread-safe; several nodes may share one database.
 */
public final class Reconciler {
    private static final Pattern BANK = Pattern.compile("[0-9A-Za-z]{1,32}");

    private final StateStore store;
    private final ReconciliationBook results;
    private final WorkFolder folder;

    /** A reconciler that keeps its results in {@code store} and sorts in {@code folder} what memory does not hold. */
    public Reconciler(StateStore store, WorkFolder folder) {
        this.store = Require.present(store, "store");
        this.results = new ReconciliationBook(store);
        this.folder = Require.present(folder, "work folder");
    }

    /**
     * Reconciles one day with one bank. The same file again gives the result of the first time, whatever the book has
     * become since. The days of a bank are run in order, since the day before settles what lies at midnight; and all end at
     * the same time with the same cut-off: a bank that changes them gets a new name, and what the last day before has left
     * open is for a person.
     *
     * @param bank the bank or channel, 1 to 32 letters and digits
     * @param day the day of the statement
     * @param book our payments by this bank, of the day and its neighbours, in any order; others are left aside. It is
     *     gone through once: {@code stream::iterator} will do for a cursor
     * @param format what the bank writes
     * @param file the statement; read to its end, not closed
     * @throws MalformedMessageException when the file is damaged or of another day; nothing is remembered then
     * @throws InvalidValueException when another file was reconciled for this bank and day (15010), when the day after
     *     was reconciled already, or as {@link Matching#match} says
     * @throws StorageException when file, folder or database fails, or another run for this bank and this day or one beside
     *     it came between; run it again
     */
    public Reconciliation run(
            String bank, BankDay day, Iterable<Entry> book, StatementFormat format, InputStream file) {
        Require.that(
                BANK.matcher(Require.present(bank, "bank")).matches(), "bank", "must be 1 to 32 letters and digits");
        Require.present(book, "book");
        try (Statement statement = Statement.read(format, day, file, folder)) {
            Optional<Reconciliation> known =
                    store.inTransaction(transaction -> results.find(transaction, bank, day.date()));
            if (known.isPresent()) {
                return sameFile(known.get(), statement.digest());
            }
            Require.that(
                    !store.inTransaction(transaction ->
                            results.has(transaction, bank, day.date().plusDays(1))),
                    "day",
                    "must be reconciled before the day after it, which is done: look at this one by hand");
            Optional<Reconciliation> previous = store.inTransaction(
                    transaction -> results.find(transaction, bank, day.date().minusDays(1)));
            Reconciliation result = match(day, previous.orElse(null), book, statement);
            return store.inTransaction(transaction -> {
                if (previous.isEmpty()) {
                    results.close(transaction, bank, day.date().minusDays(1));
                }
                results.enter(transaction, bank, result);
                return result;
            });
        }
    }

    private static Reconciliation sameFile(Reconciliation known, Bytes digest) {
        Bytes first = known.fileDigest();
        Require.that(
                first != null && digest.equals(first),
                "statement",
                "is another file than the one reconciled for this bank and day (15010)");
        return known;
    }

    private Reconciliation match(
            BankDay day, @Nullable Reconciliation previous, Iterable<Entry> book, Statement statement) {
        try (ExternalSort<Entry> ours = new ExternalSort<>(folder, Entry.ORDER, new EntryCodec(), ExternalSort.RUN)) {
            for (Entry entry : book) {
                if (day.mayCover(Require.present(entry, "book"))) {
                    ours.add(entry);
                }
            }
            Reconciliation result = Matching.match(day, previous, ours.iterator(), statement.iterator());
            if (!result.bankTotal().equals(statement.total())) {
                throw new IllegalStateException("sorting a statement changed its total");
            }
            return result.of(statement.digest());
        }
    }
}
