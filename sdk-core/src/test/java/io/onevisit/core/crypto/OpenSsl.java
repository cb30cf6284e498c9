package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The openssl program as a second implementation; tests that need it are left out where there is none. */
public final class OpenSsl {
    private final Path folder;

    private OpenSsl(Path folder) {
        this.folder = folder;
    }

    public static OpenSsl in(Path folder) throws Exception {
        assumeTrue(isInstalled(), "openssl 3 is not on this machine");
        return new OpenSsl(folder);
    }

    /** Runs it, asks for success, and returns what it printed. */
    String run(String... arguments) throws Exception {
        Process process = start(arguments);
        String printed = printed(process);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    /** Runs it and returns its exit code. */
    int exit(String... arguments) throws Exception {
        Process process = start(arguments);
        printed(process);
        return process.waitFor();
    }

    /** Starts it and leaves it running. */
    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String printed(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    public void write(String name, byte[] octets) throws IOException {
        Files.write(folder.resolve(name), octets);
    }

    public void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    String readText(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("openssl", "version")
                    .redirectErrorStream(true)
                    .start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && version.startsWith("OpenSSL 3");
        } catch (IOException e) {
            return false;
        }
    }
}
