package io.onevisit.examples.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The jar that people run, as they run it. Only after packaging: the property names the jar. */
@EnabledIfSystemProperty(named = "verifier.jar", matches = ".+")
class RunnableJarTest {
    @TempDir
    static Path folder;

    private static GenuineFiles genuine;

    @BeforeAll
    static void makeGenuineFiles() throws IOException {
        genuine = GenuineFiles.in(folder);
    }

    private static String jar() {
        return System.getProperty("verifier.jar");
    }

    private record Run(int exitCode, String printed) {}

    private static Run java(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar()));
        command.addAll(List.of("--trust", genuine.trust.toString(), "--status", genuine.status.toString()));
        command.addAll(List.of("--at", GenuineFiles.NOW.toString(), "--lang", "zh"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), printed);
    }

    @Test
    void passes_everything_genuine() throws Exception {
        Run run = java(
                genuine.path(GenuineFiles.TOKEN).toString(),
                genuine.path(GenuineFiles.LICENCE_DOCUMENT).toString(),
                genuine.path(GenuineFiles.MASKED_PAPER).toString(),
                genuine.path(GenuineFiles.PAYMENT_CODE).toString());

        assertThat(run.printed()).contains("电子证照令牌", "结论: 通过").doesNotContain("不通过", "SLF4J", "WARN");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void fails_a_token_that_was_changed() throws Exception {
        String token = Files.readString(genuine.path(GenuineFiles.TOKEN));
        int place = token.indexOf('~') - 40;
        char other = token.charAt(place) == 'A' ? 'B' : 'A';
        Path forged = Files.writeString(
                folder.resolve("forged.sd-jwt"), token.substring(0, place) + other + token.substring(place + 1));

        Run run = java(forged.toString());

        assertThat(run.printed()).contains("✗ LICENCE_SIGNATURE", "结论: 不通过");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void holds_what_it_needs_and_no_signatures_of_the_jars_it_was_made_from() throws IOException {
        try (JarFile file = new JarFile(jar())) {
            List<String> names = file.stream().map(entry -> entry.getName()).toList();

            assertThat(file.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(Main.class.getName());
            assertThat(names)
                    .contains("io/onevisit/licence/LicenceVerifier.class", "io/onevisit/licence/licence-types.json")
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"))
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.contains("wiremock") || name.startsWith("io/onevisit/examples/sandbox"));
        }
    }
}
