package io.onevisit.core.qr;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.detector.FinderPatternFinder;

/**
 * Counts what may be finder patterns, ISO/IEC 18004 clause 6.3.3, in time that grows with the pixels alone. Reading codes
 * takes time that grows with the third power of their number, so they are counted before. For one thread.
 */
final class FinderPatterns extends FinderPatternFinder {
    /** Dark, light, dark, light, dark, in the widths 1, 1, 3, 1, 1. */
    private static final int RUNS = 5;

    private final int enough;

    private FinderPatterns(BitMatrix picture, int enough) {
        super(picture);
        this.enough = enough;
    }

    /** How many there are, or a number above {@code most} where there are more. */
    static int count(BitMatrix picture, int most) {
        FinderPatterns patterns = new FinderPatterns(picture, most + 1);
        for (int row = 0; row < picture.getHeight() && !patterns.areEnough(); row++) {
            patterns.scan(row);
        }
        return patterns.getPossibleCenters().size();
    }

    private boolean areEnough() {
        return getPossibleCenters().size() >= enough;
    }

    private void scan(int row) {
        BitMatrix picture = getImage();
        int[] runs = new int[RUNS];
        boolean dark = false;
        for (int column = 0; column <= picture.getWidth() && !areEnough(); column++) {
            boolean ended = column == picture.getWidth() || picture.get(column, row) != dark;
            if (ended) {
                if (dark && foundPatternCross(runs)) {
                    handlePossibleCenter(runs.clone(), row, column);
                }
                System.arraycopy(runs, 1, runs, 0, RUNS - 1);
                runs[RUNS - 1] = 0;
                dark = !dark;
            }
            runs[RUNS - 1]++;
        }
    }
}
