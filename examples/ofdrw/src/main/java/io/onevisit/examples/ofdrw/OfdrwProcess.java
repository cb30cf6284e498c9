package io.onevisit.examples.ofdrw;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@link Ofdrw} in a JVM of its own, since it brings a Bouncy Castle that must not meet ours. A line there and back takes
 * some tens of microseconds. For one thread.
 */
public final class OfdrwProcess implements AutoCloseable {
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    /**
     * Starts it.
     *
     * @param options of the JVM
     */
    public OfdrwProcess(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-Djava.awt.headless=true", "-cp", classPath(), Ofdrw.class.getName()));
        this.process = new ProcessBuilder(command)
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

    /** Does it: {@code OK}, or what ofdrw has against it. */
    public String answer(String command, Object... arguments) throws IOException {
        StringBuilder line = new StringBuilder(command);
        for (Object argument : arguments) {
            line.append('\t').append(argument);
        }
        commands.println(line);
        return Objects.requireNonNullElse(answers.readLine(), "no answer");
    }

    @Override
    public void close() throws IOException {
        commands.close();
        answers.close();
        process.destroy();
    }
}
