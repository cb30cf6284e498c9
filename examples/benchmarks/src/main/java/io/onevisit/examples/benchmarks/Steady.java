package io.onevisit.examples.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long everything is measured that can be done again and again: three seconds in a JVM warmed up for four. What has many
 * parts gets faster for longer and says so itself: licences for eight seconds, documents for twelve. {@link Speed} does so in
 * several rounds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
public abstract class Steady {
    /** Ends the measurement where something does not verify: what fails is often fast. */
    static boolean sure(boolean verified) {
        if (!verified) {
            throw new IllegalStateException("what is measured does not verify");
        }
        return true;
    }
}
