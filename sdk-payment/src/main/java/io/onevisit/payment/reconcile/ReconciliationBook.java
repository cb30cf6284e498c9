package io.onevisit.payment.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The results in the state store: a head, and lines of JSON for differences and what lies at midnight, cut into parts
 * each small enough for one state.
 */
final class ReconciliationBook {
    static final String FORMAT = "stored reconciliation";

    private static final String RESULT = "payment.reconciliation";
    private static final String PART = "payment.reconciliation.part";
    private static final String CLOSED = "payment.reconciliation.closed";
    private static final int PART_OCTETS = 256 * 1024;
    private static final int MAX_PARTS = 1024;
    private static final int MAX_LINE = 8 * 1024 * 1024;

    private final StateStore store;

    ReconciliationBook(StateStore store) {
        this.store = store;
    }

    boolean has(Connection transaction, String bank, LocalDate day) {
        return store.find(transaction, key(bank, day)).isPresent();
    }

    Optional<Reconciliation> find(Connection transaction, String bank, LocalDate day) {
        return store.find(transaction, key(bank, day)).map(state -> {
            Members head = Members.read(state.value(), FORMAT);
            ReconciliationJson.Reading reading = new ReconciliationJson.Reading(head);
            readLines(transaction, bank, day, (int) head.integer("parts", 0, MAX_PARTS), reading);
            Reconciliation result = reading.result();
            if (!result.day().equals(day) || !result.balances()) {
                throw new MalformedMessageException(FORMAT, "does not balance or is of another day");
            }
            return result;
        });
    }

    private void readLines(
            Connection transaction, String bank, LocalDate day, int parts, ReconciliationJson.Reading reading) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int part = 0; part < parts; part++) {
            byte[] octets = store.find(transaction, key(bank, day, part))
                    .orElseThrow(() -> new StorageException("reading a reconciliation", null))
                    .value()
                    .toArray();
            int start = 0;
            for (int i = 0; i < octets.length; i++) {
                if (octets[i] == '\n') {
                    line.write(octets, start, i - start);
                    reading.line(StrictJson.readObject(line.toByteArray(), MAX_LINE, FORMAT));
                    line.reset();
                    start = i + 1;
                }
            }
            line.write(octets, start, octets.length - start);
        }
    }

    /**
     * Closes a day, which happens once: by its own result, or by the result of the day after that was made without it. So
     * when two nodes run neighbouring days at the same time and the later one does not see the earlier, one of them fails.
     *
     * @throws StorageException when it is closed already
     */
    void close(Connection transaction, String bank, LocalDate day) {
        insert(transaction, new StateKey(CLOSED, bank + " " + day), StrictJson.write(StrictJson.object()));
    }

    /**
     * Enters a result and closes its day.
     *
     * @throws StorageException when there is one for this bank and day already, or the day after was made without it
     */
    void enter(Connection transaction, String bank, Reconciliation result) {
        close(transaction, bank, result.day());
        Parts parts = new Parts(transaction, bank, result.day());
        ReconciliationJson.lines(result, parts::line);
        insert(
                transaction,
                key(bank, result.day()),
                StrictJson.write(ReconciliationJson.head(result).put("parts", parts.finish())));
    }

    private void insert(Connection transaction, StateKey key, byte[] value) {
        if (!store.insert(transaction, key, Bytes.of(value), null)) {
            throw new StorageException("entering a reconciliation", null);
        }
    }

    private static StateKey key(String bank, LocalDate day) {
        return new StateKey(RESULT, bank + " " + day);
    }

    private static StateKey key(String bank, LocalDate day, int part) {
        return new StateKey(PART, bank + " " + day + " " + part);
    }

    /** Lines on their way into parts. */
    private final class Parts {
        private final Connection transaction;
        private final String bank;
        private final LocalDate day;
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private int parts;

        Parts(Connection transaction, String bank, LocalDate day) {
            this.transaction = transaction;
            this.bank = bank;
            this.day = day;
        }

        void line(ObjectNode line) {
            waiting.writeBytes(StrictJson.write(line));
            waiting.write('\n');
            if (waiting.size() >= PART_OCTETS) {
                flush(false);
            }
        }

        int finish() {
            flush(true);
            return parts;
        }

        private void flush(boolean all) {
            byte[] octets = waiting.toByteArray();
            int from = 0;
            while (octets.length - from >= PART_OCTETS || (all && from < octets.length)) {
                Require.that(parts < MAX_PARTS, "reconciliation", "must fit into " + MAX_PARTS + " parts");
                int to = Math.min(octets.length, from + PART_OCTETS);
                insert(transaction, key(bank, day, parts++), Arrays.copyOfRange(octets, from, to));
                from = to;
            }
            waiting.reset();
            waiting.write(octets, from, octets.length - from);
        }
    }
}
