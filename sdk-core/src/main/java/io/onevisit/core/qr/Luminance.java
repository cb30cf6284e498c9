package io.onevisit.core.qr;

/** How bright a colour is, 0 to 255. */
final class Luminance {
    private Luminance() {}

    /** ITU-R BT.601 in 1024ths. */
    static int of(int red, int green, int blue) {
        return (306 * red + 601 * green + 117 * blue) >> 10;
    }

    /** Of a colour that lets white paper through; {@code alpha} is 255 for one that does not. */
    static int onWhite(int luminance, int alpha) {
        return (luminance * alpha + 255 * (255 - alpha)) / 255;
    }
}
