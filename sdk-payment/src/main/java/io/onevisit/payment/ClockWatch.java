package io.onevisit.payment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onevisit.core.Bytes;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts it before a person when this system's clock and the platform's are apart (时钟偏差告警): once from when they part
 * until they agree again, and once in six hours at most, since of several nodes one may be wrong alone and the others agree
 * each time. Notices and answers are judged each on their own, since answers show a difference only when it is beyond the
 * window of signatures.
 *
 * <p>Stored for each witness is when a person was told last, behind the name of the witness, or behind {@code AGREED} when
 * they have agreed since.
 */
final class ClockWatch {
    private static final String KIND = "payment.clock";
    private static final Duration APART = Duration.ofMinutes(2);
    private static final Duration TOGETHER = Duration.ofMinutes(1);
    private static final Duration QUIET = Duration.ofHours(6);
    private static final String AGREED = "AGREED:";

    private final StateStore store;
    private final Telling telling;
    private final Clock clock;

    ClockWatch(StateStore store, Outbox effects, Clock clock) {
        this.store = store;
        this.telling = new Telling(effects);
        this.clock = clock;
    }

    /** What has shown the platform's clock. */
    enum Witness {
        NOTICES,
        ANSWERS
    }

    /**
     * The platform has shown its clock.
     *
     * @param ahead how far it is ahead of ours; negative when it is behind
     */
    void shown(Connection transaction, Witness witness, Duration ahead) {
        StateKey key = new StateKey(KIND, witness.name());
        Optional<State> before = store.find(transaction, key);
        Instant last = before.map(ClockWatch::lastTold).orElse(Instant.EPOCH);
        boolean told = before.filter(state -> !text(state).startsWith(AGREED)).isPresent();
        if (told && ahead.abs().compareTo(TOGETHER) <= 0) {
            put(transaction, key, before, AGREED + last.toEpochMilli());
        } else if (!told && ahead.abs().compareTo(APART) > 0 && !clock.instant().isBefore(last.plus(QUIET))) {
            String episode = witness + ":" + clock.instant().toEpochMilli();
            if (put(transaction, key, before, episode)) {
                telling.tell(transaction, Effect.clocksApart(episode, ahead));
            }
        }
    }

    private static Instant lastTold(State state) {
        String text = text(state);
        return Instant.ofEpochMilli(Long.parseLong(text.substring(text.indexOf(':') + 1)));
    }

    private boolean put(Connection transaction, StateKey key, Optional<State> before, String text) {
        Bytes value = Bytes.of(text.getBytes(US_ASCII));
        return before.isPresent()
                ? store.compareAndSet(transaction, key, before.get().version(), value)
                : store.insert(transaction, key, value, null);
    }

    private static String text(State state) {
        return new String(state.value().toArray(), US_ASCII);
    }
}
