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
 * How long everything is measured that can be done again and again: the mean over two JVMs, short enough for all of it to
 * end while one waits. {@code -f 5 -i 10} on the command line takes longer and errs less.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Steady {
    /** Ends the measurement where something does not verify: what fails is often fast. */
    static boolean sure(boolean verified) {
        if (!verified) {
            throw new IllegalStateException("what is measured does not verify");
        }
        return true;
    }
}
