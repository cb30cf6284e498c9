package io.onevisit.payment.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** The results in the state store: the parts of a JSON text, each small enough for one state, and their number. */
final class ReconciliationBook {
    private static final String RESULT = "payment.reconciliation";
    private static final String PART = "payment.reconciliation.part";
    private static final String FORMAT = "stored reconciliation";
    private static final int PART_OCTETS = 256 * 1024;
    private static final int MAX_PARTS = 256;
    private static final int MAX_DISCREPANCIES = 100_000;

    private final StateStore store;

    ReconciliationBook(StateStore store) {
        this.store = store;
    }

    Optional<Reconciliation> find(Connection transaction, String bank, LocalDate day) {
        return store.find(transaction, key(bank, day)).map(head -> {
            long parts = Members.read(head.value(), FORMAT).integer("parts", 1, MAX_PARTS);
            byte[] octets = joined(transaction, bank, day, parts);
            ObjectNode json = StrictJson.readObject(octets, PART_OCTETS * MAX_PARTS, FORMAT);
            return ReconciliationJson.read(new Members(json, FORMAT));
        });
    }

    private byte[] joined(Connection transaction, String bank, LocalDate day, long parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int part = 0; part < parts; part++) {
            State state = store.find(transaction, key(bank, day, part))
                    .orElseThrow(() -> new StorageException("reading a reconciliation", null));
            joined.writeBytes(state.value().toArray());
        }
        return joined.toByteArray();
    }

    /**
     * Enters a result.
     *
     * @throws io.onevisit.core.InvalidValueException when it has so many differences that file and book cannot belong
     *     together
     * @throws StorageException when there is one for this bank and day already
     */
    void enter(Connection transaction, String bank, Reconciliation result) {
        Require.that(
                result.discrepancies().size() <= MAX_DISCREPANCIES,
                "statement",
                "has over " + MAX_DISCREPANCIES + " differences: it is not of this book");
        byte[] octets = StrictJson.write(ReconciliationJson.write(result));
        int parts = (octets.length + PART_OCTETS - 1) / PART_OCTETS;
        Require.that(parts <= MAX_PARTS, "reconciliation", "must fit into " + MAX_PARTS + " parts");
        insert(
                transaction,
                key(bank, result.day()),
                StrictJson.write(StrictJson.object().put("parts", parts)));
        for (int part = 0; part < parts; part++) {
            int end = Math.min(octets.length, (part + 1) * PART_OCTETS);
            insert(transaction, key(bank, result.day(), part), Arrays.copyOfRange(octets, part * PART_OCTETS, end));
        }
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
}
