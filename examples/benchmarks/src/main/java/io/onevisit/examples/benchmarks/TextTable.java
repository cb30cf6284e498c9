package io.onevisit.examples.benchmarks;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cells under columns, every row as long as the columns. */
record TextTable(List<String> columns, List<List<String>> rows) {
    private static final Set<String> WORDS = Set.of("operation", "beside");

    /** For a terminal: words to the left, numbers to the right. */
    String aligned() {
        return lines().map(this::aligned).collect(Collectors.joining("\n"));
    }

    private Stream<List<String>> lines() {
        return Stream.concat(Stream.of(columns), rows.stream());
    }

    private String aligned(List<String> row) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> aligned(row.get(column), column))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private String aligned(String cell, int column) {
        int width = lines().mapToInt(row -> row.get(column).length()).max().orElse(0);
        String blanks = " ".repeat(width - cell.length());
        return WORDS.contains(columns.get(column)) ? cell + blanks : blanks + cell;
    }

    String markdown() {
        List<String> rule = columns.stream().map(column -> "---").toList();
        return Stream.concat(Stream.of(columns, rule), rows.stream())
                .map(row -> "| " + String.join(" | ", row) + " |")
                .collect(Collectors.joining("\n"));
    }
}
