package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import io.onevisit.payment.internal.StoredValues;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the platform last answered one bank, to the minute; known to all its nodes. */
final class Contact {
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final StateStore store;
    private final StoredValues<Instant> times;
    private final StateKey key;
    private final Clock clock;

    Contact(StateStore store, CreditCode bank, Clock clock) {
        this.store = store;
        this.times = new StoredValues<>(store, "last answer", Contact::instant, Contact::octets);
        this.key = new StateKey("outlet.contact", bank.value());
        this.clock = clock;
    }

    /** The platform has answered. A slow clock takes nothing back. */
    void answered() {
        Instant now = clock.instant();
        store.inTransaction(tx ->
                times.change(tx, key, last -> later(last, now)).isPresent() || times.enter(tx, key, now));
    }

    private static Instant later(Instant last, Instant now) {
        return Duration.between(last, now).compareTo(GRAIN) >= 0 ? now : last;
    }

    /** When it last did; empty when it never has. */
    Optional<Instant> last() {
        return store.inTransaction(tx -> times.find(tx, key));
    }

    private static Instant instant(Bytes stored) {
        return Instant.parse(new String(stored.toArray(), StandardCharsets.US_ASCII));
    }

    private static Bytes octets(Instant time) {
        return Bytes.of(time.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
