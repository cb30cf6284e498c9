package io.onevisit.core.qr;

import com.google.zxing.qrcode.decoder.Version;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Where the codewords stand in a code of one version, ISO/IEC 18004 clauses 6.3 and 7.7.3. Immutable. */
final class EncodingRegion {
    private static final int VERSIONS = 40;
    private static final int FIRST_WITH_VERSION_INFORMATION = 7;
    private static final int TIMING = 6;

    /** Modules of a corner that no codeword has: finder pattern, separator and format information. */
    private static final int CORNER = 9;

    private static final List<EncodingRegion> ALL =
            IntStream.rangeClosed(1, VERSIONS).mapToObj(EncodingRegion::new).toList();

    private final ModuleGrid functions;
    private final ModuleGrid modules;

    private EncodingRegion(int version) {
        this.functions = functions(version);
        this.modules = new ModuleGrid(functions.size());
        for (int row = 0; row < modules.size(); row++) {
            for (int column = 0; column < modules.size(); column++) {
                if (!functions.dark(column, row)) {
                    modules.darken(column, row);
                }
            }
        }
    }

    static EncodingRegion of(int version) {
        return ALL.get(version - 1);
    }

    /** A dark module here is one that a codeword, or a remainder bit, stands in. */
    ModuleGrid modules() {
        return modules;
    }

    /** Clause 6.3 and figures 19, 25 and 26: patterns, timing, alignment, format and version information. */
    private static ModuleGrid functions(int version) {
        int size = 17 + 4 * version;
        ModuleGrid grid = new ModuleGrid(size);
        grid.darken(0, 0, CORNER, CORNER);
        grid.darken(size - CORNER + 1, 0, CORNER - 1, CORNER);
        grid.darken(0, size - CORNER + 1, CORNER, CORNER - 1);
        grid.darken(TIMING, 0, 1, size);
        grid.darken(0, TIMING, size, 1);
        alignment(version, grid);
        if (version >= FIRST_WITH_VERSION_INFORMATION) {
            grid.darken(size - 11, 0, 3, 6);
            grid.darken(0, size - 11, 6, 3);
        }
        return grid;
    }

    /** Annex E; not where a finder pattern is. */
    private static void alignment(int version, ModuleGrid grid) {
        int last = grid.size() - 1 - TIMING;
        int[] centres = Version.getVersionForNumber(version).getAlignmentPatternCenters();
        for (int x : centres) {
            for (int y : centres) {
                boolean atFinder = (x == TIMING && (y == TIMING || y == last)) || (x == last && y == TIMING);
                if (!atFinder) {
                    grid.darken(x - 2, y - 2, 5, 5);
                }
            }
        }
    }

    /**
     * Clause 7.7.3: in which codeword of the message each module stands, by row and column; -1 for those of function
     * patterns. Remainder bits follow the last codeword.
     */
    int[][] codewords() {
        int size = modules.size();
        int[][] codewords = new int[size][size];
        Arrays.stream(codewords).forEach(row -> Arrays.fill(row, -1));
        int bits = 0;
        boolean upwards = true;
        for (int right = size - 1; right > 0; right -= 2) {
            if (right == TIMING) {
                right--;
            }
            for (int i = 0; i < size; i++) {
                int row = upwards ? size - 1 - i : i;
                for (int column = right; column >= right - 1; column--) {
                    if (modules.dark(column, row)) {
                        codewords[row][column] = bits++ / Byte.SIZE;
                    }
                }
            }
            upwards = !upwards;
        }
        return codewords;
    }
}
