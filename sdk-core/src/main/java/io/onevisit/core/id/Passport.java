package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;

/**
 * The number of a passport (护照), of China or another state. Only its form can be checked, and the number alone does not
 * tell the state: two states may issue the same.
 *
 * <p>Immutable and thread-safe.
 */
public final class Passport extends Identifier implements PartyId {
    /** The name of this type of number. */
    public static final String TYPE = "passport";

    private static final String WHAT = "passport number";

    private static final Rulebook RULES =
            new Rulebook(WHAT, new Rulebook.Clause(IdRules.PASSPORT_FORM, Passport::hasForm));

    private Passport(String value) {
        super(value);
    }

    /**
     * The passport number {@code text}.
     *
     * @throws InvalidValueException unless it has the form of one
     */
    public static Passport parse(String text) {
        RULES.require(Require.present(text, WHAT));
        return new Passport(text);
    }

    /** True if {@link #parse} would read {@code text}. */
    static boolean fits(String text) {
        return RULES.keptBy(text);
    }

    /** The form of {@code text}, and as a remark whether it is one of China's. */
    public static Report<Passport> explain(String text, Criteria criteria) {
        Require.present(criteria, "criteria");
        Checks checks = RULES.check(Require.present(text, WHAT));
        if (hasForm(text)) {
            Rulebook.remark(checks, IdRules.PASSPORT_CHINESE, isChinese(text));
        }
        return checks.report(new Passport(text));
    }

    private static boolean hasForm(String text) {
        int length = text.length();
        return length >= 5
                && length <= 9
                && Places.areDigitsOrCapitals(text, 0, length)
                && !Places.areCapitals(text, 0, length);
    }

    /** E and eight digits, or E, a letter but I or O, and seven; G and eight; DE, SE or PE and seven. */
    private static boolean isChinese(String text) {
        if (text.length() != 9 || !Places.areDigits(text, 2, 9)) {
            return false;
        }
        char first = text.charAt(0);
        char second = text.charAt(1);
        if (Places.isDigit(second)) {
            return first == 'E' || first == 'G';
        }
        return first == 'E' ? "IO".indexOf(second) < 0 : second == 'E' && "DSP".indexOf(first) >= 0;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** True if passports of China have this form; those of other states may have it too. */
    public boolean hasChineseForm() {
        return isChinese(value());
    }

    /** The check digit that the machine-readable zone has after the number (ICAO Doc 9303-3), to compare with it. */
    public char mrzCheckDigit() {
        return Icao9303.checkDigit(value(), value().length());
    }

    /**
     * The first and the last place where six or more are between them, a million numbers; passports of China keep seven
     * hidden, ten million. Nothing of shorter numbers.
     */
    @Override
    public String masked() {
        return value().length() < 8 ? masked(0, 0) : masked(1, 1);
    }
}
