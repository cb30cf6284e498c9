package io.onevisit.examples.counter;

import java.io.PrintStream;

/** Shows step by step how far the visit has come. */
final class Progress {
    private static final int STEPS = 8;

    private final PrintStream out;
    private int step;

    Progress(PrintStream out) {
        this.out = out;
    }

    void step(String zh, String en) {
        step++;
        out.println();
        out.println("[" + step + "/" + STEPS + "] " + zh + "  " + en);
    }

    void line(String text) {
        out.println("      " + text);
    }

    void picture(String text) {
        out.println(text);
    }
}
