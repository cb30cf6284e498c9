package io.onevisit.seal.picture;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes of a round official seal, in millimetres from its middle. The proportions are those of a seal of 42 mm: a
 * ring of 1.2 mm and a star of 14 mm from point to point of its circle.
 */
final class OfficialSeal {
    private static final double MAX_STEP = Math.toRadians(30);
    private static final double MAX_SWEEP = Math.toRadians(285);
    private static final double SWEEP_ABOVE_LINE = Math.toRadians(225);
    private static final double APART = Math.toRadians(8);
    private static final double NARROWEST = 0.5;
    private static final double WIDEST = 0.85;
    private static final double FILLED = 0.9;

    private final double diameter;
    private final double inside;

    OfficialSeal(double diameter) {
        this.diameter = diameter;
        this.inside = diameter / 2 - ring();
    }

    private double ring() {
        return diameter / 35;
    }

    private double star() {
        return diameter / 6;
    }

    /** Outer edge of the name. */
    private double nameRadius() {
        return inside - diameter * 0.025;
    }

    private double numberHeight() {
        return diameter * 0.04;
    }

    /** Ring and star. */
    List<Shape> frame() {
        Path2D ring = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        ring.append(circle(diameter / 2), false);
        ring.append(circle(inside), false);
        return List.of(ring, starShape());
    }

    private static Shape circle(double radius) {
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }

    /** A pentagram's outline: its inner corners lie on a circle smaller by the square of the golden ratio. */
    private Shape starShape() {
        double inner = star() * (3 - Math.sqrt(5)) / 2;
        Path2D star = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? star() : inner;
            double angle = i * Math.PI / 5;
            double x = radius * Math.sin(angle);
            double y = -radius * Math.cos(angle);
            if (i == 0) {
                star.moveTo(x, y);
            } else {
                star.lineTo(x, y);
            }
        }
        star.closePath();
        return star;
    }

    /** The name from left to right over the top, its feet towards the middle, as high as its number of characters allows. */
    List<Shape> name(Lettering name, boolean aboveLine, int digits) {
        double besideNumber = 2 * Math.PI - digits * numberStep() - 2 * APART;
        double sweep = Math.min(aboveLine ? SWEEP_ABOVE_LINE : MAX_SWEEP, besideNumber);
        double step = Math.min(MAX_STEP, sweep / name.size());
        double height = nameHeight(step);
        double width = Math.min(WIDEST * height, FILLED * step * (nameRadius() - height));
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < name.size(); i++) {
            AffineTransform place = AffineTransform.getRotateInstance(step * (i - (name.size() - 1) / 2.0));
            place.translate(0, -(nameRadius() - height / 2));
            shapes.add(name.fitted(i, width, height, place));
        }
        return shapes;
    }

    /** The greatest height, from a sixth of the diameter down, at which no character gets narrower than half of it. */
    private double nameHeight(double step) {
        double height = diameter / 6.5;
        while (FILLED * step * (nameRadius() - height) < NARROWEST * height) {
            height *= 0.99;
        }
        return height;
    }

    /** A straight line between the star and the bottom. */
    List<Shape> line(Lettering line) {
        double height = diameter * 0.09;
        double middle = diameter * 0.27;
        double lowest = middle + height / 2;
        double free = nameRadius() - diameter * 0.05;
        double room = 2 * Math.sqrt(free * free - lowest * lowest);
        double step = line.size() == 0 ? 0 : Math.min(height, room / line.size());
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            AffineTransform place = AffineTransform.getTranslateInstance(step * (i - (line.size() - 1) / 2.0), middle);
            shapes.add(line.fitted(i, Math.min(WIDEST * height, FILLED * step), height, place));
        }
        return shapes;
    }

    private double numberStep() {
        return numberHeight() * 0.8 / numberRadius();
    }

    /** Middle of the digits. */
    private double numberRadius() {
        return inside - diameter * 0.015 - numberHeight() / 2;
    }

    /** The number from left to right along the bottom, its feet towards the ring. */
    List<Shape> number(Lettering number) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < number.size(); i++) {
            AffineTransform place = AffineTransform.getRotateInstance(-numberStep() * (i - (number.size() - 1) / 2.0));
            place.translate(0, numberRadius());
            shapes.add(number.fitted(i, numberHeight() * 0.6, numberHeight(), place));
        }
        return shapes;
    }
}
