package io.onevisit.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link Sealing} and prints each rate beside that of the bare verification of the same run. */
public final class Seals {
    private static final String LIMIT = "bareVerify";

    private Seals() {}

    /** One benchmark's outcome, with the size of the picture it was made with. */
    record Cost(String name, String picture, double microseconds, double error, double octets) {
        static Cost of(RunResult result) {
            Result<?> time = result.getPrimaryResult();
            Result<?> heap = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return new Cost(
                    time.getLabel(),
                    result.getParams().getParam("picture"),
                    time.getScore(),
                    time.getScoreError(),
                    heap == null ? Double.NaN : heap.getScore());
        }
    }

    /**
     * Prints the table.
     *
     * @param arguments options of JMH, for example {@code -f 1} for one fork
     */
    public static void main(String... arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(Sealing.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        System.out.println(table(results.stream().map(Cost::of).toList()));
    }

    static String table(List<Cost> costs) {
        List<String> lines = new ArrayList<>();
        lines.add("%-16s %8s %10s %8s %12s %10s".formatted("judged", "picture", "us", "+/-", "octets", "of bare"));
        for (Cost cost : costs) {
            double bare = costs.stream()
                    .filter(other ->
                            other.name().equals(LIMIT) && other.picture().equals(cost.picture()))
                    .mapToDouble(Cost::microseconds)
                    .findFirst()
                    .orElse(Double.NaN);
            lines.add("%-16s %8s %10.1f %8.1f %12.0f %10.2f"
                    .formatted(
                            cost.name(),
                            cost.picture(),
                            cost.microseconds(),
                            cost.error(),
                            cost.octets(),
                            bare / cost.microseconds()));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
