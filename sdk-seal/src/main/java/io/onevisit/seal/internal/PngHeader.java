package io.onevisit.seal.internal;

import io.onevisit.core.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

/** IHDR of a PNG picture, W3C PNG, clause 11.2.1. */
record PngHeader(int width, int height, int depth, int colour, boolean interlaced) {
    static final int PALETTE = 3;

    private static final int OCTETS = 13;
    private static final int MAX_PIXELS_A_SIDE = 4096;

    /** The depths that each colour type may have. */
    private static final Map<Integer, Set<Integer>> DEPTHS = Map.of(
            0,
            Set.of(1, 2, 4, 8, 16),
            2,
            Set.of(8, 16),
            PALETTE,
            Set.of(1, 2, 4, 8),
            4,
            Set.of(8, 16),
            6,
            Set.of(8, 16));

    private static final Map<Integer, Integer> SAMPLES = Map.of(0, 1, 2, 3, PALETTE, 1, 4, 2, 6, 4);

    static PngHeader read(ByteBuffer content) {
        require(content.remaining() == OCTETS, "has a header of another length");
        int width = content.getInt();
        int height = content.getInt();
        require(width >= 1 && width <= MAX_PIXELS_A_SIDE, "has a width out of bounds");
        require(height >= 1 && height <= MAX_PIXELS_A_SIDE, "has a height out of bounds");
        int depth = content.get();
        int colour = content.get();
        boolean known = DEPTHS.getOrDefault(colour, Set.of()).contains(depth);
        int compression = content.get();
        int filter = content.get();
        int interlace = content.get();
        boolean methods = compression == 0 && filter == 0 && (interlace == 0 || interlace == 1);
        require(known && methods, "has a form that is not allowed");
        return new PngHeader(width, height, depth, colour, interlace == 1);
    }

    int bitsPerPixel() {
        return SAMPLES.getOrDefault(colour, 0) * depth;
    }

    boolean allowsPalette() {
        return colour == 2 || colour == PALETTE || colour == 6;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(Png.FORMAT, problem);
        }
    }
}
