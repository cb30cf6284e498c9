package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;

/**
 * An organisation code (组织机构代码), GB 11714-1997: eight digits or capitals and a check character, written with or
 * without a hyphen before it. Credit codes hold one.
 *
 * <p>Immutable and thread-safe.
 */
public final class OrganisationCode extends Identifier {
    private static final String WHAT = "organisation code";
    private static final int LENGTH = 9;
    private static final int CHECK = 8;

    private static final Rulebook RULES = new Rulebook(
            WHAT,
            new Rulebook.Clause(IdRules.ORGANISATION_FORM, OrganisationCode::hasForm),
            new Rulebook.Clause(IdRules.ORGANISATION_CHECK, code -> checkHolds(code, 0)));

    private OrganisationCode(String value) {
        super(value);
    }

    /**
     * The organisation code {@code text}.
     *
     * @throws InvalidValueException if a check fails; it names the check and not the code
     */
    public static OrganisationCode parse(String text) {
        String code = withoutHyphen(Require.present(text, WHAT));
        RULES.require(code);
        return new OrganisationCode(code);
    }

    /** Every check on {@code text}. */
    public static Report<OrganisationCode> explain(String text) {
        String code = withoutHyphen(Require.present(text, WHAT));
        return RULES.check(code).report(new OrganisationCode(code));
    }

    /** The code at {@code from} in a credit code that has been checked. */
    static OrganisationCode at(String creditCode, int from) {
        return new OrganisationCode(creditCode.substring(from, from + LENGTH));
    }

    /** The check character makes the sum of the weighted places divisible by 11, each weight twice the next. */
    static boolean checkHolds(String text, int from) {
        int sum = 0;
        for (int i = from; i < from + CHECK; i++) {
            sum = (sum + Places.valueOf(text.charAt(i))) * 2 % 11;
        }
        int check = (11 - sum) % 11;
        return text.charAt(from + CHECK) == (check == 10 ? 'X' : (char) ('0' + check));
    }

    private static String withoutHyphen(String text) {
        return text.length() == LENGTH + 1 && text.charAt(CHECK) == '-'
                ? text.substring(0, CHECK) + text.charAt(LENGTH)
                : text;
    }

    private static boolean hasForm(String code) {
        return code.length() == LENGTH
                && Places.areDigitsOrCapitals(code, 0, CHECK)
                && (Places.isDigit(code.charAt(CHECK)) || code.charAt(CHECK) == 'X');
    }

    /** The first two places: a million codes are left where they are all digits. */
    @Override
    public String masked() {
        return masked(2, 0);
    }
}
