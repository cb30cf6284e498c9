package io.onevisit.seal.ofd;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlElement;
import java.util.Locale;
import java.util.regex.Pattern;

/** A rectangle in millimetres from the upper left corner, {@code ST_Box} of GB/T 33190-2016, table 2. */
record OfdBox(double x, double y, double width, double height) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}(\\.[0-9]{1,9})?");
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final double TOLERANCE = 0.01;

    static OfdBox read(String text) {
        String[] parts = SPACES.split(text.strip(), -1);
        double[] numbers = new double[4];
        if (parts.length != numbers.length) {
            throw new MalformedMessageException("OFD box", "must have four numbers");
        }
        for (int i = 0; i < numbers.length; i++) {
            if (!NUMBER.matcher(parts[i]).matches()) {
                throw new MalformedMessageException("OFD box", "must have four numbers");
            }
            numbers[i] = Double.parseDouble(parts[i]);
        }
        return new OfdBox(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    /** The paper of {@code CT_PageArea}, 7.5. */
    static OfdBox ofArea(XmlElement area) {
        return read(area.only("PhysicalBox").text());
    }

    /** True when this rectangle has a size and lies within {@code outer}. */
    boolean isWithin(OfdBox outer) {
        return width > 0
                && height > 0
                && x >= outer.x - TOLERANCE
                && y >= outer.y - TOLERANCE
                && right() <= outer.right() + TOLERANCE
                && bottom() <= outer.bottom() + TOLERANCE;
    }

    /** True when the two have more than a line in common. */
    boolean overlaps(OfdBox other) {
        return right() > other.x + TOLERANCE
                && other.right() > x + TOLERANCE
                && bottom() > other.y + TOLERANCE
                && other.bottom() > y + TOLERANCE;
    }

    @Override
    public String toString() {
        return number(x) + " " + number(y) + " " + number(width) + " " + number(height);
    }

    /** A number as OFD spells it: to the thousandth of a millimetre, without needless zeros. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
