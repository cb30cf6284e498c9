package io.onevisit.core.qr;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a QR code as PNG, ISO/IEC 15948: greyscale of one bit, where 1 is white. */
final class QrPng {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final byte[] ONE_BIT_GREY = {1, 0, 0, 0, 0};
    private static final byte UNIT_IS_METRE = 1;

    private QrPng() {}

    static byte[] write(QrCode code, int pixelsPerModule, int dotsPerInch) {
        int side = (code.size() + 2 * QrCode.QUIET_ZONE) * pixelsPerModule;
        int dotsPerMetre = Math.toIntExact(Math.round(dotsPerInch / 0.0254));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header(side));
        chunk(
                png,
                "pHYs",
                ByteBuffer.allocate(9)
                        .putInt(dotsPerMetre)
                        .putInt(dotsPerMetre)
                        .put(UNIT_IS_METRE)
                        .array());
        chunk(png, "IDAT", deflate(scanlines(code, side, pixelsPerModule)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static byte[] header(int side) {
        return ByteBuffer.allocate(13)
                .putInt(side)
                .putInt(side)
                .put(ONE_BIT_GREY)
                .array();
    }

    /** Each line starts with filter type 0, which pays for one-bit pictures. */
    private static byte[] scanlines(QrCode code, int side, int pixelsPerModule) {
        byte[] lines = new byte[side * (1 + (side + 7) / 8)];
        int lineLength = lines.length / side;
        for (int y = 0; y < side; y++) {
            if (y % pixelsPerModule == 0) {
                drawLine(code, y / pixelsPerModule - QrCode.QUIET_ZONE, lines, y * lineLength + 1, pixelsPerModule);
            } else {
                System.arraycopy(lines, (y - 1) * lineLength, lines, y * lineLength, lineLength);
            }
        }
        return lines;
    }

    private static void drawLine(QrCode code, int row, byte[] lines, int offset, int pixelsPerModule) {
        int side = (code.size() + 2 * QrCode.QUIET_ZONE) * pixelsPerModule;
        for (int x = 0; x < side; x++) {
            if (!code.dark(x / pixelsPerModule - QrCode.QUIET_ZONE, row)) {
                lines[offset + x / 8] |= (byte) (0x80 >> x % 8);
            }
        }
    }

    private static byte[] deflate(byte[] octets) {
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
