package io.onevisit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That a run comes to a table, and where that goes. */
class SpeedTest {
    private static final String[] SHORTEST = {"-f", "0", "-wi", "0", "-i", "1", "-r", "1ms"};

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    private RatioTable measure(String pattern) throws Exception {
        String[] arguments = new String[SHORTEST.length + 1];
        arguments[0] = pattern;
        System.arraycopy(SHORTEST, 0, arguments, 1, SHORTEST.length);
        return new Speed(new PrintStream(progress, true, StandardCharsets.UTF_8), arguments).measure();
    }

    @Test
    void measures_what_a_pattern_names_and_tells_how_far_it_is() throws Exception {
        assertThat(measure("Parsing.c").markdown())
                .containsPattern(
                        "\\| citizen number parsed \\| [0-9.,]+ \\| - \\| [0-9.,]+ \\| Hutool \\| [0-9.,]+ \\| [0-9.,]+ \\| [0-9.]+ \\|")
                .contains("| Parsing.citizenIdOf15Digits |");
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("round 1 of 1");
    }

    @Test
    void what_cannot_be_run_is_told_of_and_left_out() throws Exception {
        assertThat(measure("NoSuchBenchmark").markdown()).doesNotContain("NoSuchBenchmark");
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("left out, since it failed: NoSuchBenchmark");
    }

    @ParameterizedTest
    @MethodSource("io.onevisit.examples.benchmarks.Operations#ids")
    void every_id_of_the_table_names_one_benchmark(String id) throws Exception {
        String benchmark = id.split(" ", 2)[0];

        OutputFormat silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(progress, true, StandardCharsets.UTF_8), VerboseMode.SILENT);
        assertThat(BenchmarkList.defaultList().find(silent, List.of(Speed.pattern(benchmark)), List.of()))
                .singleElement()
                .satisfies(found -> assertThat(found.getUsername()).endsWith("." + benchmark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Parsing", "-p picture=1", "-wi 0", "-f 1 -wi"})
    void writes_nothing_but_the_whole_table(String options, @TempDir Path folder) {
        String[] arguments = ("--write " + folder + " " + options).split(" ");

        assertThatIllegalArgumentException().isThrownBy(() -> Speed.main(arguments));
    }

    @Test
    void measures_nothing_for_pages_that_are_not_there(@TempDir Path folder) {
        assertThatThrownBy(() -> Speed.main("--write", folder.toString())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void reads_what_openssl_says() {
        String said = """
                version: 3.0.19
                                              sign    verify    sign/s verify/s
                 256 bits SM2 (CurveSM2)   0.0004s   0.0005s   2500.0   2000.0
                """;

        assertThat(ProgramSpeed.OPENSSL.read(said))
                .extracting(Measured::id, measured -> measured.time().median())
                .containsExactly(tuple("openssl.sign", 400.0), tuple("openssl.verify", 500.0));
    }

    @Test
    void a_program_that_is_not_there_or_knows_no_sm2_says_nothing() throws IOException {
        assertThat(new ProgramSpeed("no-such-program").measure()).isEmpty();
        assertThat(ProgramSpeed.GMSSL.read("gmssl: illegal option 'speed'\n")).isEmpty();
    }

    @Test
    void writes_a_block_into_a_page_and_leaves_the_rest(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("page.md"), "# Speed\n<!-- measured -->\nold\nold\n<!-- end -->\nrest\n");

        new Page(file).write("new");

        assertThat(file).hasContent("# Speed\n<!-- measured -->\nnew\n<!-- end -->\nrest\n");
        assertThat(new Page(file).block()).isEqualTo("new");
    }

    @Test
    void a_page_without_a_block_stays_as_it_is(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("page.md"), "# Speed\n<!-- measured -->\nold\n");

        assertThatIllegalArgumentException().isThrownBy(() -> new Page(file).write("new"));
        assertThat(file).hasContent("# Speed\n<!-- measured -->\nold\n");
    }
}
