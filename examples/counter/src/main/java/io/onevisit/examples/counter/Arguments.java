package io.onevisit.examples.counter;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param id an ID number instead of the application's, or null
 * @param matter a matter code instead of the application's, or null
 * @param jdbc the database, or null for H2 in a file
 * @param out where the results go, or null for a fresh folder below {@code target}
 * @param application an application file, or null for the one that ships with the example
 */
record Arguments(
        @Nullable String id,
        @Nullable String matter,
        @Nullable String jdbc,
        @Nullable Path out,
        @Nullable Path application) {
    static final String USAGE = "usage: visit [--id NUMBER] [--matter CODE] [--jdbc URL] [--out FOLDER] [APPLICATION]";

    /** Reads the command line; empty when it is not of the form that {@link #USAGE} shows. */
    static Optional<Arguments> parse(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        Arguments read = new Arguments(null, null, null, null, null);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (word.startsWith("--") ? rest.isEmpty() : read.application != null) {
                return Optional.empty();
            }
            switch (word) {
                case "--id" -> read = new Arguments(rest.pop(), read.matter, read.jdbc, read.out, read.application);
                case "--matter" -> read = new Arguments(read.id, rest.pop(), read.jdbc, read.out, read.application);
                case "--jdbc" -> read = new Arguments(read.id, read.matter, rest.pop(), read.out, read.application);
                case "--out" ->
                    read = new Arguments(read.id, read.matter, read.jdbc, Path.of(rest.pop()), read.application);
                default -> {
                    if (word.startsWith("--")) {
                        return Optional.empty();
                    }
                    read = new Arguments(read.id, read.matter, read.jdbc, read.out, Path.of(word));
                }
            }
        }
        return Optional.of(read);
    }
}
