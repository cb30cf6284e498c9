package io.onevisit.core.qr;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Version;
import java.util.Random;

/** Random texts for a code of one version. */
final class Texts {
    private static final int FIRST_WITH_LONG_COUNT = 10;

    private Texts() {}

    /** Lower-case letters, so byte mode, as many as no smaller version holds. */
    static String of(int version, ErrorCorrection level, Random random) {
        int most = letters(version, level);
        int least = version == 1 ? 1 : letters(version - 1, level) + 1;
        return random.ints(least + random.nextInt(most - least + 1), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int letters(int version, ErrorCorrection level) {
        Version table = Version.getVersionForNumber(version);
        int correcting = table.getECBlocksForLevel(ErrorCorrectionLevel.valueOf(level.name()))
                .getTotalECCodewords();
        return table.getTotalCodewords() - correcting - (version < FIRST_WITH_LONG_COUNT ? 2 : 3);
    }
}
