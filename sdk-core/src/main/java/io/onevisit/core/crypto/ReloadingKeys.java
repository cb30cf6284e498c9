package io.onevisit.core.crypto;

import io.onevisit.core.internal.Require;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Keys that are read again, not too often, when one is missing. */
final class ReloadingKeys implements VerificationKeys {
    private static final Duration MAX_PAUSE = Duration.ofDays(1);

    private final Supplier<VerificationKeys> source;
    private final Duration pause;
    private final Clock clock;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Loaded loaded;

    private record Loaded(VerificationKeys keys, Instant asked) {}

    ReloadingKeys(Supplier<VerificationKeys> source, Duration pause, Clock clock) {
        this.source = Require.present(source, "source");
        this.pause = Require.present(pause, "pause");
        this.clock = Require.present(clock, "clock");
        Require.that(pause.toSeconds() >= 1 && pause.compareTo(MAX_PAUSE) <= 0, "pause", "must be 1 s to 1 d");
        this.loaded = new Loaded(Require.present(source.get(), "keys"), clock.instant());
    }

    @Override
    public Optional<VerificationKey> find(String keyId, Instant at) {
        Optional<VerificationKey> key = loaded.keys().find(keyId, at);
        return key.isPresent() ? key : reloaded().find(keyId, at);
    }

    /** Whoever finds another thread at it takes what there is, so a slow source holds up one thread only. */
    private VerificationKeys reloaded() {
        if (loading.tryLock()) {
            try {
                Loaded last = loaded;
                if (pauseIsOverSince(last.asked())) {
                    loaded = new Loaded(load(last.keys()), clock.instant());
                }
            } finally {
                loading.unlock();
            }
        }
        return loaded.keys();
    }

    private boolean pauseIsOverSince(Instant asked) {
        return Duration.between(asked, clock.instant()).abs().compareTo(pause) >= 0;
    }

    private VerificationKeys load(VerificationKeys otherwise) {
        try {
            return Require.present(source.get(), "keys");
        } catch (RuntimeException e) {
            return otherwise; // whatever a source throws, a message with an unknown key id does not get to see it
        }
    }

    @Override
    public String toString() {
        return loaded.keys().toString();
    }
}
