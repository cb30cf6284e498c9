package io.onevisit.core.qr;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** ISO/IEC 18004 table 11 module by module, with the readings of rule 3 that are in use. */
enum SlowPenalty {
    /** Runs of exactly 1, 1, 3, 1 and 1 modules, 4 light ones of the symbol before or behind: once. */
    STANDARD {
        @Override
        int patterns(int[] runs, int i) {
            boolean pattern = isPattern(runs, i, 1);
            return pattern && (runs[i - 1] >= 4 || runs[i + 5] >= 4) ? 1 : 0;
        }
    },

    /** ZXing 3.5.4: the dark run at the end away from the light may be longer than one module. */
    ZXING {
        @Override
        int patterns(int[] runs, int i) {
            boolean middle = runs[i + 1] == 1 && runs[i + 2] == 3 && runs[i + 3] == 1;
            boolean lightBefore = runs[i] == 1 && runs[i - 1] >= 4;
            boolean lightBehind = runs[i + 4] == 1 && runs[i + 5] >= 4;
            return middle && (lightBefore || lightBehind) ? 1 : 0;
        }
    },

    /** Nayuki 1.8.0: any multiple of the ratio too, twice with light on both sides, and the quiet zone is light. */
    NAYUKI {
        @Override
        int lightOutside() {
            return 4 * 177;
        }

        @Override
        int patterns(int[] runs, int i) {
            int unit = runs[i + 1];
            int before = runs[i - 1];
            int behind = runs[i + 5];
            boolean pattern = isPattern(runs, i, unit);
            return (pattern && before >= 4 * unit && behind >= unit ? 1 : 0)
                    + (pattern && behind >= 4 * unit && before >= unit ? 1 : 0);
        }
    },

    /** The other three rules. */
    WITHOUT_RULE_3 {
        @Override
        int patterns(int[] runs, int i) {
            return 0;
        }
    };

    int lightOutside() {
        return 0;
    }

    /** Around the dark run {@code i}; runs come in turn, light first and last. */
    abstract int patterns(int[] runs, int i);

    private static boolean isPattern(int[] runs, int i, int unit) {
        return runs[i] == unit
                && runs[i + 1] == unit
                && runs[i + 2] == 3 * unit
                && runs[i + 3] == unit
                && runs[i + 4] == unit;
    }

    int of(ModuleGrid code) {
        int penalty = blocks(code) + imbalance(code);
        for (int line = 0; line < code.size(); line++) {
            int at = line;
            penalty += ofLine(IntStream.range(0, code.size()).map(i -> code.dark(i, at) ? 1 : 0));
            penalty += ofLine(IntStream.range(0, code.size()).map(i -> code.dark(at, i) ? 1 : 0));
        }
        return penalty;
    }

    /** The mask that wins; of several the first. */
    int choice(ModuleGrid underMask0, int version) {
        return IntStream.range(0, 8)
                .boxed()
                .min(Comparator.comparingInt(mask -> of(DataMask.under(mask, underMask0, version))))
                .orElseThrow();
    }

    private int ofLine(IntStream modules) {
        int[] runs = runs(modules.toArray());
        int penalty =
                Arrays.stream(runs).filter(run -> run >= 5).map(run -> run - 2).sum();
        runs[0] += lightOutside();
        runs[runs.length - 1] += lightOutside();
        for (int i = 1; i + 5 < runs.length; i += 2) {
            penalty += 40 * patterns(runs, i);
        }
        return penalty;
    }

    /** Light and dark in turn, light first and last, of no modules where there are none. */
    private static int[] runs(int[] modules) {
        int[] runs = new int[modules.length + 2];
        int last = 0;
        for (int module : modules) {
            if (module != last % 2) {
                last++;
            }
            runs[last]++;
        }
        return Arrays.copyOf(runs, last % 2 == 0 ? last + 1 : last + 2);
    }

    private static int blocks(ModuleGrid code) {
        int blocks = 0;
        for (int row = 1; row < code.size(); row++) {
            for (int column = 1; column < code.size(); column++) {
                boolean dark = code.dark(column, row);
                boolean same = dark == code.dark(column - 1, row)
                        && dark == code.dark(column, row - 1)
                        && dark == code.dark(column - 1, row - 1);
                blocks += same ? 1 : 0;
            }
        }
        return 3 * blocks;
    }

    private static int imbalance(ModuleGrid code) {
        int dark = 0;
        for (int row = 0; row < code.size(); row++) {
            for (int column = 0; column < code.size(); column++) {
                dark += code.dark(column, row) ? 1 : 0;
            }
        }
        int all = code.size() * code.size();
        int steps = 0;
        while (Math.abs(100 * dark - 50 * all) >= 5 * (steps + 1) * all) {
            steps++;
        }
        return 10 * steps;
    }
}
