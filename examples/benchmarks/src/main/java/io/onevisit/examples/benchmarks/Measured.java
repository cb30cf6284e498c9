package io.onevisit.examples.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What one benchmark came to.
 *
 * @param id class and method, then the parameters: {@code Sealing.sign picture=1000}
 * @param rounds microseconds for one operation, in each round
 * @param octets made on the heap for one operation; NaN when nobody counted
 */
record Measured(String id, List<Double> rounds, double octets) {
    Measured {
        rounds = List.copyOf(rounds);
    }

    /** One round: the median of what JMH measured in it, which one disturbance does not move. */
    static Measured of(RunResult result) {
        Result<?> heap = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Measured(
                id(result),
                List.of(result.getPrimaryResult().getStatistics().getPercentile(50)),
                heap == null ? Double.NaN : heap.getScore());
    }

    private static String id(RunResult result) {
        String[] name = result.getParams().getBenchmark().split("\\.", -1);
        String parameters = result.getParams().getParamsKeys().stream()
                .sorted()
                .map(key -> " " + key + "=" + result.getParams().getParam(key))
                .collect(Collectors.joining());
        return name[name.length - 2] + "." + name[name.length - 1] + parameters;
    }

    /** With the rounds of {@code later} after these. */
    Measured and(Measured later) {
        return new Measured(
                id, Stream.concat(rounds.stream(), later.rounds.stream()).toList(), later.octets);
    }

    /** Microseconds for one operation. */
    Spread time() {
        return Spread.of(rounds);
    }

    /** Without the parameters. */
    String benchmark() {
        return id.split(" ", 2)[0];
    }
}
