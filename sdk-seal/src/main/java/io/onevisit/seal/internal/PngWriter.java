package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.PngFile;
import io.onevisit.core.internal.Zlib;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * Writes a PNG picture (W3C PNG) of one colour that covers more or less: a palette of 256 degrees. ImageIO would start a
 * thread that stays.
 */
public final class PngWriter {
    private static final byte BITS = 8;
    private static final byte PALETTE = 3;
    private static final int DEGREES = 256;

    private PngWriter() {}

    /**
     * The picture.
     *
     * @param rgb the colour, sRGB
     * @param ink for each pixel, row by row, how much of it is covered: 0 is transparent, 255 opaque
     * @param dotsPerInch pixels to an inch on paper, written into {@code pHYs}
     */
    public static Bytes write(int width, int height, int rgb, byte[] ink, int dotsPerInch) {
        byte[] pixels = Zlib.deflate(rows(width, height, ink), Deflater.BEST_COMPRESSION);
        return Bytes.of(new PngFile()
                .chunk("IHDR", header(width, height))
                .chunk("PLTE", colours(rgb))
                .chunk("tRNS", degrees())
                .density(dotsPerInch)
                .chunk("IDAT", pixels)
                .end());
    }

    private static byte[] header(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(BITS)
                .put(PALETTE)
                .array();
    }

    private static byte[] colours(int rgb) {
        ByteBuffer colours = ByteBuffer.allocate(3 * DEGREES);
        for (int i = 0; i < DEGREES; i++) {
            colours.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
        }
        return colours.array();
    }

    private static byte[] degrees() {
        byte[] degrees = new byte[DEGREES];
        for (int i = 0; i < DEGREES; i++) {
            degrees[i] = (byte) i;
        }
        return degrees;
    }

    /** Clause 9: each row behind the number of its filter, none. */
    private static byte[] rows(int width, int height, byte[] ink) {
        ByteBuffer rows = ByteBuffer.allocate(height * (1 + width));
        for (int y = 0; y < height; y++) {
            rows.put((byte) 0).put(ink, y * width, width);
        }
        return rows.array();
    }
}
