package io.onevisit.seal.picture;

import io.onevisit.core.Bytes;
import io.onevisit.seal.internal.PngWriter;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/** A sheet measured in millimetres from its middle, y downwards, on which there is ink or none. For one thread. */
final class Canvas {
    private static final double MILLIMETRES_PER_INCH = 25.4;

    private final int width;
    private final int height;
    private final int rgb;
    private final int dotsPerInch;
    private final BufferedImage image;
    private final Graphics2D graphics;

    Canvas(int widthInMillimetres, int heightInMillimetres, int rgb, int dotsPerInch) {
        this.width = pixels(widthInMillimetres, dotsPerInch);
        this.height = pixels(heightInMillimetres, dotsPerInch);
        this.rgb = rgb;
        this.dotsPerInch = dotsPerInch;
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.translate(width / 2.0, height / 2.0);
        graphics.scale((double) width / widthInMillimetres, (double) height / heightInMillimetres);
    }

    /** How many pixels so many millimetres are. */
    static int pixels(int millimetres, int dotsPerInch) {
        return (int) Math.round(millimetres * dotsPerInch / MILLIMETRES_PER_INCH);
    }

    void ink(Shape shape) {
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.fill(shape);
    }

    void bare(Shape shape) {
        graphics.setComposite(AlphaComposite.DstOut);
        graphics.fill(shape);
    }

    Bytes toPng() {
        graphics.dispose();
        byte[] ink = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                ink[y * width + x] = (byte) (row[x] >>> 24);
            }
        }
        return PngWriter.write(width, height, rgb, ink, dotsPerInch);
    }
}
