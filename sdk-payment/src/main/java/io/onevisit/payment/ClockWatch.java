package io.onevisit.payment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.onevisit.core.Bytes;
import io.onevisit.core.store.Outbox;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.Change;
import io.onevisit.payment.internal.StoredValues;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

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
    private static final String NEVER = AGREED + Instant.EPOCH.toEpochMilli();

    private final StoredValues<String> stored;
    private final Telling telling;
    private final Clock clock;

    ClockWatch(StateStore store, Outbox effects, Clock clock) {
        this.stored = new StoredValues<>(store, "clock watch", ClockWatch::text, ClockWatch::octets);
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
        String known = stored.find(transaction, key).orElse(NEVER);
        if (next(known, witness, ahead).equals(known)) {
            return;
        }
        stored.enter(transaction, key, NEVER);
        Change<String> change = stored.changed(transaction, key, text -> next(text, witness, ahead));
        if (change.isOne() && !isAgreed(change.after())) {
            telling.tell(transaction, Effect.clocksApart(change.after(), ahead));
        }
    }

    private String next(String text, Witness witness, Duration ahead) {
        String last = text.substring(text.indexOf(':') + 1);
        if (!isAgreed(text)) {
            return ahead.abs().compareTo(TOGETHER) <= 0 ? AGREED + last : text;
        }
        Instant quietUntil = Instant.ofEpochMilli(Long.parseLong(last)).plus(QUIET);
        boolean tell = ahead.abs().compareTo(APART) > 0 && !clock.instant().isBefore(quietUntil);
        return tell ? witness + ":" + clock.instant().toEpochMilli() : text;
    }

    private static boolean isAgreed(String text) {
        return text.startsWith(AGREED);
    }

    private static String text(Bytes octets) {
        return new String(octets.toArray(), US_ASCII);
    }

    private static Bytes octets(String text) {
        return Bytes.of(text.getBytes(US_ASCII));
    }
}
