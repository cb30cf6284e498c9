package io.onevisit.core.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Writes a picture of two colours as PNG, ISO/IEC 15948: greyscale of one bit, where 1 is white. */
public final class OneBitPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] ONE_BIT_GREY = {1, 0, 0, 0, 0};
    private static final byte UNIT_IS_METRE = 1;

    /** Signature, header, resolution, and length and type of the lines. */
    private static final int BEFORE_LINES = 8 + 25 + 21 + 8;

    /** Checksum of the lines, and the end. */
    private static final int AFTER_LINES = 4 + 12;

    private OneBitPng() {}

    /** The eight octets that every PNG starts with. */
    public static byte[] signature() {
        return SIGNATURE.clone();
    }

    /**
     * The file.
     *
     * @param lines a filter octet of 0 and the pixels of each line, eight to an octet, the leftmost in the highest bit
     */
    public static byte[] write(int width, int height, int dotsPerInch, byte[] lines) {
        return file(width, height, dotsPerInch, deflate(lines));
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
        int dotsPerMetre = Math.toIntExact(Math.round(dotsPerInch / 0.0254));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(ONE_BIT_GREY)
                        .array());
        chunk(
                png,
                "pHYs",
                ByteBuffer.allocate(9)
                        .putInt(dotsPerMetre)
                        .putInt(dotsPerMetre)
                        .put(UNIT_IS_METRE)
                        .array());
        chunk(png, "IDAT", compressed);
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
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

    /** {@code octets} in the format of RFC 1950. */
    public static byte[] deflate(byte[] octets) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(octets);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] typeAndData = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(typeAndData);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
