package io.onevisit.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures everything in {@link Operations}, ours and peers in turn, and prints one table. */
public final class Speed {
    private static final String WRITE = "--write";

    private final Options options;
    private final PrintStream progress;
    private final List<Measured> results = new ArrayList<>();

    Speed(PrintStream progress, String... arguments) throws CommandLineOptionException {
        this.options = new CommandLineOptions(arguments);
        this.progress = progress;
    }

    /**
     * Prints the table.
     *
     * @param arguments options of JMH: a pattern to measure only what matches it, {@code -f 5} for more forks; before them
     *     {@code --write} and the project's folder to put the table into its pages as well
     */
    public static void main(String... arguments) throws IOException, CommandLineOptionException {
        boolean write = arguments.length > 1 && arguments[0].equals(WRITE);
        Speed speed = new Speed(System.out, write ? Arrays.copyOfRange(arguments, 2, arguments.length) : arguments);
        if (write && !speed.isOfAll()) {
            throw new IllegalArgumentException(WRITE + " writes the whole table: name no benchmark");
        }
        RatioTable table = speed.measure();
        System.out.println("\n" + conditions() + "\n\n" + table.text());
        if (write) {
            write(Path.of(arguments[1]), table);
        }
    }

    private boolean isOfAll() {
        return options.getIncludes().isEmpty();
    }

    private static void write(Path project, RatioTable table) throws IOException {
        new Page(project.resolve("docs/speed.md")).write(conditions() + "\n\n" + table.markdown());
        new Page(project.resolve("docs/zh/speed.md")).write(conditions() + "\n\n" + table.markdownZh());
        new Page(project.resolve("README.md")).write(table.quoted());
    }

    private static String conditions() {
        return "JDK %s (%s), %s %s, %d processors"
                .formatted(
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors());
    }

    /** One benchmark after another; one that fails is told of and left out. */
    RatioTable measure() throws IOException {
        if (isOfAll()) {
            run(List.copyOf(Operations.benchmarks()), name -> "\\." + Pattern.quote(name) + "$");
            ask(ProgramSpeed.OPENSSL);
            ask(ProgramSpeed.GMSSL);
        } else {
            run(List.of(String.join("|", options.getIncludes())), UnaryOperator.identity());
        }
        results.add(new Measured(Operations.MINUTE, 60e6, 0, Double.NaN));
        return new RatioTable(results);
    }

    private void run(List<String> names, UnaryOperator<String> pattern) {
        for (int i = 0; i < names.size(); i++) {
            progress.printf("%d of %d: %s%n", i + 1, names.size(), names.get(i));
            run(names.get(i), pattern.apply(names.get(i)));
        }
    }

    private void run(String name, String pattern) {
        Options one = new OptionsBuilder()
                .parent(options)
                .include(pattern)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .timeUnit(TimeUnit.MICROSECONDS)
                .build();
        try {
            for (RunResult result : new Runner(one).run()) {
                results.add(Measured.of(result));
            }
        } catch (RunnerException e) {
            progress.printf("left out, since it failed: %s (%s)%n", name, e.getMessage());
        }
    }

    private void ask(ProgramSpeed program) throws IOException {
        List<Measured> measured = program.measure();
        if (measured.isEmpty()) {
            progress.printf("left out: no %s that answers to speed sm2 is installed%n", program.program());
        }
        results.addAll(measured);
    }
}
