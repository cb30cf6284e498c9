package io.onevisit.examples.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures everything in {@link Operations}, ours and peers in turn, and prints one table. It does so in rounds, a new JVM for
 * each benchmark in each: what slows this machine for some minutes slows ours and the peer in the same round.
 */
public final class Speed {
    private static final String WRITE = "--write";
    private static final int ROUNDS = 3;

    private final CommandLineOptions options;
    private final PrintStream progress;
    private final Map<String, Measured> results = new LinkedHashMap<>();
    private final Set<String> leftOut = new LinkedHashSet<>();

    Speed(PrintStream progress, String... arguments) throws CommandLineOptionException {
        this.options = new CommandLineOptions(arguments);
        this.progress = progress;
    }

    /**
     * Prints the table.
     *
     * @param arguments options of JMH: a pattern to measure only what matches it, {@code -f 5} for five rounds; before them
     *     {@code --write} and the project's folder to put the table into its pages as well
     */
    public static void main(String... arguments) throws IOException, CommandLineOptionException {
        boolean write = arguments.length > 1 && arguments[0].equals(WRITE);
        String[] options = write ? Arrays.copyOfRange(arguments, 2, arguments.length) : arguments;
        List<Page> pages = write ? pages(Path.of(arguments[1]), options) : List.of();
        Speed speed = new Speed(System.out, options);
        RatioTable table = speed.measure();
        System.out.println("\n" + speed.conditions() + "\n\n" + table.text());
        if (write) {
            speed.write(pages, table);
        }
    }

    /** The pages to write into, before anything is measured: each must be there, and what is written must be whole. */
    private static List<Page> pages(Path project, String... options) throws IOException {
        if (options.length != 0 && !(options.length == 2 && options[0].equals("-f"))) {
            throw new IllegalArgumentException(
                    WRITE + " writes the whole table: give the number of rounds (-f) at most");
        }
        List<Page> pages = List.of(
                new Page(project.resolve("docs/speed.md")),
                new Page(project.resolve("docs/zh/speed.md")),
                new Page(project.resolve("README.md")));
        for (Page page : pages) {
            page.block();
        }
        return pages;
    }

    private boolean isOfAll() {
        return options.getIncludes().isEmpty();
    }

    private void write(List<Page> pages, RatioTable table) throws IOException {
        if (!leftOut.isEmpty()) {
            throw new IllegalStateException("nothing was written: left out were " + leftOut);
        }
        pages.get(0).write(conditions() + "\n\n" + table.markdown());
        pages.get(1).write(conditions() + "\n\n" + table.markdownZh());
        pages.get(2).write(table.quoted());
    }

    private String conditions() {
        return "JDK %s (%s), %s %s, %d processors, %d rounds"
                .formatted(
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        rounds());
    }

    /** JMH's word for a JVM of its own; 0 of them, for one that looks for mistakes, is one round in this JVM. */
    private int forks() {
        return options.getForkCount().orElse(ROUNDS);
    }

    private int rounds() {
        return Math.max(1, forks());
    }

    /** One round after another; a benchmark that fails is told of and left out. */
    RatioTable measure() throws IOException {
        for (int round = 1; round <= rounds(); round++) {
            progress.printf("round %d of %d%n", round, rounds());
            if (isOfAll()) {
                measureAll();
            } else {
                run(String.join("|", options.getIncludes()), chosen());
            }
        }
        add(new Measured(Operations.MINUTE, List.of(60e6), Double.NaN));
        return new RatioTable(List.copyOf(results.values()));
    }

    private void measureAll() throws IOException {
        List<String> ids = Operations.ids();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            progress.printf("%d of %d: %s%n", i + 1, ids.size(), id);
            run(id, named(id));
        }
        ask(ProgramSpeed.OPENSSL);
        ask(ProgramSpeed.GMSSL);
    }

    private ChainedOptionsBuilder chosen() {
        ChainedOptionsBuilder chosen = new OptionsBuilder().parent(options);
        options.getIncludes().forEach(chosen::include);
        return chosen;
    }

    /** For JMH, whose names begin with the package. */
    static String pattern(String benchmark) {
        return "\\." + Pattern.quote(benchmark) + "$";
    }

    /** As the id says it: class and method, then name and value of each parameter. */
    private ChainedOptionsBuilder named(String id) {
        String[] words = id.split(" ", -1);
        ChainedOptionsBuilder named = new OptionsBuilder().parent(options).include(pattern(words[0]));
        for (String parameter : Arrays.asList(words).subList(1, words.length)) {
            String[] pair = parameter.split("=", 2);
            named.param(pair[0], pair[1]);
        }
        return named;
    }

    private void run(String name, ChainedOptionsBuilder chosen) {
        try {
            chosen.forks(Math.min(1, forks()))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .timeUnit(TimeUnit.MICROSECONDS);
            for (RunResult result : new Runner(chosen.build()).run()) {
                add(Measured.of(result));
            }
        } catch (RunnerException e) {
            progress.printf("left out, since it failed: %s (%s)%n", name, e.getMessage());
            leftOut.add(name);
        }
    }

    private void add(Measured measured) {
        results.merge(measured.id(), measured, Measured::and);
    }

    private void ask(ProgramSpeed program) throws IOException {
        List<Measured> measured = program.measure();
        if (measured.isEmpty()) {
            progress.printf("left out: no %s that answers to speed sm2 is installed%n", program.program());
        }
        measured.forEach(this::add);
    }
}
