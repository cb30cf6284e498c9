package io.onevisit.seal.internal;

import io.onevisit.core.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The pixels of a PNG picture as they are packed (W3C PNG, clauses 7 to 10): inflated piece by piece and thrown away, to
 * see that there are exactly the rows the header tells, each with a filter there is. For one picture, one thread.
 */
final class PngPixels implements AutoCloseable {
    /** Column and row of the first pixel, and the distance to the next, of each pass of clause 8.2. */
    private static final int[][] INTERLACED = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int LAST_FILTER = 4;

    private final PngHeader header;
    private final int[][] passes;
    private final Inflater inflater = new Inflater();
    private final byte[] piece = new byte[8192];

    private int pass = -1;
    private int rows;
    private long rowOctets;
    private long leftOfRow;

    PngPixels(PngHeader header) {
        this.header = header;
        this.passes = header.interlaced() ? INTERLACED : new int[][] {{0, 0, 1, 1}};
        nextPass();
    }

    /** Takes the content of the next IDAT. */
    void take(ByteBuffer packed) {
        inflater.setInput(packed);
        try {
            for (int inflated = inflater.inflate(piece); inflated > 0; inflated = inflater.inflate(piece)) {
                pass(inflated);
            }
        } catch (DataFormatException e) {
            throw wrong("pixels that are not compressed");
        }
        require(!inflater.needsDictionary() && inflater.getRemaining() == 0, "other pixels than its header tells");
    }

    /** Nothing may be missing. */
    void end() {
        require(inflater.finished() && isComplete(), "other pixels than its header tells");
    }

    private boolean isComplete() {
        return pass == passes.length;
    }

    private void pass(int inflated) {
        int at = 0;
        while (at < inflated) {
            require(!isComplete(), "other pixels than its header tells");
            if (leftOfRow == rowOctets + 1) {
                require((piece[at] & 0xff) <= LAST_FILTER, "a filter that does not exist");
            }
            int taken = (int) Math.min(inflated - at, leftOfRow);
            at += taken;
            leftOfRow -= taken;
            if (leftOfRow == 0) {
                nextRow();
            }
        }
    }

    private void nextRow() {
        leftOfRow = rowOctets + 1; // the filter comes first
        if (--rows == 0) {
            nextPass();
        }
    }

    /** The next pass that has pixels. */
    private void nextPass() {
        long columns;
        do {
            pass++;
            if (isComplete()) {
                return;
            }
            int[] next = passes[pass];
            columns = pixels(header.width(), next[0], next[2]);
            rows = pixels(header.height(), next[1], next[3]);
        } while (columns == 0 || rows == 0);
        rowOctets = (columns * header.bitsPerPixel() + 7) / 8;
        leftOfRow = rowOctets + 1;
    }

    private static int pixels(int side, int first, int step) {
        return side <= first ? 0 : (side - first + step - 1) / step;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw wrong(problem);
        }
    }

    private static MalformedMessageException wrong(String problem) {
        return new MalformedMessageException(Png.FORMAT, "has " + problem);
    }
}
