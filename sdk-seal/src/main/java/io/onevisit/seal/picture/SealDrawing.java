package io.onevisit.seal.picture;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.SealPicture;
import java.awt.Font;

/**
 * Draws the pictures of seals (印模绘制) with the caller's font: the round official seal and the rectangular seal of a
 * person. The picture is a PNG of one colour, transparent where there is no ink. On one Java runtime the same seal has the
 * same octets. It needs neither a display nor a change to the runtime's settings, and starts no thread beside the one of
 * Java2D that comes with making a font. Immutable and thread-safe.
 *
 * <p>Sizes after 国发〔1999〕25号: 42 mm for most authorities and institutions, 45 and 50 mm above them, at most 45 mm for
 * enterprises; the name runs around a star from left to right in simplified Song (宋体).
 */
public final class SealDrawing {
    /** The usual red of seals, sRGB. */
    public static final int RED = 0xe60012;

    private static final int MAX_PIXELS = 4096;

    private final Font font;
    private final int rgb;
    private final int dotsPerInch;

    /** How a personal seal is cut (阳文, 阴文). */
    public enum Cut {
        /** Red characters in a red frame (阳文, 朱文). */
        RELIEF,
        /** Characters bare on red ground (阴文, 白文). */
        INTAGLIO
    }

    /**
     * A way to draw.
     *
     * @param font has every character that will be drawn; its size does not matter
     * @param rgb the ink, sRGB, {@link #RED} for instance
     * @param dotsPerInch 72 to 1200
     */
    public SealDrawing(Font font, int rgb, int dotsPerInch) {
        this.font = Require.present(font, "font");
        Require.that(rgb >= 0 && rgb <= 0xffffff, "ink", "must be an sRGB colour without transparency");
        Require.that(dotsPerInch >= 72 && dotsPerInch <= 1200, "dots per inch", "must be 72 to 1200");
        this.rgb = rgb;
        this.dotsPerInch = dotsPerInch;
    }

    /** A round official seal (公章) with nothing but the name. */
    public SealPicture official(String name, int diameter) {
        return official(name, "", "", diameter);
    }

    /**
     * A round official seal (公章): a ring, the name on an arc, a star in the middle.
     *
     * @param name 2 to 30 characters, set narrower and smaller the more there are
     * @param line a line below the star, like 合同专用章; at most 10 characters, empty for none
     * @param number the number registered with the police (印章编码), on an arc at the bottom; at most 18 digits or
     *     capital letters, empty for none
     * @param diameter in millimetres, 20 to 100
     * @throws InvalidValueException when a text is too long or too short, or the font lacks a character
     */
    public SealPicture official(String name, String line, String number, int diameter) {
        Require.that(diameter >= 20 && diameter <= 100, "diameter", "must be 20 to 100 mm");
        Lettering around = Lettering.of(font, name, "name", 2, 30);
        Lettering below = Lettering.of(font, line, "line", 0, 10);
        Lettering digits = Lettering.of(font, number, "number", 0, 18);
        Require.that(number.chars().allMatch(SealDrawing::isNumbering), "number", "must be digits or capitals");
        Canvas canvas = canvas(diameter, diameter);
        OfficialSeal seal = new OfficialSeal(diameter);
        seal.frame().forEach(canvas::ink);
        seal.name(around, below.size() > 0, digits.size()).forEach(canvas::ink);
        seal.line(below).forEach(canvas::ink);
        seal.number(digits).forEach(canvas::ink);
        return SealPicture.png(canvas.toPng(), diameter, diameter);
    }

    /**
     * The seal of a person (个人名章, 法定代表人章). Nearly square ones are set in columns from the right, with a surname
     * in a column of its own when there are two or three characters; high ones in one column, wide ones in one row from
     * the left.
     *
     * @param name 2 to 4 characters
     * @param width in millimetres, 8 to 60
     * @param height in millimetres, 8 to 60, at most four times the width and a quarter of it at least
     * @throws InvalidValueException when the name has another length, or the font lacks a character
     */
    public SealPicture personal(String name, Cut cut, int width, int height) {
        Require.present(cut, "cut");
        Require.that(width >= 8 && width <= 60, "width", "must be 8 to 60 mm");
        Require.that(height >= 8 && height <= 60, "height", "must be 8 to 60 mm");
        Require.that(width <= 4 * height && height <= 4 * width, "height", "must be a quarter to four times the width");
        Lettering lettering = Lettering.of(font, name, "name", 2, 4);
        Canvas canvas = canvas(width, height);
        PersonalSeal seal = new PersonalSeal(width, height, cut);
        canvas.ink(seal.ground());
        seal.name(lettering).forEach(cut == Cut.RELIEF ? canvas::ink : canvas::bare);
        return SealPicture.png(canvas.toPng(), width, height);
    }

    private static boolean isNumbering(int character) {
        return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
    }

    private Canvas canvas(int width, int height) {
        int pixels = Canvas.pixels(Math.max(width, height), dotsPerInch);
        Require.that(pixels <= MAX_PIXELS, "dots per inch", "must give at most " + MAX_PIXELS + " pixels a side");
        return new Canvas(width, height, rgb, dotsPerInch);
    }

    /** The resolution only. */
    @Override
    public String toString() {
        return "seal drawing at " + dotsPerInch + " dpi";
    }
}
