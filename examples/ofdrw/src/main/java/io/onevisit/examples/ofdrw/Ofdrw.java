package io.onevisit.examples.ofdrw;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Does what it is told with ofdrw: a line on standard input is a command and its arguments, parted by tabs; the answer is
 * a line on standard output, {@code OK} or what ofdrw had against it. Ends with its input.
 */
public final class Ofdrw {
    private Ofdrw() {}

    /** Something ofdrw can do; its arguments are what follows the command. */
    @FunctionalInterface
    interface Command {
        void run(List<String> arguments) throws Exception;
    }

    /** Serves commands until there are none. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            answers.println(answer(Arrays.asList(line.split("\t", -1))));
        }
    }

    private static String answer(List<String> words) {
        try {
            command(words.get(0)).run(words.subList(1, words.size()));
            return "OK";
        } catch (Exception e) {
            return (e.getClass().getSimpleName() + ": " + e.getMessage()).replaceAll("\\s+", " ");
        }
    }

    private static Command command(String name) {
        return switch (name) {
            case "validate" -> Documents::validate;
            case "render" -> Documents::render;
            case "sign-1" -> Version1::sign;
            case "seal-1" -> Version1::seal;
            case "sign-4" -> Version4::sign;
            case "seal-4" -> Version4::seal;
            default -> throw new IllegalArgumentException("no such command");
        };
    }
}
