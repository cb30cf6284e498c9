package io.onevisit.examples.benchmarks;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;

/** What JMH would run of a class. */
final class BenchmarkMethods {
    private BenchmarkMethods() {}

    static Stream<Method> of(Class<?> benchmarks) {
        return Arrays.stream(benchmarks.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class));
    }
}
