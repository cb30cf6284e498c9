package io.onevisit.payment.reconcile;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.store.StateStore;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reconciles day after day and remembers the results (对账): one statement for each bank and day, known by its digest.
 * Thread-safe; several nodes may share one database.
 */
public final class Reconciler {
    private static final Pattern BANK = Pattern.compile("[0-9A-Za-z]{1,32}");

    private final StateStore store;
    private final ReconciliationBook results;

    /** A reconciler that keeps its results in {@code store}. */
    public Reconciler(StateStore store) {
        this.store = Require.present(store, "store");
        this.results = new ReconciliationBook(store);
    }

    /**
     * Reconciles one day with one bank. The same file again gives the result of the first time, whatever the book has
     * become since. The days of a bank are to be run in order: the day before settles what lies at midnight.
     *
     * @param bank the bank, 1 to 32 letters and digits
     * @param day the day of the statement, in Asia/Shanghai
     * @param book our payments by this bank, of the day and its neighbours; others are left aside
     * @param file the bank's statement
     * @param charset what the bank writes: UTF-8, GBK or GB18030
     * @throws MalformedMessageException when the file is damaged or of another day; nothing is remembered then
     * @throws InvalidValueException when another file was reconciled for this bank and day
     * @throws StorageException when another run for this bank and day came between; run it again
     */
    public Reconciliation run(String bank, LocalDate day, Collection<BookEntry> book, byte[] file, Charset charset) {
        Require.that(
                BANK.matcher(Require.present(bank, "bank")).matches(), "bank", "must be 1 to 32 letters and digits");
        Require.present(day, "day");
        Require.present(book, "book");
        Bytes digest = BankStatement.digest(file);
        return store.inTransaction(transaction -> {
            Optional<Reconciliation> known = results.find(transaction, bank, day);
            if (known.isPresent()) {
                boolean same = known.get().fileDigest().equals(digest);
                Require.that(same, "statement", "is another file than the one reconciled for this bank and day");
                return known.get();
            }
            return reconcile(transaction, bank, day, book, BankStatement.read(file, charset));
        });
    }

    private Reconciliation reconcile(
            Connection transaction, String bank, LocalDate day, Collection<BookEntry> book, BankStatement statement) {
        Reconciliation result = results.find(transaction, bank, day.minusDays(1))
                .map(previous -> previous.next(book, statement))
                .orElseGet(() -> Reconciliation.of(day, book, statement));
        results.enter(transaction, bank, result);
        return result;
    }
}
