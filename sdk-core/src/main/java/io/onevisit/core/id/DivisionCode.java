package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;

/**
 * The code of an administrative division (行政区划代码), GB/T 2260: six digits, two each for province, prefecture and
 * county. What a code stands for, and when, is in {@link Divisions}. Not personal, so {@code toString} shows it.
 *
 * <p>Immutable and thread-safe.
 */
public final class DivisionCode {
    /** The whole country, as national registrars use it: 100000. */
    public static final DivisionCode NATIONAL = new DivisionCode("100000");

    private static final String WHAT = "division code";
    private static final int LENGTH = 6;

    private static final Rulebook RULES =
            new Rulebook(WHAT, new Rulebook.Clause(IdRules.DIVISION_FORM, DivisionCode::hasForm));

    private final String value;

    /** The level of a division (级别). */
    public enum Level {
        /** Province, autonomous region, municipality, special administrative region (省级). */
        PROVINCE,
        /** Prefecture (地级). */
        PREFECTURE,
        /** County, district, county-level city (县级). */
        COUNTY
    }

    private DivisionCode(String value) {
        this.value = value;
    }

    /**
     * The division code {@code text}; whether it is or was in use is for {@link Divisions} to tell.
     *
     * @throws InvalidValueException unless it is six digits, the first not 0
     */
    public static DivisionCode parse(String text) {
        RULES.require(Require.present(text, WHAT));
        return new DivisionCode(text);
    }

    /** The form of {@code text}, and as a remark whether it is or was in use: a table may be older than a code. */
    public static Report<DivisionCode> explain(String text, Criteria criteria) {
        Require.present(criteria, "criteria");
        Checks checks = RULES.check(Require.present(text, WHAT));
        DivisionCode code = new DivisionCode(text);
        if (hasForm(text)) {
            Rulebook.remark(checks, IdRules.DIVISION_KNOWN, criteria.divisions().known(code));
        }
        return checks.report(code);
    }

    /** The code at {@code from} in a number whose form has been checked. */
    static DivisionCode at(String number, int from) {
        return new DivisionCode(number.substring(from, from + LENGTH));
    }

    /** True if the two digits at {@code from} are a province of GB/T 2260 on whose register citizens can be. */
    static boolean isProvince(String number, int from) {
        int second = number.charAt(from + 1) - '0';
        return switch (number.charAt(from)) {
            case '1' -> second >= 1 && second <= 5;
            case '2' -> second >= 1 && second <= 3;
            case '3' -> second >= 1 && second <= 7;
            case '4' -> second >= 1 && second <= 6;
            case '5' -> second >= 0 && second <= 4;
            case '6' -> second >= 1 && second <= 5;
            case '7' -> second == 1;
            default -> false;
        };
    }

    private static boolean hasForm(String text) {
        return text.length() == LENGTH && Places.areDigits(text, 0, LENGTH) && text.charAt(0) != '0';
    }

    /** The six digits. */
    public String value() {
        return value;
    }

    /** The level that the zeros at the end tell. */
    public Level level() {
        if (!value.endsWith("00")) {
            return Level.COUNTY;
        }
        return value.endsWith("0000") ? Level.PROVINCE : Level.PREFECTURE;
    }

    /** The code of the province this division lies in, or this one if it is a province. */
    public DivisionCode province() {
        return new DivisionCode(value.substring(0, 2) + "0000");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DivisionCode that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The six digits. */
    @Override
    public String toString() {
        return value;
    }
}
