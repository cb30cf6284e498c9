package io.onevisit.core.qr;

/**
 * How unlike chance a masked code looks (掩模评价), ISO/IEC 18004 clause 7.8.3.1 and table 11, over 64 modules at once.
 *
 * <p>The standard is taken by the letter: what is looked at is the whole symbol, to which the quiet zone does not belong; a
 * pattern of rule 3 has runs of exactly 1, 1, 3, 1 and 1 modules with 4 light ones of the symbol before or behind it, and
 * counts once.
 */
final class MaskPenalty {
    private static final int N1 = 3;
    private static final int N2 = 3;
    private static final int N3 = 40;
    private static final int N4 = 10;

    /** A pattern of rule 3 with four modules before and four behind it. */
    private static final int WINDOW = 15;

    private final int size;
    private final int stride;
    private final int start;
    private final int end;
    private final long[] dark;

    /** Modules of the same colour as the one to the right of them, and as the one below. */
    private final long[] likeRight;

    private final long[] likeBelow;

    private MaskPenalty(ModuleGrid code) {
        this.size = code.size();
        this.stride = code.stride();
        this.start = ModuleGrid.QUIET_ZONE * stride;
        this.end = start + size * stride;
        this.dark = code.words();
        this.likeRight = new long[dark.length];
        this.likeBelow = new long[dark.length];
        compare();
    }

    /** The lower the better. */
    static int of(ModuleGrid code) {
        MaskPenalty penalty = new MaskPenalty(code);
        return penalty.runs() + penalty.blocks() + penalty.finderPatterns() + penalty.imbalance();
    }

    private void compare() {
        for (int at = start; at < end; at++) {
            int word = at % stride;
            likeRight[at] = ~(dark[at] ^ right(dark, at, 1)) & firstColumns(size - 1, word);
            if (at + stride < end) {
                likeBelow[at] = ~(dark[at] ^ dark[at + stride]) & firstColumns(size, word);
            }
        }
    }

    /** In a word of any line, the bits of columns 0 to {@code count - 1} of the code. */
    private static long firstColumns(int count, int word) {
        return before(ModuleGrid.QUIET_ZONE + count - word * Long.SIZE)
                & ~before(ModuleGrid.QUIET_ZONE - word * Long.SIZE);
    }

    private static long before(int bit) {
        return bit >= Long.SIZE ? -1 : (1L << Math.max(0, bit)) - 1;
    }

    /** The modules so many places to the right of those of a word. */
    private static long right(long[] words, int at, int places) {
        return words[at] >>> places | words[at + 1] << 1 << (Long.SIZE - 1 - places);
    }

    /** Rule 1: 3 for five of one colour in a row or column, 1 for each one more. Five have four like the next. */
    private int runs() {
        int penalty = 0;
        long[] fours = new long[dark.length];
        for (int at = start; at < end; at++) {
            fours[at] = likeRight[at] & right(likeRight, at, 1) & right(likeRight, at, 2) & right(likeRight, at, 3);
            long starts = fours[at] & ~(fours[at] << 1 | fours[at - 1] >>> (Long.SIZE - 1));
            penalty += Long.bitCount(fours[at]) + (N1 - 1) * Long.bitCount(starts);
        }
        for (int at = start; at < end; at++) {
            fours[at] =
                    likeBelow[at] & likeBelow[at + stride] & likeBelow[at + 2 * stride] & likeBelow[at + 3 * stride];
            long starts = fours[at] & ~fours[at - stride];
            penalty += Long.bitCount(fours[at]) + (N1 - 1) * Long.bitCount(starts);
        }
        return penalty;
    }

    /** Rule 2: 3 for each block of 2 by 2 of one colour, however they overlap. */
    private int blocks() {
        int blocks = 0;
        for (int at = start; at < end; at++) {
            blocks += Long.bitCount(likeRight[at] & likeBelow[at] & likeRight[at + stride]);
        }
        return N2 * blocks;
    }

    /** Rule 3: 40 for each pattern 1:1:3:1:1 with four light modules before or behind it. */
    private int finderPatterns() {
        int patterns = 0;
        long[] window = new long[WINDOW];
        int windowsEnd =
                ModuleGrid.QUIET_ZONE + size - WINDOW + 1; // the first place whose window ends outside the symbol
        for (int at = start; at < end; at++) {
            for (int i = 0; i < WINDOW; i++) {
                window[i] = right(dark, at, i);
            }
            int firstBit = at % stride * Long.SIZE;
            long startsInside = ~before(ModuleGrid.QUIET_ZONE - firstBit);
            patterns += finderPatterns(window, startsInside, before(windowsEnd - firstBit));
        }
        for (int at = 0; at + (WINDOW - 1) * stride < dark.length; at++) {
            for (int i = 0; i < WINDOW; i++) {
                window[i] = dark[at + i * stride];
            }
            patterns += finderPatterns(window, at >= start ? -1 : 0, at < windowsEnd * stride ? -1 : 0);
        }
        return N3 * patterns;
    }

    /**
     * Counts the patterns in windows of 15 modules, one window for each bit: four, the pattern, four.
     *
     * @param startsInside the windows that start in the symbol
     * @param endsInside the windows that end in it
     */
    private static int finderPatterns(long[] w, long startsInside, long endsInside) {
        long pattern = ~w[3] & w[4] & ~w[5] & w[6] & w[7] & w[8] & ~w[9] & w[10] & ~w[11];
        long lightBefore = ~(w[0] | w[1] | w[2]) & startsInside;
        long lightBehind = ~(w[12] | w[13] | w[14]) & endsInside;
        return Long.bitCount(pattern & (lightBefore | lightBehind));
    }

    /** Rule 4: 10 for every whole 5 % that the dark modules are off a half of all. */
    private int imbalance() {
        int count = 0;
        for (int at = start; at < end; at++) {
            count += Long.bitCount(dark[at]);
        }
        int modules = size * size;
        return N4 * (Math.abs(2 * count - modules) * 10 / modules);
    }
}
