package io.onevisit.core.qr;

import io.onevisit.core.internal.OneBitPng;

/** The pixels of a code with its quiet zone, for PNG: one bit each, where 1 is white. For one thread. */
final class QrDrawing {
    private final int side;
    private final int lineLength;
    private final byte[] lines;

    QrDrawing(ModuleGrid modules, int pixelsPerModule) {
        this.side = modules.lines() * pixelsPerModule;
        this.lineLength = 1 + (side + 7) / 8; // a line starts with filter type 0, which pays for one-bit pictures
        this.lines = new byte[side * lineLength];
        for (int line = 0; line < modules.lines(); line++) {
            int y = line * pixelsPerModule;
            whitenLight(modules, line, y, pixelsPerModule);
            for (int copy = y + 1; copy < y + pixelsPerModule; copy++) {
                System.arraycopy(lines, y * lineLength, lines, copy * lineLength, lineLength);
            }
        }
    }

    private void whitenLight(ModuleGrid modules, int line, int y, int pixelsPerModule) {
        int row = line - ModuleGrid.QUIET_ZONE;
        int lightFrom = -ModuleGrid.QUIET_ZONE;
        for (int column = 0; column < modules.size(); column++) {
            if (modules.dark(column, row)) {
                whitenColumns(lightFrom, column, y, pixelsPerModule);
                lightFrom = column + 1;
            }
        }
        whitenColumns(lightFrom, modules.size() + ModuleGrid.QUIET_ZONE, y, pixelsPerModule);
    }

    private void whitenColumns(int fromColumn, int toColumn, int y, int pixelsPerModule) {
        int from = (fromColumn + ModuleGrid.QUIET_ZONE) * pixelsPerModule;
        whiten(from, y, (toColumn - fromColumn) * pixelsPerModule, 1);
    }

    void whiten(int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            int line = y * lineLength + 1;
            int x = left;
            while (x < left + width) {
                int end = Math.min(left + width, (x / 8 + 1) * 8); // to the end of the octet
                lines[line + x / 8] |= (byte) ((0xFF >> x % 8) & ~(0xFF >> (end - x / 8 * 8)));
                x = end;
            }
        }
    }

    void blacken(int x, int y) {
        lines[y * lineLength + 1 + x / 8] &= (byte) ~(0x80 >> x % 8);
    }

    byte[] png(int dotsPerInch) {
        return OneBitPng.write(side, side, dotsPerInch, lines);
    }

    boolean isWrittenTo(byte[] png, int dotsPerInch) {
        return OneBitPng.isWrittenFrom(png, side, side, dotsPerInch, lines);
    }
}
