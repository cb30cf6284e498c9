package io.onevisit.payment.fiscal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Bytes;
import io.onevisit.core.Outcome;
import io.onevisit.core.StorageException;
import io.onevisit.core.internal.Require;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.internal.json.Members;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What was asked of the platform: stored before it is sent, so that after an unknown ending it is asked for first. */
final class WriteBook {
    private static final String FORMAT = "stored request";

    private final StateStore store;

    WriteBook(StateStore store) {
        this.store = store;
    }

    enum Stage {
        /** What became of it is not known. */
        SENDING,
        DONE,
        /** Nothing was done, so the request may be mended and sent again; also one that a person gave up. */
        OVER
    }

    private record Entry(Stage stage, String digest, String answer) {
        Bytes octets() {
            ObjectNode json = StrictJson.object().put("stage", stage.name()).put("digest", digest);
            return Bytes.of(StrictJson.write(answer.isEmpty() ? json : json.put("answer", answer)));
        }

        static Entry read(Bytes octets) {
            Members json = Members.read(octets, FORMAT);
            return new Entry(
                    json.value("stage", Stage::valueOf),
                    json.text("digest"),
                    json.optionalText("answer").orElse(""));
        }
    }

    /**
     * Sends a request under {@code key} if it was not sent before, asks for it if its ending is not known, or gives the
     * answer that was had.
     *
     * @param content what is asked for, whatever changes with each sending left out
     * @throws io.onevisit.core.InvalidValueException when something else was asked for under this key
     */
    Outcome<String> once(StateKey key, String content, Supplier<Outcome<String>> send, Supplier<Outcome<String>> ask) {
        String digest = digest(content);
        Entry fresh = new Entry(Stage.SENDING, digest, "");
        Optional<Entry> before = store.inTransaction(transaction -> enter(transaction, key, fresh));
        if (before.isEmpty()) {
            return recorded(key, digest, send.get());
        }
        Entry known = before.get();
        requireSame(known, digest);
        return known.stage == Stage.DONE ? new Outcome.Done<>(known.answer) : recorded(key, digest, ask.get());
    }

    /**
     * Makes sure that under {@code key} nothing was asked for but {@code content}.
     *
     * @throws io.onevisit.core.InvalidValueException when something else was
     */
    void requireNothingElse(StateKey key, String content) {
        find(key).ifPresent(known -> requireSame(known, digest(content)));
    }

    private static void requireSame(Entry known, String digest) {
        Require.that(known.digest.equals(digest), "request", "differs from the one that was sent under this key");
    }

    /** How what was asked for under {@code key} stands; empty when nothing was. */
    Optional<Stage> stage(StateKey key) {
        return find(key).map(Entry::stage);
    }

    private Optional<Entry> find(StateKey key) {
        return store.inTransaction(transaction -> store.find(transaction, key)).map(state -> Entry.read(state.value()));
    }

    private static String digest(String content) {
        return Bytes.of(Hash.SHA_256.digest(content.getBytes(UTF_8))).toHex();
    }

    /** Empty when {@code fresh} was entered; otherwise what is under way or done. */
    private Optional<Entry> enter(Connection transaction, StateKey key, Entry fresh) {
        if (store.insert(transaction, key, fresh.octets(), null)) {
            return Optional.empty();
        }
        State state = store.find(transaction, key).orElseThrow(() -> new StorageException("reading a request", null));
        Entry known = Entry.read(state.value());
        boolean entered =
                known.stage == Stage.OVER && store.compareAndSet(transaction, key, state.version(), fresh.octets());
        return entered ? Optional.empty() : Optional.of(known);
    }

    private Outcome<String> recorded(StateKey key, String digest, Outcome<String> outcome) {
        return outcome.fold(
                answer -> {
                    change(key, known -> new Entry(Stage.DONE, digest, answer));
                    return outcome;
                },
                refusal -> {
                    change(key, known -> new Entry(Stage.OVER, digest, ""));
                    return outcome;
                },
                pending -> outcome);
    }

    /** Lets a request of unknown ending be sent again; false when there is none. */
    boolean giveUp(StateKey key) {
        return change(key, known -> new Entry(Stage.OVER, known.digest, ""));
    }

    /** Only what is under way changes; what is done stays done. */
    private boolean change(StateKey key, UnaryOperator<Entry> next) {
        return store.inTransaction(transaction -> {
            Optional<State> state = store.find(transaction, key);
            Optional<Entry> known =
                    state.map(found -> Entry.read(found.value())).filter(entry -> entry.stage == Stage.SENDING);
            return known.isPresent()
                    && store.compareAndSet(
                            transaction,
                            key,
                            state.orElseThrow().version(),
                            next.apply(known.get()).octets());
        });
    }
}
