package io.onevisit.licence.delivery.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import io.onevisit.core.InvalidValueException;
import java.awt.Graphics2D;

/** A Code 128 symbol, ISO/IEC 15417, in whole dots. */
final class Barcode {
    private static final int QUIET_ZONE = 10;

    private final BitMatrix modules;

    Barcode(String text) {
        this.modules = new Code128Writer().encode(text, BarcodeFormat.CODE_128, 0, 1);
    }

    /** Draws it as wide as whole dots allow, at least {@code minDots} to a module, in the middle of {@code width} dots. */
    void draw(Graphics2D graphics, int minDots, int width, int top, int height) {
        int first = modules.getEnclosingRectangle()[0];
        int count = modules.getEnclosingRectangle()[2];
        int dots = width / (count + 2 * QUIET_ZONE);
        if (dots < minDots) {
            throw new InvalidValueException("waybill number", "is too long for a barcode on this label");
        }
        int start = (width - count * dots) / 2;
        for (int i = 0; i < count; i++) {
            if (modules.get(first + i, 0)) {
                graphics.fillRect(start + i * dots, top, dots, height);
            }
        }
    }
}
