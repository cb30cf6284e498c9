package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.examples.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library leaves the JVM it runs in alone. Asked of a JVM of its own, in which nothing else has happened. */
class HostJvmTest {
    @Test
    void providers_defaults_properties_and_threads_are_what_they_were_after_everything_was_used(@TempDir Path folder)
            throws Exception {
        try (Sandbox sandbox = Sandbox.start(folder, 0, Clock.systemUTC(), Duration.ZERO)) {
            String printed = run(HostJvm.class.getName(), sandbox.baseUri().toString(), folder.toString());

            assertThat(printed).isEqualTo("record, licence, seal, code; nothing has changed\n");
        }
    }

    @Test
    void a_change_would_be_seen(@TempDir Path folder) throws Exception {
        try (Sandbox sandbox = Sandbox.start(folder, 0, Clock.systemUTC(), Duration.ZERO)) {
            String printed = run(HostJvm.class.getName(), sandbox.baseUri().toString(), folder.toString(), "meddle");

            assertThat(printed)
                    .contains("providers", "default locale", "default time zone", "system properties")
                    .contains("thread left-behind");
        }
    }

    private static String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
