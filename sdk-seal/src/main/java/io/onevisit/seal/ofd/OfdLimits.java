package io.onevisit.seal.ofd;

import io.onevisit.core.internal.Require;
import io.onevisit.seal.internal.ZipReader;

/**
 * How much of a document from outside is borne before it is refused (读取限制), whatever it says of itself. With the
 * standard limits no document of up to 64 MiB needs a heap of more than 256 MiB.
 *
 * @param octets of the document itself, up to 1 GiB
 * @param expanded octets of all its files together, up to 4 GiB
 * @param files how many files and folders it may have, up to 65,534
 * @param ratio how many times smaller than its content a file of more than 1 MiB may be packed, up to 1,000
 * @param file octets of a file that is read whole: XML, seals and signature values, up to 16 MiB
 */
public record OfdLimits(int octets, long expanded, int files, int ratio, int file) {
    private static final int MEBIBYTE = 1024 * 1024;

    public OfdLimits {
        requireBetween(octets, 1024 * MEBIBYTE, "octets");
        requireBetween(expanded, 4096L * MEBIBYTE, "expanded octets");
        requireBetween(files, 65_534, "files");
        requireBetween(ratio, 1000, "ratio");
        requireBetween(file, 16 * MEBIBYTE, "octets of a file");
    }

    /** 256 MiB, 512 MiB expanded, 16,384 files, a ratio of 200, 16 MiB for a file that is read whole. */
    public static OfdLimits standard() {
        return new OfdLimits(256 * MEBIBYTE, 512L * MEBIBYTE, 16_384, 200, 16 * MEBIBYTE);
    }

    ZipReader.Limits container() {
        return new ZipReader.Limits(octets, expanded, files, ratio);
    }

    private static void requireBetween(long value, long max, String what) {
        Require.that(value >= 1 && value <= max, what, "must be 1 to " + max);
    }
}
