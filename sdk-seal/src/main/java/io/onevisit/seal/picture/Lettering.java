package io.onevisit.seal.picture;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The shapes of a text's characters, all drawn into one kind of box. High and low characters keep their place in it, as a
 * line of print has them. Immutable as long as nobody writes into the shapes.
 */
final class Lettering {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final float SIZE = 256;

    private final List<Shape> shapes;
    private final double top;
    private final double bottom;
    private final double halfWidth;

    /** Shapes whose middle is at x = 0. */
    private Lettering(List<Shape> shapes) {
        this.shapes = shapes;
        List<Rectangle2D> bounds = shapes.stream().map(Shape::getBounds2D).toList();
        this.top = bounds.stream().mapToDouble(Rectangle2D::getMinY).min().orElse(-SIZE);
        this.bottom = bounds.stream().mapToDouble(Rectangle2D::getMaxY).max().orElse(0);
        this.halfWidth = bounds.stream()
                .mapToDouble(each -> Math.max(-each.getMinX(), each.getMaxX()))
                .max()
                .orElse(SIZE / 2);
    }

    /**
     * The characters of {@code text}.
     *
     * @throws InvalidValueException when there are too few or too many, or one has no shape in the font
     */
    static Lettering of(Font font, String text, String what, int min, int max) {
        int[] characters = Require.present(text, what).codePoints().toArray();
        Require.that(
                characters.length >= min && characters.length <= max,
                what,
                "must have " + min + " to " + max + " characters");
        Font sized = font.deriveFont(Font.PLAIN, SIZE);
        return new Lettering(text.codePoints()
                .mapToObj(character -> shape(sized, character, what))
                .toList());
    }

    private static Shape shape(Font font, int character, String what) {
        GlyphVector glyphs = font.createGlyphVector(EXACT, Character.toString(character));
        Shape outline = glyphs.getOutline();
        boolean drawn = font.canDisplay(character)
                && glyphs.getGlyphCode(0) != font.getMissingGlyphCode()
                && !outline.getBounds2D().isEmpty();
        Require.that(drawn, what, "must have only characters that the font has a shape for");
        double middle = glyphs.getGlyphMetrics(0).getAdvanceX() / 2;
        return AffineTransform.getTranslateInstance(-middle, 0).createTransformedShape(outline);
    }

    int size() {
        return shapes.size();
    }

    /** The character at {@code index}, in a box around the origin as large as given, then placed by {@code place}. */
    Shape fitted(int index, double width, double height, AffineTransform place) {
        AffineTransform whole = new AffineTransform(place);
        whole.scale(width / (2 * halfWidth), height / (bottom - top));
        whole.translate(0, -(top + bottom) / 2);
        return whole.createTransformedShape(shapes.get(index));
    }
}
