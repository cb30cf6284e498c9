package io.onevisit.core.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Version;
import java.util.Arrays;

/**
 * How large a square in the middle of a code may be covered. Every codeword of which a module is covered counts as an error,
 * and half of the errors that a block can bear are left to dirt and light.
 */
final class LogoRoom {
    private LogoRoom() {}

    /** The largest safe square, in modules on each side; 0 where none is. */
    static int largest(int version, ErrorCorrection level) {
        int[] blocks = blocks(version, level);
        int[][] codewords = EncodingRegion.of(version).codewords();
        int most = safeErrors(version, level);
        int side = 1;
        while (isSafe(side, codewords, blocks, most)) {
            side += 2;
        }
        return Math.max(0, side - 2);
    }

    private static boolean isSafe(int side, int[][] codewords, int[] blocks, int most) {
        int from = (codewords.length - side) / 2;
        boolean[] covered = new boolean[blocks.length];
        int[] errors = new int[1 + Arrays.stream(blocks).max().orElse(0)];
        for (int row = from; row < from + side; row++) {
            for (int column = from; column < from + side; column++) {
                int codeword = codewords[row][column];
                if (codeword < 0) {
                    return false; // a function pattern
                }
                if (codeword < blocks.length && !covered[codeword]) {
                    covered[codeword] = true;
                    errors[blocks[codeword]]++;
                }
            }
        }
        return Arrays.stream(errors).allMatch(count -> count <= most);
    }

    /** Half of what ISO/IEC 18004 table 9 lets a block bear. */
    private static int safeErrors(int version, ErrorCorrection level) {
        int correcting = ecBlocks(version, level).getECCodewordsPerBlock() - misdecodeProtection(version, level);
        return correcting / 2 / 2;
    }

    /** Clause 7.5.1: codewords of small codes that only guard against a wrong reading. */
    private static int misdecodeProtection(int version, ErrorCorrection level) {
        return switch (version) {
            case 1 -> level == ErrorCorrection.L ? 3 : level == ErrorCorrection.M ? 2 : 1;
            case 2 -> level == ErrorCorrection.L ? 2 : 0;
            case 3 -> level == ErrorCorrection.L ? 1 : 0;
            default -> 0;
        };
    }

    /** Clause 7.6: the block of each codeword of the message, data first, then error correction, one of each block in turn. */
    private static int[] blocks(int version, ErrorCorrection level) {
        Version.ECBlocks layout = ecBlocks(version, level);
        int[] dataCodewords = Arrays.stream(layout.getECBlocks())
                .flatMapToInt(group -> Arrays.stream(new int[group.getCount()]).map(i -> group.getDataCodewords()))
                .toArray();
        int[] blocks = new int[Version.getVersionForNumber(version).getTotalCodewords()];
        int next = 0;
        for (int i = 0; i < Arrays.stream(dataCodewords).max().orElse(0); i++) {
            for (int block = 0; block < dataCodewords.length; block++) {
                if (i < dataCodewords[block]) {
                    blocks[next++] = block;
                }
            }
        }
        for (int i = 0; next < blocks.length; i++) {
            blocks[next++] = i % dataCodewords.length;
        }
        return blocks;
    }

    private static Version.ECBlocks ecBlocks(int version, ErrorCorrection level) {
        return Version.getVersionForNumber(version).getECBlocksForLevel(ErrorCorrectionLevel.valueOf(level.name()));
    }
}
