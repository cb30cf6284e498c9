package io.onevisit.core.qr;

/**
 * The modules of one code and of the quiet zone around it, a bit for each; a dark one is 1. A line is a row of these bits,
 * the leftmost in the lowest bit of its first word, with a word of zeros behind it. Not changed once it is given away.
 */
final class ModuleGrid {
    /** Modules left light on every side, ISO/IEC 18004 clause 6.3.8. */
    static final int QUIET_ZONE = 4;

    private final int size;
    private final int stride;
    private final long[] words;

    /** All light, {@code size} modules on each side without the quiet zone. */
    ModuleGrid(int size) {
        this.size = size;
        this.stride = (size + 2 * QUIET_ZONE + Long.SIZE - 1) / Long.SIZE + 1;
        this.words = new long[(size + 2 * QUIET_ZONE) * stride];
    }

    /** Modules on each side without the quiet zone. */
    int size() {
        return size;
    }

    /** Words from one line to the next. */
    int stride() {
        return stride;
    }

    /** Lines with those of the quiet zone. */
    int lines() {
        return size + 2 * QUIET_ZONE;
    }

    /** The words of all lines, one line behind the other. */
    long[] words() {
        return words;
    }

    /** False for every place outside the code. */
    boolean dark(int column, int row) {
        boolean inside = column >= 0 && row >= 0 && column < size && row < size;
        return inside && (words[word(column, row)] & bit(column)) != 0;
    }

    void darken(int column, int row) {
        words[word(column, row)] |= bit(column);
    }

    void darken(int column, int row, int columns, int rows) {
        for (int y = row; y < row + rows; y++) {
            for (int x = column; x < column + columns; x++) {
                darken(x, y);
            }
        }
    }

    void turn(int column, int row) {
        words[word(column, row)] ^= bit(column);
    }

    private int word(int column, int row) {
        return (row + QUIET_ZONE) * stride + (column + QUIET_ZONE) / Long.SIZE;
    }

    private static long bit(int column) {
        return 1L << (column + QUIET_ZONE);
    }
}
