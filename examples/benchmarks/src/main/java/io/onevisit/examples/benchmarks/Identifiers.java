package io.onevisit.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link Parsing} and prints what each parse takes, beside the limit and beside a peer. */
public final class Identifiers {
    private static final String PEER = "Hutool";
    private static final double LIMIT = 1_000;

    private Identifiers() {}

    /** One benchmark's outcome: nanoseconds and octets on the heap for each call. */
    record Cost(double nanoseconds, double error, double octets) {
        static Cost of(RunResult result) {
            Result<?> time = result.getPrimaryResult();
            Result<?> heap = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return new Cost(time.getScore(), time.getScoreError(), heap == null ? Double.NaN : heap.getScore());
        }
    }

    /**
     * Prints the table.
     *
     * @param arguments options of JMH, for example {@code -f 1} for one fork
     */
    public static void main(String... arguments) throws RunnerException, CommandLineOptionException {
        System.out.println(table(run(arguments)));
    }

    static Map<String, Cost> run(String... arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(Parsing.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<String, Cost> costs = new TreeMap<>();
        for (RunResult result : results) {
            costs.put(result.getPrimaryResult().getLabel(), Cost.of(result));
        }
        return costs;
    }

    static String table(Map<String, Cost> costs) {
        List<String> lines = new ArrayList<>();
        lines.add("%-28s %10s %8s %12s %11s %14s %10s"
                .formatted("parse", "ns", "+/-", "of 1,000 ns", "octets", "Hutool ns", "times"));
        costs.forEach((name, cost) -> {
            if (!name.endsWith(PEER)) {
                lines.add(line(name, cost, Optional.ofNullable(costs.get(name + PEER))));
            }
        });
        return lines.stream().collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(String name, Cost cost, Optional<Cost> peer) {
        return "%-28s %10.1f %8.1f %11.1f%% %11.1f %14s %10s"
                .formatted(
                        name,
                        cost.nanoseconds(),
                        cost.error(),
                        100 * cost.nanoseconds() / LIMIT,
                        cost.octets(),
                        peer.map(other -> "%.1f".formatted(other.nanoseconds())).orElse("-"),
                        peer.map(other -> "%.1f".formatted(other.nanoseconds() / cost.nanoseconds()))
                                .orElse("-"));
    }
}
