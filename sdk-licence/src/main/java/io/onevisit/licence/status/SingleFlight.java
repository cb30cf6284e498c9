package io.onevisit.licence.status;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread at a time do what is to be done about one thing. Keeps nothing when nobody is at it. Thread-safe. */
final class SingleFlight<K> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition landed = lock.newCondition();
    private final Set<K> underWay = new HashSet<>();

    <T> T alone(K what, Supplier<T> work) {
        begin(what);
        try {
            return work.get();
        } finally {
            end(what);
        }
    }

    private void begin(K what) {
        lock.lock();
        try {
            while (!underWay.add(what)) {
                landed.awaitUninterruptibly();
            }
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
