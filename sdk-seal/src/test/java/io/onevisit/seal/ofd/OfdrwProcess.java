package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.examples.ofdrw.Ofdrw;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * ofdrw in a JVM of its own: it brings a Bouncy Castle that must not meet ours. Commands and their arguments are those of
 * {@link Ofdrw}; octets go through files in a folder of the caller's.
 */
final class OfdrwProcess implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;
    private int files;

    OfdrwProcess(Path folder) throws IOException {
        this.folder = folder;
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        this.process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-cp",
                        classPath(),
                        Ofdrw.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String classPath() throws IOException {
        try (InputStream dependencies = Ofdrw.class.getResourceAsStream("classpath")) {
            String own = Path.of(Ofdrw.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            String others = new String(Objects.requireNonNull(dependencies).readAllBytes(), StandardCharsets.UTF_8);
            return own + File.pathSeparator + others.strip();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** {@code OK}, or what ofdrw has against it. */
    String answer(String command, Object... arguments) {
        StringBuilder line = new StringBuilder(command);
        for (Object argument : arguments) {
            line.append('\t').append(argument instanceof Bytes octets ? file(octets) : argument);
        }
        commands.println(line);
        try {
            return Objects.requireNonNullElse(answers.readLine(), "no answer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the next result can be written. */
    Path nextFile() {
        return folder.resolve(files++ + ".tmp");
    }

    /** What a command that succeeded has written. */
    static Bytes read(Path file) {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Bytes octets) {
        try {
            return Files.write(nextFile(), octets.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        commands.close();
        answers.close();
        process.destroy();
    }
}
