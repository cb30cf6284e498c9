package io.onevisit.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of which one block is a run's, between {@code <!-- measured -->} and {@code <!-- end -->}. */
record Page(Path file) {
    private static final String START = "<!-- measured -->\n";
    private static final String END = "\n<!-- end -->";

    /** Puts {@code block} in the place of what is there. */
    void write(String block) throws IOException {
        String page = Files.readString(file);
        int start = start(page);
        Files.writeString(file, page.substring(0, start) + block + page.substring(page.indexOf(END, start)));
    }

    String block() throws IOException {
        String page = Files.readString(file);
        int start = start(page);
        return page.substring(start, page.indexOf(END, start));
    }

    private int start(String page) {
        int start = page.indexOf(START);
        if (start < 0 || page.indexOf(END, start) < 0) {
            throw new IllegalArgumentException(file + " has no block for what is measured");
        }
        return start + START.length();
    }
}
