package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.util.Arrays;
import java.util.Set;

/**
 * A unified social credit code (统一社会信用代码), GB 32100-2015: department, category, six digits of the registrar's
 * division, nine places of organisation code with its own check character, and a check character over all.
 *
 * <p>Immutable and thread-safe.
 */
public final class CreditCode extends Identifier implements PartyId {
    /** The name of this type of number. */
    public static final String TYPE = "credit-code";

    private static final String WHAT = "credit code";
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final byte[] VALUES = values();
    private static final int LENGTH = 18;
    private static final int DIVISION = 2;
    private static final int ORGANISATION = 8;
    private static final int CHECK = 17;

    /** GB 32100-2015 with its amendment of 2016 and what registrars have taken up since. */
    private static final Set<String> CATEGORIES = Set.of(
            "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "36", "39", "41", "49", "51", "52", "53",
            "54", "55", "59", "61", "62", "69", "71", "72", "79", "81", "82", "89", "91", "92", "93", "99", "A1", "A9",
            "G1", "G9", "J1", "J9", "N1", "N2", "N3", "N9", "Q1", "Q2", "Q3", "Q9", "Y1");

    private static final Rulebook.Clause FORM = new Rulebook.Clause(IdRules.CREDIT_FORM, CreditCode::hasForm);
    private static final Rulebook.Clause INNER = new Rulebook.Clause(
            IdRules.CREDIT_ORGANISATION, number -> OrganisationCode.checkHolds(number, ORGANISATION));
    private static final Rulebook.Clause OUTER = new Rulebook.Clause(IdRules.CREDIT_CHECK, CreditCode::checkHolds);
    private static final Rulebook STRICT = new Rulebook(WHAT, FORM, INNER, OUTER);
    private static final Rulebook LENIENT = new Rulebook(WHAT, FORM, INNER);

    private CreditCode(String value) {
        super(value);
    }

    /**
     * The credit code {@code text}, in the strict profile.
     *
     * @throws InvalidValueException if a check fails; it names the check and not the code
     */
    public static CreditCode parse(String text) {
        STRICT.require(Require.present(text, WHAT));
        return new CreditCode(text);
    }

    /** True if {@link #parse} would read {@code text}. */
    static boolean fits(String text) {
        return STRICT.keptBy(text);
    }

    /**
     * Every check on {@code text}. Unknown divisions, departments and categories are remarks, since new ones are taken
     * up; so is a wrong check character over all in the lenient profile.
     */
    public static Report<CreditCode> explain(String text, Criteria criteria) {
        boolean lenient = Require.present(criteria, "criteria").profile() == Profile.LENIENT;
        Checks checks = (lenient ? LENIENT : STRICT).check(Require.present(text, WHAT));
        if (hasForm(text)) {
            Rulebook.remark(checks, IdRules.CREDIT_CATEGORY, CATEGORIES.contains(text.substring(0, DIVISION)));
            Rulebook.remark(checks, IdRules.CREDIT_DIVISION, divisionKnown(text, criteria.divisions()));
            if (lenient) {
                Rulebook.remark(checks, IdRules.CREDIT_CHECK, checkHolds(text));
            }
        }
        return checks.report(new CreditCode(text));
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    private static int valueOf(char place) {
        return place < VALUES.length ? VALUES[place] : -1;
    }

    private static boolean hasForm(String text) {
        if (text.length() != LENGTH || !Places.areDigits(text, DIVISION, ORGANISATION)) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (valueOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The weight of a place is 3 to the power of the places before it, modulo 31. */
    private static boolean checkHolds(String text) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < CHECK; i++) {
            sum += weight * valueOf(text.charAt(i));
            weight = weight * 3 % 31;
        }
        return (sum + valueOf(text.charAt(CHECK))) % 31 == 0;
    }

    private static boolean divisionKnown(String text, Divisions divisions) {
        DivisionCode division = DivisionCode.at(text, DIVISION);
        return division.equals(DivisionCode.NATIONAL) || divisions.known(division);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The registering department and the category of the body (登记管理部门代码、机构类别代码), for example {@code 91}. */
    public String category() {
        return value().substring(0, DIVISION);
    }

    /** The division of the registrar (登记管理机关行政区划码); {@link DivisionCode#NATIONAL} for the national one. */
    public DivisionCode divisionCode() {
        return DivisionCode.at(value(), DIVISION);
    }

    /** The organisation code (组织机构代码) within. */
    public OrganisationCode organisationCode() {
        return OrganisationCode.at(value(), ORGANISATION);
    }

    /** False for a code that only the lenient profile lets pass. */
    public boolean checkCharacterHolds() {
        return checkHolds(value());
    }

    /**
     * Department, category and division; the organisation code and the check characters are hidden, which leaves a
     * hundred million codes even where the organisation code is all digits.
     */
    @Override
    public String masked() {
        return masked(ORGANISATION, 0);
    }
}
