package io.onevisit.core.qr;

/** The eight data mask patterns (掩模图形), ISO/IEC 18004 clause 7.8. */
final class DataMask {
    private static final int MASKS = 8;

    /** Rows after which every pattern comes again. */
    private static final int PERIOD = 12;

    private static final int MAX_WORDS = 3;
    private static final int FORMAT_BITS = 15;

    /** By mask, row in the period and word: what pattern 0 and this one do not have in common. */
    private static final long[][][] AGAINST_0 = new long[MASKS][PERIOD][MAX_WORDS];

    static {
        for (int mask = 0; mask < MASKS; mask++) {
            for (int row = 0; row < PERIOD; row++) {
                for (int bit = ModuleGrid.QUIET_ZONE; bit < MAX_WORDS * Long.SIZE; bit++) {
                    int column = bit - ModuleGrid.QUIET_ZONE;
                    if (turns(0, row, column) != turns(mask, row, column)) {
                        AGAINST_0[mask][row][bit / Long.SIZE] |= 1L << bit;
                    }
                }
            }
        }
    }

    private DataMask() {}

    /**
     * Clause 7.8.3: the code under the mask of the lowest penalty, of several the first.
     *
     * @param underMask0 the code under mask 0
     */
    static ModuleGrid best(ModuleGrid underMask0, int version) {
        ModuleGrid best = underMask0;
        int lowest = MaskPenalty.of(underMask0);
        for (int mask = 1; mask < MASKS; mask++) {
            ModuleGrid code = under(mask, underMask0, version);
            int penalty = MaskPenalty.of(code);
            if (penalty < lowest) {
                best = code;
                lowest = penalty;
            }
        }
        return best;
    }

    /** Changes the mask of the data, and what the format information says of it. */
    static ModuleGrid under(int mask, ModuleGrid underMask0, int version) {
        ModuleGrid code = new ModuleGrid(underMask0.size());
        long[] before = underMask0.words();
        long[] region = EncodingRegion.of(version).modules().words();
        long[] after = code.words();
        int stride = code.stride();
        for (int line = ModuleGrid.QUIET_ZONE; line < code.lines() - ModuleGrid.QUIET_ZONE; line++) {
            long[] change = AGAINST_0[mask][(line - ModuleGrid.QUIET_ZONE) % PERIOD];
            for (int i = 0; i < stride - 1; i++) {
                int at = line * stride + i;
                after[at] = before[at] ^ (region[at] & change[i]);
            }
        }
        changeFormat(mask, code);
        return code;
    }

    /** Table 10: whether the pattern turns a module. */
    private static boolean turns(int mask, int i, int j) {
        return switch (mask) {
            case 0 -> (i + j) % 2 == 0;
            case 1 -> i % 2 == 0;
            case 2 -> j % 3 == 0;
            case 3 -> (i + j) % 3 == 0;
            case 4 -> (i / 2 + j / 3) % 2 == 0;
            case 5 -> i * j % 2 + i * j % 3 == 0;
            case 6 -> (i * j % 2 + i * j % 3) % 2 == 0;
            case 7 -> ((i + j) % 2 + i * j % 3) % 2 == 0;
            default -> throw new IllegalArgumentException("no such mask");
        };
    }

    /**
     * Clause 7.9.1 and figure 25. The code of the format information is linear, so what two masks do not have in common
     * is the same at every level.
     */
    private static void changeFormat(int mask, ModuleGrid code) {
        int change = formatCode(mask);
        int size = code.size();
        for (int bit = 0; bit < FORMAT_BITS; bit++) {
            if ((change >> bit & 1) == 0) {
                continue;
            }
            int beside = FORMAT_BITS - 1 - bit; // along row 8, in the upper left corner
            if (bit < 8) {
                code.turn(8, bit < 6 ? bit : bit + 1);
                code.turn(size - 1 - bit, 8);
            } else {
                code.turn(bit == 8 ? 7 : beside, 8);
                code.turn(8, size - FORMAT_BITS + bit);
            }
        }
    }

    /** Annex C: the code BCH (15,5) with the generator polynomial 10100110111. */
    private static int formatCode(int data) {
        int remainder = data << 10;
        for (int bit = FORMAT_BITS - 1; bit >= 10; bit--) {
            if ((remainder >> bit & 1) != 0) {
                remainder ^= 0b101_0011_0111 << (bit - 10);
            }
        }
        return data << 10 | remainder;
    }
}
