package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onevisit.examples.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client made of the guide's own lines talks to the sandbox, and finds what it should find. */
class PlatformByHandTest {
    private static final Path GUIDE = Path.of("..", "..", "docs", "platform-by-hand.md");
    private static final Pattern BLOCK = Pattern.compile("^```bash\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path folder;

    @BeforeAll
    static void needs_the_tools_of_the_guide() throws Exception {
        for (List<String> tool : List.of(
                List.of("bash", "--version"),
                List.of("curl", "--version"),
                List.of("bash", "-c", "openssl version | grep -E '^OpenSSL [3-9]'"))) {
            assumeTrue(run(Path.of("."), tool).status == 0, String.join(" ", tool));
        }
    }

    @Test
    void the_guides_lines_read_write_and_verify() throws Exception {
        Ending ending = againstASandbox(blocks(GUIDE));

        assertThat(ending.status).as(ending.output).isZero();
        assertThat(ending.output.lines().filter("Signature Verified Successfully"::equals))
                .hasSize(4);
        assertThat(ending.output)
                .contains(
                        "200 {\"result\":\"FOUND\"",
                        "李明轩",
                        "\"state\":\"OPEN\"",
                        "404 {\"type\":\"urn:onevisit:problem:not-found\"")
                .doesNotContain("householdAddress");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"@method\": POST|\"@method\": PUT|401 {\"type\":\"urn:onevisit:problem:bad-signature\"",
                "nonce=$(openssl rand 18|nonce=$(openssl rand 9|401 {\"type\":\"urn:onevisit:problem:bad-signature\"",
                "created=$(date +%s)|created=$(($(date +%s) - 400))|401 {\"type\":\"urn:onevisit:problem:bad-signature\""
            })
    void a_request_signed_otherwise_is_refused(String line, String instead, String answer) throws Exception {
        assertThat(againstASandbox(changed(line, instead)).output).contains(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys/platform.p12|keys/bank.p12",
                "    printf '\"@status\": %s|    status=201; printf '\"@status\": %s",
                "\"$signature\" \"$given\" >>|\"${signature/[A-M]/Z}\" \"$given\" >>",
                "verify() {|verify() { printf ' ' >> reply.json"
            })
    void a_reply_that_is_not_the_platforms_to_this_request_does_not_pass(String line, String instead) throws Exception {
        Ending ending = againstASandbox(changed(line, instead));

        assertThat(ending.status).isNotZero();
        assertThat(ending.output).doesNotContain("FOUND");
    }

    @Test
    void the_chinese_guide_has_the_same_lines() throws IOException {
        assertThat(blocks(GUIDE.resolveSibling("zh").resolve("platform-by-hand.md")))
                .isEqualTo(blocks(GUIDE));
    }

    private static String changed(String line, String instead) throws IOException {
        String script = blocks(GUIDE);
        assertThat(script).contains(line.replace("keys/", "$keys/"));
        return script.replace(line.replace("keys/", "$keys/"), instead.replace("keys/", "$keys/"));
    }

    private static String blocks(Path guide) throws IOException {
        return BLOCK.matcher(Files.readString(guide))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n"));
    }

    private Ending againstASandbox(String script) throws Exception {
        Path home = folder.resolve("sandbox");
        Path file = Files.writeString(folder.resolve("by-hand.sh"), script);
        try (Sandbox sandbox = Sandbox.start(home, 0, Clock.systemUTC(), Duration.ZERO)) {
            return run(
                    folder,
                    List.of(
                            "env",
                            "PLATFORM=" + sandbox.baseUri(),
                            "KEYS=" + home.resolve("keys").toAbsolutePath(),
                            "bash",
                            "-eu",
                            "-o",
                            "pipefail",
                            file.toAbsolutePath().toString()));
        }
    }

    private static Ending run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("by-hand", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ending(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Ending(-1, "no such command");
        } finally {
            Files.delete(output);
        }
    }

    private record Ending(int status, String output) {}
}
