package io.onevisit.licence.delivery.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import io.onevisit.core.InvalidValueException;
import java.awt.Graphics2D;

/** A Code 128 symbol, ISO/IEC 15417, in whole dots. */
final class Barcode {
    /** 0.25 mm at 203 dpi: what thermal printers and couriers' scanners manage. */
    private static final int MIN_DOTS_PER_MODULE = 2;

    private static final int QUIET_ZONE = 10;

    private final BitMatrix modules;

    Barcode(String text) {
        this.modules = new Code128Writer().encode(text, BarcodeFormat.CODE_128, 0, 1);
    }

    /** Draws it as wide as whole dots allow, in the middle between {@code left} and {@code right}. */
    void draw(Graphics2D graphics, int left, int right, int top, int height) {
        int first = modules.getEnclosingRectangle()[0];
        int count = modules.getEnclosingRectangle()[2];
        int dots = (right - left) / (count + 2 * QUIET_ZONE);
        if (dots < MIN_DOTS_PER_MODULE) {
            throw new InvalidValueException("waybill number", "is too long for a barcode on this label");
        }
        int start = left + (right - left - count * dots) / 2;
        for (int i = 0; i < count; i++) {
            if (modules.get(first + i, 0)) {
                graphics.fillRect(start + i * dots, top, dots, height);
            }
        }
    }
}
