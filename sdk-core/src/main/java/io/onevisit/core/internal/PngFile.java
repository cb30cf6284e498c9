package io.onevisit.core.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The frame of a PNG picture, ISO/IEC 15948: its signature and one chunk behind the other. For one thread. */
public final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final double METRES_PER_INCH = 0.0254;
    private static final byte UNIT_IS_METRE = 1;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    /** The beginning of a file. */
    public PngFile() {
        octets.writeBytes(SIGNATURE);
    }

    /** The eight octets that every PNG starts with. */
    public static byte[] signature() {
        return SIGNATURE.clone();
    }

    /** Adds a chunk; returns this. */
    public PngFile chunk(String type, byte[] data) {
        byte[] typeAndData = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        octets.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        octets.writeBytes(typeAndData);
        octets.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return this;
    }

    /** Adds how many pixels go to an inch on paper, {@code pHYs}; returns this. */
    public PngFile density(int dotsPerInch) {
        int dotsPerMetre = Math.toIntExact(Math.round(dotsPerInch / METRES_PER_INCH));
        return chunk(
                "pHYs",
                ByteBuffer.allocate(9)
                        .putInt(dotsPerMetre)
                        .putInt(dotsPerMetre)
                        .put(UNIT_IS_METRE)
                        .array());
    }

    /** Ends the file; its octets. */
    public byte[] end() {
        return chunk("IEND", new byte[0]).octets.toByteArray();
    }
}
