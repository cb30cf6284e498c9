package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a PNG picture (W3C PNG) of one colour that covers more or less: a palette of 256 degrees. ImageIO would start a
 * thread that stays.
 */
public final class PngWriter {
    private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte PALETTE = 3;
    private static final int DEGREES = 256;
    private static final double METRES_PER_INCH = 0.0254;

    private final ByteArrayOutputStream png = new ByteArrayOutputStream();

    private PngWriter() {}

    /**
     * The picture.
     *
     * @param rgb the colour, sRGB
     * @param ink for each pixel, row by row, how much of it is covered: 0 is transparent, 255 opaque
     * @param dotsPerInch pixels to an inch on paper, written into {@code pHYs}
     */
    public static Bytes write(int width, int height, int rgb, byte[] ink, int dotsPerInch) {
        PngWriter writer = new PngWriter();
        writer.png.writeBytes(MAGIC);
        writer.chunk("IHDR", header(width, height));
        writer.chunk("PLTE", colours(rgb));
        writer.chunk("tRNS", degrees());
        writer.chunk("pHYs", density(dotsPerInch));
        writer.chunk("IDAT", deflated(rows(width, height, ink)));
        writer.chunk("IEND", new byte[0]);
        return Bytes.of(writer.png.toByteArray());
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

    private static byte[] density(int dotsPerInch) {
        int perMetre = (int) Math.round(dotsPerInch / METRES_PER_INCH);
        return ByteBuffer.allocate(9)
                .putInt(perMetre)
                .putInt(perMetre)
                .put((byte) 1)
                .array();
    }

    /** Clause 9: each row behind the number of its filter, none. */
    private static byte[] rows(int width, int height, byte[] ink) {
        ByteBuffer rows = ByteBuffer.allocate(height * (1 + width));
        for (int y = 0; y < height; y++) {
            rows.put((byte) 0).put(ink, y * width, width);
        }
        return rows.array();
    }

    private static byte[] deflated(byte[] octets) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(octets);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private void chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        png.writeBytes(name);
        png.writeBytes(content);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
