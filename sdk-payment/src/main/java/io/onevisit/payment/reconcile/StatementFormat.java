package io.onevisit.payment.reconcile;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A form in which somebody says what moved in a day (对账单格式). Users may write their own. An implementation is immutable
 * and thread-safe, reads strictly and never more than a bounded part at a time.
 */
public interface StatementFormat {
    /** The form's name, for errors: {@code "bank statement"}. */
    String name();

    /**
     * Hands over every entry of a file in the order in which it stands there. What is handed over counts for nothing
     * until this method returns: whatever the file has to prove itself by (count, sum, balance) stands at its end.
     *
     * @param file read to its end, and not closed
     * @throws MalformedMessageException for any damage; names the line and the reason, and quotes nothing
     */
    void read(InputStream file, Lines lines) throws IOException;

    /** Takes entries as they are read. */
    @FunctionalInterface
    interface Lines {
        /**
         * Takes one entry.
         *
         * @param number the line on which it ends, counted from 1
         * @throws InvalidValueException when it cannot be; the reader refuses the file, naming the line
         */
        void take(long number, Entry entry);
    }
}
