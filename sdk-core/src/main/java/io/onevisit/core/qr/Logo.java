package io.onevisit.core.qr;

import com.google.zxing.LuminanceSource;
import io.onevisit.core.internal.Require;
import java.util.Base64;

/** A picture for the middle of a code: coloured in SVG, black and white in PNG. Immutable. */
final class Logo {
    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_SIDE = 1024;
    private static final int BLACK_BELOW = 128;

    private final byte[] png;
    private final LuminanceSource picture;
    private final byte[] luminances;

    private Logo(byte[] png, LuminanceSource picture) {
        this.png = png;
        this.picture = picture;
        this.luminances = picture.getMatrix();
    }

    static Logo parse(byte[] png) {
        Require.that(png.length <= MAX_OCTETS, "logo", "must have at most " + MAX_OCTETS + " octets");
        LuminanceSource picture = PngPicture.parse(png);
        Require.that(
                picture.getWidth() <= MAX_SIDE && picture.getHeight() <= MAX_SIDE,
                "logo",
                "must have at most " + MAX_SIDE + " pixels on each side");
        return new Logo(png.clone(), picture);
    }

    String dataUrl() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /** Whether a pixel is black when the picture is fitted into the middle of a square of so many pixels. */
    boolean black(int x, int y, int side) {
        int longest = Math.max(picture.getWidth(), picture.getHeight());
        long left =
                2L * x * longest - (long) (longest - picture.getWidth()) * side; // in halves of 1 / side of its pixels
        long top = 2L * y * longest - (long) (longest - picture.getHeight()) * side;
        return mean(left, top, 2L * longest, 2L * side) < BLACK_BELOW;
    }

    /** The mean over all pixels that a square touches; white beside the picture. */
    private int mean(long left, long top, long extent, long unit) {
        long sum = 0;
        long count = 0;
        for (long y = Math.floorDiv(top, unit); y * unit < top + extent; y++) {
            for (long x = Math.floorDiv(left, unit); x * unit < left + extent; x++) {
                boolean inside = x >= 0 && y >= 0 && x < picture.getWidth() && y < picture.getHeight();
                sum += inside ? luminances[Math.toIntExact(y * picture.getWidth() + x)] & 0xFF : 255;
                count++;
            }
        }
        return (int) (sum / count);
    }
}
