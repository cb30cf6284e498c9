package io.onevisit.licence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.licence.status.StatusReference;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The issuer's register: which case brought forth which licence, and the state of each. */
final class IssuedLicences {
    private static final String FORMAT = "stored licence";
    private static final String BY_CASE = "licence.case";
    private static final String BY_ID = "licence.issued";
    private static final int MAX_OCTETS = 16 * 1024 * 1024;

    private final StateStore store;

    IssuedLicences(StateStore store) {
        this.store = store;
    }

    /**
     * Enters a case.
     *
     * @return false when it has been entered before, perhaps for another licence
     */
    boolean enter(Connection transaction, CaseNumber caseNumber, LicenceId id) {
        Bytes value = Bytes.of(id.toString().getBytes(StandardCharsets.US_ASCII));
        return store.insert(transaction, caseKey(caseNumber, id.typeCode()), value, null);
    }

    /** Enters a licence under its identifier. */
    void enter(Connection transaction, Entry entry) {
        Require.that(
                store.insert(transaction, idKey(entry.licence().id()), entry.write(), null),
                "licence identifier",
                "has been given to another licence");
    }

    Optional<Entry> find(Connection transaction, CaseNumber caseNumber, String typeCode) {
        return store.find(transaction, caseKey(caseNumber, typeCode))
                .map(state -> new String(state.value().toArray(), StandardCharsets.US_ASCII))
                .flatMap(id -> find(transaction, LicenceId.parse(id)));
    }

    Optional<Entry> find(Connection transaction, LicenceId id) {
        return store.find(transaction, idKey(id)).map(state -> Entry.read(id, state));
    }

    /** Replaces the entry that {@code entry} was read from. */
    void replace(Connection transaction, Entry entry) {
        if (!store.compareAndSet(transaction, idKey(entry.licence().id()), entry.version(), entry.write())) {
            throw new StorageException("changing the state of a licence", null);
        }
    }

    private static StateKey caseKey(CaseNumber caseNumber, String typeCode) {
        return new StateKey(BY_CASE, caseNumber + "/" + typeCode);
    }

    private static StateKey idKey(LicenceId id) {
        return new StateKey(BY_ID, id.toString());
    }

    /**
     * One licence in the register.
     *
     * @param licence the licence
     * @param content the digest of what the draft said
     * @param changes what became of it since, oldest first
     * @param version the version of the stored state
     */
    record Entry(IssuedLicence licence, Bytes content, List<LicenceChange> changes, long version) {
        Entry {
            changes = List.copyOf(changes);
        }

        Entry after(LicenceChange change) {
            List<LicenceChange> all = new ArrayList<>(changes);
            all.add(change);
            return new Entry(
                    new IssuedLicence(licence.id(), licence.token(), change.status(), licence.statusReference()),
                    content,
                    all,
                    version);
        }

        private Bytes write() {
            StatusReference reference = licence.statusReference();
            ObjectNode entry = StrictJson.object()
                    .put("token", licence.token())
                    .put("status", licence.status().code())
                    .put("list", reference.uri())
                    .put("index", reference.index())
                    .put("content", content.toHex());
            ArrayNode written = entry.putArray("changes");
            changes.forEach(change -> written.addObject()
                    .put("operation", change.operation().code())
                    .put("status", change.status().code())
                    .put("at", change.at().toString())
                    .put("reason", change.reason()));
            return Bytes.of(StrictJson.write(entry));
        }

        private static Entry read(LicenceId id, State state) {
            Members entry = new Members(StrictJson.readObject(state.value().toArray(), MAX_OCTETS, FORMAT), FORMAT);
            StatusReference reference =
                    new StatusReference(entry.text("list"), (int) entry.integer("index", 0, Integer.MAX_VALUE));
            return new Entry(
                    new IssuedLicence(id, entry.text("token"), status(entry), reference),
                    Bytes.ofHex(entry.text("content")),
                    entry.objects("changes", Entry::change),
                    state.version());
        }

        private static LicenceChange change(Members change) {
            return new LicenceChange(
                    change.value("operation", code -> Operation.of(code).orElseThrow(Entry::unknownCode)),
                    status(change),
                    change.instant("at"),
                    change.text("reason"));
        }

        private static LicenceStatus status(Members stored) {
            return stored.value("status", code -> LicenceStatus.of(code).orElseThrow(Entry::unknownCode));
        }

        private static InvalidValueException unknownCode() {
            return new InvalidValueException(FORMAT, "has an unknown code");
        }
    }
}
