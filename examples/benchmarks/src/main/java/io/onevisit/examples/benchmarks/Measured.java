package io.onevisit.examples.benchmarks;

import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark came to.
 *
 * @param id class and method, then the parameters: {@code Sealing.sign picture=1000}
 * @param microseconds for one operation
 * @param error of that, half of a confidence interval of 99.9 %; NaN when nobody can tell
 * @param octets made on the heap for one operation; NaN when nobody counted
 */
record Measured(String id, double microseconds, double error, double octets) {
    static Measured of(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> heap = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Measured(
                id(result), time.getScore(), time.getScoreError(), heap == null ? Double.NaN : heap.getScore());
    }

    private static String id(RunResult result) {
        String[] name = result.getParams().getBenchmark().split("\\.", -1);
        String parameters = result.getParams().getParamsKeys().stream()
                .sorted()
                .map(key -> " " + key + "=" + result.getParams().getParam(key))
                .collect(Collectors.joining());
        return name[name.length - 2] + "." + name[name.length - 1] + parameters;
    }

    /** Without the parameters. */
    String benchmark() {
        return id.split(" ", 2)[0];
    }
}
