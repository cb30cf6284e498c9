package io.onevisit.examples.benchmarks;

import io.onevisit.examples.ofdrw.Ofdrw;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * ofdrw in a JVM of its own, since it brings a Bouncy Castle that must not meet ours; its commands are those of {@link
 * Ofdrw}. A line there and back takes some tens of microseconds, which count as ofdrw's.
 */
final class OfdrwProcess implements AutoCloseable {
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    OfdrwProcess() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        this.process = new ProcessBuilder(
                        java, "-Xmx512m", "-Djava.awt.headless=true", "-cp", classPath(), Ofdrw.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String classPath() throws IOException {
        try (InputStream dependencies = Ofdrw.class.getResourceAsStream("classpath")) {
            Path own = Path.of(Ofdrw.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            String others = new String(Objects.requireNonNull(dependencies).readAllBytes(), StandardCharsets.UTF_8);
            return own + File.pathSeparator + others.strip();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** Does it, or says what ofdrw has against it. */
    boolean does(String command, Object... arguments) throws IOException {
        StringBuilder line = new StringBuilder(command);
        for (Object argument : arguments) {
            line.append('\t').append(argument);
        }
        commands.println(line);
        String answer = answers.readLine();
        if (!"OK".equals(answer)) {
            throw new IllegalStateException("ofdrw: " + answer);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        answers.close();
        process.destroy();
    }
}
