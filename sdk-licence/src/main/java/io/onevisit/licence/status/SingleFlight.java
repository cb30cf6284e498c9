package io.onevisit.licence.status;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread at a time do what is to be done about one thing. Keeps nothing when nobody is at it. Thread-safe. */
final class SingleFlight<K> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition landed = lock.newCondition();
    private final Set<K> underWay = new HashSet<>();
    private final Duration patience;

    /** Nobody waits for another longer than {@code patience}. */
    SingleFlight(Duration patience) {
        this.patience = patience;
    }

    /** Empty, with nothing done, when another was at it for too long, or the thread was interrupted as it waited. */
    <T> Optional<T> alone(K what, Supplier<T> work) {
        if (!begin(what)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            end(what);
        }
    }

    private boolean begin(K what) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!underWay.add(what)) {
                if (left <= 0) {
                    return false;
                }
                left = landed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void end(K what) {
        lock.lock();
        try {
            underWay.remove(what);
            landed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
