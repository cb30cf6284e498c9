package io.onevisit.core.qr;

import io.onevisit.core.internal.OneBitPng;

/** Draws a QR code as PNG. */
final class QrPng {
    private QrPng() {}

    static byte[] write(QrCode code, int pixelsPerModule, int dotsPerInch) {
        int side = side(code, pixelsPerModule);
        return OneBitPng.write(side, side, dotsPerInch, scanlines(code, side, pixelsPerModule));
    }

    static boolean isWrittenFrom(byte[] png, QrCode code, int pixelsPerModule, int dotsPerInch) {
        int side = side(code, pixelsPerModule);
        return OneBitPng.isWrittenFrom(png, side, side, dotsPerInch, scanlines(code, side, pixelsPerModule));
    }

    private static int side(QrCode code, int pixelsPerModule) {
        return (code.size() + 2 * QrCode.QUIET_ZONE) * pixelsPerModule;
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
        int side = side(code, pixelsPerModule);
        for (int x = 0; x < side; x++) {
            if (!code.dark(x / pixelsPerModule - QrCode.QUIET_ZONE, row)) {
                lines[offset + x / 8] |= (byte) (0x80 >> x % 8);
            }
        }
    }
}
