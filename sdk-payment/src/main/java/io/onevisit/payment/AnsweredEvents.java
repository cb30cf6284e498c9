package io.onevisit.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Which events came, with which content, and what they were answered: the same event is answered the same for 90 days, far
 * longer than a platform repeats it. What comes later is judged anew, and finds its effect already there.
 */
final class AnsweredEvents {
    private static final String EVENT = "payment.event";
    private static final Duration KEPT = Duration.ofDays(90);

    private final StateStore store;
    private final Clock clock;

    AnsweredEvents(StateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What this event was answered before.
     *
     * @throws MalformedMessageException when it came with another content
     */
    Optional<NoticeAnswer> answerTo(Connection transaction, String eventId, Bytes content) {
        return store.find(transaction, new StateKey(EVENT, eventId)).map(state -> {
            String entry = new String(state.value().toArray(), UTF_8);
            int space = entry.indexOf(' ');
            if (!entry.substring(space + 1).equals(digest(content))) {
                throw new MalformedMessageException(PaymentEvent.FORMAT, "is of another content than before");
            }
            return NoticeAnswer.valueOf(entry.substring(0, space));
        });
    }

    /** Remembers the answer, or gives the one that another node remembered meanwhile. */
    NoticeAnswer enter(Connection transaction, String eventId, Bytes content, NoticeAnswer answer) {
        Bytes entry = Bytes.of((answer.name() + " " + digest(content)).getBytes(UTF_8));
        return store.insert(
                        transaction,
                        new StateKey(EVENT, eventId),
                        entry,
                        clock.instant().plus(KEPT))
                ? answer
                : answerTo(transaction, eventId, content).orElse(answer);
    }

    private static String digest(Bytes content) {
        return Bytes.of(Hash.SHA_256.digest(content.toArray())).toHex();
    }
}
