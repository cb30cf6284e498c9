package io.onevisit.seal.picture;

import io.onevisit.seal.SealPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import javax.imageio.ImageIO;

/** A drawn seal as the JDK's own reader of pictures sees it, measured in millimetres from its middle, y downwards. */
record Print(BufferedImage image, double pixelsPerMillimetre) {
    static Print of(SealPicture picture) {
        try {
            BufferedImage image =
                    ImageIO.read(new ByteArrayInputStream(picture.data().toArray()));
            return new Print(image, (double) image.getWidth() / picture.width());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True where more than half of a pixel is covered. */
    boolean ink(double x, double y) {
        int column = (int) Math.floor(x * pixelsPerMillimetre + image.getWidth() / 2.0);
        int row = (int) Math.floor(y * pixelsPerMillimetre + image.getHeight() / 2.0);
        return image.getRGB(column, row) >>> 24 > 127;
    }

    /** As {@link #ink}, by radius and degrees clockwise from the top. */
    boolean inkAt(double radius, double degrees) {
        double angle = Math.toRadians(degrees);
        return ink(radius * Math.sin(angle), -radius * Math.cos(angle));
    }

    /** The middles, in degrees from -180 to 180, of the runs of ink along a circle that has none at the bottom. */
    List<Double> runsAlong(double radius) {
        return runsAlong(radius, -180);
    }

    /** As {@link #runsAlong(double)}, once around from where there is no ink. */
    List<Double> runsAlong(double radius, int from) {
        return runs(7200, i -> inkAt(radius, i / 20.0 + from)).stream()
                .map(run -> run / 20.0 + from)
                .toList();
    }

    /** The middles, in millimetres, of the runs of ink along a horizontal line. */
    List<Double> runsAcross(double y, double from, double to) {
        int steps = 2000;
        return runs(steps, i -> ink(from + (to - from) * i / steps, y)).stream()
                .map(run -> from + (to - from) * run / steps)
                .toList();
    }

    private static List<Double> runs(int steps, IntPredicate ink) {
        List<Double> middles = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= steps; i++) {
            boolean inked = i < steps && ink.test(i);
            if (inked && start < 0) {
                start = i;
            } else if (!inked && start >= 0) {
                middles.add((start + i - 1) / 2.0);
                start = -1;
            }
        }
        return middles;
    }

    /** The smallest and greatest radius of ink between two radii. */
    double[] radiiOfInk(double from, double to) {
        double least = to;
        double most = from;
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                double radius = Math.hypot(column + 0.5 - image.getWidth() / 2.0, row + 0.5 - image.getHeight() / 2.0)
                        / pixelsPerMillimetre;
                if (radius > from && radius < to && image.getRGB(column, row) >>> 24 > 127) {
                    least = Math.min(least, radius);
                    most = Math.max(most, radius);
                }
            }
        }
        return new double[] {least, most};
    }
}
