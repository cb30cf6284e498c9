package io.onevisit.examples.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the platform remembers: JSON objects by kind and id. */
final class Ledger {
    private static final int PAGE = 1000;

    private final StateStore store;

    Ledger(StateStore store) {
        this.store = store;
    }

    StateStore store() {
        return store;
    }

    /** True when there was none before. */
    boolean insert(Connection transaction, String kind, String id, JsonNode value) {
        return store.insert(transaction, new StateKey(kind, id), Json.write(value), null);
    }

    Optional<ObjectNode> find(Connection transaction, String kind, String id) {
        return store.find(transaction, new StateKey(kind, id)).map(state -> read(state.value()));
    }

    /** All of a kind, in the order of their ids. */
    Stream<ObjectNode> all(Connection transaction, String kind) {
        Stream.Builder<ObjectNode> all = Stream.builder();
        List<State> page = store.list(transaction, kind, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(state -> all.add(read(state.value())));
            page = store.list(transaction, kind, page.get(page.size() - 1).key().id(), PAGE);
        }
        return all.build();
    }

    /** Changes what is there; a change at the same time is followed by another try. */
    void update(Connection transaction, String kind, String id, UnaryOperator<ObjectNode> change) {
        StateKey key = new StateKey(kind, id);
        State state;
        do {
            state = store.find(transaction, key).orElseThrow(Problem::notFound);
        } while (!store.compareAndSet(
                transaction, key, state.version(), Json.write(change.apply(read(state.value())))));
    }

    private static ObjectNode read(Bytes value) {
        return Json.read(value.toArray());
    }
}
