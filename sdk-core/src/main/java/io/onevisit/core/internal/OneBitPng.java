package io.onevisit.core.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Writes a picture of two colours as PNG, ISO/IEC 15948: greyscale of one bit, where 1 is white. */
public final class OneBitPng {
    private static final byte[] ONE_BIT_GREY = {1, 0, 0, 0, 0};

    /** Signature, header, resolution, and length and type of the lines. */
    private static final int BEFORE_LINES = 8 + 25 + 21 + 8;

    /** Checksum of the lines, and the end. */
    private static final int AFTER_LINES = 4 + 12;

    private OneBitPng() {}

    /**
     * The file.
     *
     * @param lines a filter octet of 0 and the pixels of each line, eight to an octet, the leftmost in the highest bit
     */
    public static byte[] write(int width, int height, int dotsPerInch, byte[] lines) {
        return file(width, height, dotsPerInch, Zlib.deflate(lines, Deflater.BEST_SPEED));
    }

    /**
     * True when {@code png} is what {@link #write} gives for the rest, octet for octet but for the way in which the lines
     * are compressed, which differs between releases of zlib.
     */
    public static boolean isWrittenFrom(byte[] png, int width, int height, int dotsPerInch, byte[] lines) {
        if (png.length < BEFORE_LINES + AFTER_LINES) {
            return false;
        }
        byte[] compressed = Arrays.copyOfRange(png, BEFORE_LINES, png.length - AFTER_LINES);
        return Arrays.equals(png, file(width, height, dotsPerInch, compressed)) && inflatesTo(lines, compressed);
    }

    private static byte[] file(int width, int height, int dotsPerInch, byte[] compressed) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(ONE_BIT_GREY)
                .array();
        return new PngFile()
                .chunk("IHDR", header)
                .density(dotsPerInch)
                .chunk("IDAT", compressed)
                .end();
    }

    private static boolean inflatesTo(byte[] lines, byte[] compressed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] inflated = new byte[lines.length + 1];
            int length = 0;
            for (int count = 1; count > 0 && !inflater.finished(); length += count) {
                count = inflater.inflate(inflated, length, inflated.length - length);
            }
            return inflater.finished()
                    && inflater.getRemaining() == 0
                    && Arrays.equals(lines, Arrays.copyOf(inflated, length));
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }
}
