package io.onevisit.examples.verifier;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param trust whom to trust, or null for nobody
 * @param trustAge how old the entries of issuers may be, or null for any age
 * @param status status lists, or null for none
 * @param at the moment to judge, or null for now
 * @param holder the code that the licence must be for, or null when anybody's will do
 * @param json one JSON object a file instead of a report to read
 * @param chinese the report's language, unless {@code json}
 * @param files what to verify
 */
record Arguments(
        @Nullable Path trust,
        @Nullable Duration trustAge,
        @Nullable Path status,
        @Nullable Instant at,
        @Nullable String holder,
        boolean json,
        boolean chinese,
        List<Path> files) {

    /** Reads the command line; {@code chinese} is the language unless {@code --lang} names one. */
    static Arguments parse(List<String> words, boolean chinese) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(words);
        Path trust = null;
        Duration trustAge = null;
        Path status = null;
        Instant at = null;
        String holder = null;
        boolean json = false;
        boolean inChinese = chinese;
        List<Path> files = new ArrayList<>();
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--trust" -> trust = Path.of(value(word, rest));
                case "--trust-age" -> trustAge = days(value(word, rest));
                case "--status" -> status = Path.of(value(word, rest));
                case "--at" -> at = instant(value(word, rest));
                case "--holder" -> holder = value(word, rest);
                case "--lang" -> inChinese = language(value(word, rest));
                case "--json" -> json = true;
                default -> files.add(file(word));
            }
        }
        if (files.isEmpty()) {
            throw new UsageException("name at least one file");
        }
        return new Arguments(trust, trustAge, status, at, holder, json, inChinese, List.copyOf(files));
    }

    private static String value(String option, Deque<String> rest) throws UsageException {
        if (rest.isEmpty()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.pop();
    }

    private static Duration days(String text) throws UsageException {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new UsageException("--trust-age needs a number of days");
        }
        return Duration.ofDays(Long.parseLong(text));
    }

    private static Instant instant(String text) throws UsageException {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException("--at needs a time such as 2026-11-21T08:00:00Z");
        }
    }

    private static boolean language(String text) throws UsageException {
        return switch (text) {
            case "zh" -> true;
            case "en" -> false;
            default -> throw new UsageException("--lang is zh or en");
        };
    }

    private static Path file(String word) throws UsageException {
        if (word.startsWith("--")) {
            throw new UsageException("there is no such option");
        }
        return Path.of(word);
    }
}
