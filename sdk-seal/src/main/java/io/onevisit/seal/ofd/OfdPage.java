package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.internal.Png;
import java.util.List;

/**
 * One page to be written (页面). All measures are millimetres; the origin is the upper left corner.
 *
 * @param width of the paper, up to 1000
 * @param height of the paper, up to 1000
 * @param items what is on it, later items over earlier ones; at most 2000, all within the paper
 */
public record OfdPage(double width, double height, List<Item> items) {
    private static final int MAX_ITEMS = 2000;
    private static final double MAX_SIDE = 1000;

    public OfdPage {
        requireMeasure(width, "page width");
        requireMeasure(height, "page height");
        items = List.copyOf(Require.present(items, "items"));
        Require.that(items.size() <= MAX_ITEMS, "items", "must be at most " + MAX_ITEMS);
        OfdBox paper = new OfdBox(0, 0, width, height);
        Require.that(items.stream().allMatch(item -> box(item).isWithin(paper)), "items", "must lie within the page");
    }

    /** A page of A4, 210 by 297, upright. */
    public static OfdPage a4(List<Item> items) {
        return new OfdPage(210, 297, items);
    }

    /** Something on a page. */
    public sealed interface Item permits Text, Line, Picture {}

    /**
     * A line of text (文字).
     *
     * @param x of the upper left corner
     * @param y of the upper left corner
     * @param font with a glyph for every character when it is embedded
     * @param size the height of the characters, 1 to 100
     * @param text at most 500 characters on one line
     */
    public record Text(double x, double y, OfdFont font, double size, String text) implements Item {
        public Text {
            Require.present(font, "font");
            Require.that(size >= 1 && size <= 100, "text size", "must be 1 to 100 mm");
            OfdDraft.requireText(text, "text", 500);
            Require.that(font.canShow(text), "text", "must have a glyph in its font for every character");
        }

        /** Text in the font called {@code font}, which is not embedded. */
        public Text(double x, double y, String font, double size, String text) {
            this(x, y, OfdFont.named(font), size, text);
        }

        /** How much room it takes from left to right. */
        public double width() {
            return text.codePoints().mapToDouble(this::advance).sum();
        }

        /** How far the next character stands from this one. */
        double advance(int codePoint) {
            return size * font.advance(codePoint);
        }

        OfdBox box() {
            return new OfdBox(x, y, width(), size * font.height());
        }
    }

    /**
     * A straight line (直线).
     *
     * @param x1 of the one end
     * @param y1 of the one end
     * @param x2 of the other end
     * @param y2 of the other end
     * @param thickness up to 10
     */
    public record Line(double x1, double y1, double x2, double y2, double thickness) implements Item {
        public Line {
            Require.that(thickness > 0 && thickness <= 10, "line thickness", "must be up to 10 mm");
        }

        OfdBox box() {
            double left = Math.min(x1, x2) - thickness / 2;
            double top = Math.min(y1, y2) - thickness / 2;
            return new OfdBox(left, top, Math.abs(x1 - x2) + thickness, Math.abs(y1 - y2) + thickness);
        }
    }

    /**
     * A picture (图像).
     *
     * @param x of the upper left corner
     * @param y of the upper left corner
     * @param width on paper
     * @param height on paper
     * @param png a plain PNG of at most 1 MiB and 4096 pixels a side
     */
    public record Picture(double x, double y, double width, double height, Bytes png) implements Item {
        public Picture {
            try {
                Png.inspect(Require.present(png, "picture").toArray());
            } catch (MalformedMessageException e) {
                throw new InvalidValueException(
                        "picture", "must be a plain PNG of at most 1 MiB and 4096 pixels a side");
            }
        }

        OfdBox box() {
            return new OfdBox(x, y, width, height);
        }
    }

    private static OfdBox box(Item item) {
        if (item instanceof Text text) {
            return text.box();
        }
        return item instanceof Line line ? line.box() : ((Picture) item).box();
    }

    private static void requireMeasure(double millimetres, String what) {
        Require.that(millimetres > 0 && millimetres <= MAX_SIDE, what, "must be up to 1000 mm");
    }
}
