package io.onevisit.seal.picture;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;

/** The shapes of a rectangular seal of a person, in millimetres from its middle. */
final class PersonalSeal {
    private static final double FILLED = 0.9;
    private static final double LONG = 1.6;

    private final Rectangle2D whole;
    private final double frame;
    private final SealDrawing.Cut cut;

    PersonalSeal(double width, double height, SealDrawing.Cut cut) {
        this.whole = new Rectangle2D.Double(-width / 2, -height / 2, width, height);
        this.frame = Math.min(width, height) * 0.05;
        this.cut = cut;
    }

    /** The frame, or the whole for characters that are cut out of it. */
    Shape ground() {
        if (cut == SealDrawing.Cut.INTAGLIO) {
            return whole;
        }
        Path2D frameShape = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        frameShape.append(whole, false);
        frameShape.append(shrunk(whole, frame), false);
        return frameShape;
    }

    /** One shape for each character. */
    List<Shape> name(Lettering name) {
        List<Rectangle2D> cells = cells(shrunk(whole, 1.6 * frame), name.size());
        return IntStream.range(0, name.size())
                .mapToObj(i -> fitted(name, i, cells.get(i)))
                .toList();
    }

    private static Shape fitted(Lettering name, int index, Rectangle2D cell) {
        AffineTransform place = AffineTransform.getTranslateInstance(cell.getCenterX(), cell.getCenterY());
        return name.fitted(index, FILLED * cell.getWidth(), FILLED * cell.getHeight(), place);
    }

    private static List<Rectangle2D> cells(Rectangle2D room, int count) {
        if (room.getHeight() > LONG * room.getWidth()) {
            return column(room, count);
        }
        if (room.getWidth() > LONG * room.getHeight()) {
            return row(room, count);
        }
        List<Rectangle2D> halves = row(room, 2);
        int right = count / 2;
        return IntStream.range(0, count)
                .mapToObj(i -> i < right
                        ? column(halves.get(1), right).get(i)
                        : column(halves.get(0), count - right).get(i - right))
                .toList();
    }

    private static List<Rectangle2D> column(Rectangle2D room, int count) {
        double height = room.getHeight() / count;
        return IntStream.range(0, count)
                .<Rectangle2D>mapToObj(
                        i -> new Rectangle2D.Double(room.getX(), room.getY() + i * height, room.getWidth(), height))
                .toList();
    }

    private static List<Rectangle2D> row(Rectangle2D room, int count) {
        double width = room.getWidth() / count;
        return IntStream.range(0, count)
                .<Rectangle2D>mapToObj(
                        i -> new Rectangle2D.Double(room.getX() + i * width, room.getY(), width, room.getHeight()))
                .toList();
    }

    private static Rectangle2D shrunk(Rectangle2D room, double by) {
        return new Rectangle2D.Double(
                room.getX() + by, room.getY() + by, room.getWidth() - 2 * by, room.getHeight() - 2 * by);
    }
}
