package io.onevisit.examples.consumer;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Takes down what the guides' code prints. */
final class Printed {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    /** In place of {@code System.out}. */
    final PrintStream out = new PrintStream(octets, true, StandardCharsets.UTF_8);

    @Override
    public String toString() {
        return octets.toString(StandardCharsets.UTF_8);
    }
}
