package io.onevisit.licence;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The issuer's register: which case brought forth which licence, and the state of each. */
final class IssuedLicences {
    private static final String FORMAT = "stored licence";
    private static final String BY_CASE = "licence.case";
    private static final String BY_ID = "licence.issued";
    private static final String BY_CHANGE = "licence.change";
    private static final int MAX_OCTETS = 256 * 1024;

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

    /** Enters what became of the licence that {@code entry} was read for; each change in a state of its own. */
    Entry change(Connection transaction, Entry entry, LicenceChange change) {
        Entry changed = entry.after(change);
        StateKey key = changeKey(entry.licence().id(), changed.changes());
        if (!store.compareAndSet(transaction, idKey(entry.licence().id()), entry.version(), changed.write())
                || !store.insert(transaction, key, write(change), null)) {
            throw new StorageException("changing the state of a licence", null);
        }
        return changed;
    }

    /** What became of a licence, oldest first. */
    List<LicenceChange> changes(Connection transaction, Entry entry) {
        return IntStream.rangeClosed(1, entry.changes())
                .mapToObj(number -> changeKey(entry.licence().id(), number))
                .map(key -> store.find(transaction, key)
                        .orElseThrow(() -> new StorageException("reading the changes of a licence", null)))
                .map(IssuedLicences::readChange)
                .toList();
    }

    private static Bytes write(LicenceChange change) {
        return Bytes.of(StrictJson.write(StrictJson.object()
                .put("operation", change.operation().code())
                .put("status", change.status().code())
                .put("at", change.at().toString())
                .put("reason", change.reason())));
    }

    private static LicenceChange readChange(State state) {
        Members change = members(state);
        return new LicenceChange(
                change.value("operation", code -> Operation.of(code).orElseThrow(IssuedLicences::unknownCode)),
                status(change),
                change.instant("at"),
                change.text("reason"));
    }

    private static LicenceStatus status(Members stored) {
        return stored.value("status", code -> LicenceStatus.of(code).orElseThrow(IssuedLicences::unknownCode));
    }

    private static Members members(State state) {
        return new Members(StrictJson.readObject(state.value().toArray(), MAX_OCTETS, FORMAT), FORMAT);
    }

    private static InvalidValueException unknownCode() {
        return new InvalidValueException(FORMAT, "has an unknown code");
    }

    private static StateKey changeKey(LicenceId id, int number) {
        return new StateKey(BY_CHANGE, id + "/" + number);
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
     * @param changes how often its state has changed
     * @param version the version of the stored state
     */
    record Entry(IssuedLicence licence, Bytes content, int changes, long version) {
        private Entry after(LicenceChange change) {
            return new Entry(
                    new IssuedLicence(licence.id(), licence.token(), change.status(), licence.statusReference()),
                    content,
                    changes + 1,
                    version);
        }

        private Bytes write() {
            StatusReference reference = licence.statusReference();
            ObjectNode entry = StrictJson.object()
                    .put("token", licence.token())
                    .put("status", licence.status().code())
                    .put("list", reference.uri())
                    .put("index", reference.index())
                    .put("content", content.toHex())
                    .put("changes", changes);
            return Bytes.of(StrictJson.write(entry));
        }

        private static Entry read(LicenceId id, State state) {
            Members entry = members(state);
            StatusReference reference =
                    new StatusReference(entry.text("list"), (int) entry.integer("index", 0, Integer.MAX_VALUE));
            return new Entry(
                    new IssuedLicence(id, entry.text("token"), status(entry), reference),
                    Bytes.ofHex(entry.text("content")),
                    (int) entry.integer("changes", 0, Integer.MAX_VALUE),
                    state.version());
        }
    }
}
