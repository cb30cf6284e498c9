package io.onevisit.core.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a picture of two colours as PNG, ISO/IEC 15948: greyscale of one bit, where 1 is white. */
public final class OneBitPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] ONE_BIT_GREY = {1, 0, 0, 0, 0};
    private static final byte UNIT_IS_METRE = 1;

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
        chunk(png, "IDAT", deflate(lines));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
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
