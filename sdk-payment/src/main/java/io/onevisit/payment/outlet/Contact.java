package io.onevisit.payment.outlet;

import io.onevisit.core.Bytes;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.store.State;
import io.onevisit.core.store.StateKey;
import io.onevisit.core.store.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the platform last answered one bank, to the minute; known to all its nodes. */
final class Contact {
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final StateStore store;
    private final StateKey key;
    private final Clock clock;

    Contact(StateStore store, CreditCode bank, Clock clock) {
        this.store = store;
        this.key = new StateKey("outlet.contact", bank.value());
        this.clock = clock;
    }

    /** The platform has answered. Of two nodes that note it at once one is enough, and a slow clock takes nothing back. */
    void answered() {
        Instant now = clock.instant();
        store.inTransaction(tx -> {
            Optional<State> known = store.find(tx, key);
            if (known.isEmpty()) {
                return store.insert(tx, key, octets(now), null);
            }
            State last = known.get();
            return Duration.between(instant(last), now).compareTo(GRAIN) >= 0
                    && store.compareAndSet(tx, key, last.version(), octets(now));
        });
    }

    /** When it last did; empty when it never has. */
    Optional<Instant> last() {
        return store.inTransaction(tx -> store.find(tx, key)).map(Contact::instant);
    }

    private static Instant instant(State state) {
        return Instant.parse(new String(state.value().toArray(), StandardCharsets.US_ASCII));
    }

    private static Bytes octets(Instant time) {
        return Bytes.of(time.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
