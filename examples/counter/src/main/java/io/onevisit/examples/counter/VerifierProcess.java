package io.onevisit.examples.counter;

import io.onevisit.examples.verifier.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The offline verifier in a JVM of its own, which is given files and nothing else. */
final class VerifierProcess {
    private final Path trust;
    private final Path status;

    VerifierProcess(Path trust, Path status) {
        this.trust = trust;
        this.status = status;
    }

    /** What it prints, one JSON object for each file. */
    List<String> verify(List<Path> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--trust",
                trust.toString(),
                "--status",
                status.toString(),
                "--json"));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.lines().toList();
    }
}
