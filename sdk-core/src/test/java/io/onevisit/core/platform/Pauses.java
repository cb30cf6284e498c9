package io.onevisit.core.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only while somebody sleeps. */
final class Pauses implements MonotonicTime {
    final List<Duration> taken = new CopyOnWriteArrayList<>();
    Runnable whileAsleep = () -> {};
    boolean interrupted;
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        if (interrupted) {
            throw new InterruptedException();
        }
        taken.add(time);
        pass(time);
        whileAsleep.run();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
