package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The number of a foreigner's permanent residence card (外国人永久居留身份证). Since December 2023 (GA 2102-2023) 18 places:
 * 9, province (2), nationality (3 digits), birth date (8), sequence (3), check character. Before, 15 places, still valid:
 * nationality (3 letters), division (4), birth date (6), sequence (1), check digit. The two numbers of one holder are
 * linked on the card's chip only.
 *
 * <p>Immutable and thread-safe.
 */
public final class PermanentResidence extends Identifier implements PartyId {
    /** The name of this type of number. */
    public static final String TYPE = "permanent-residence";

    private static final String WHAT = "permanent residence number";
    private static final int OLD_LENGTH = 15;
    private static final int OLD_CHECK = 14;

    private static final Rulebook RULES = new Rulebook(
            WHAT,
            new Rulebook.Clause(IdRules.PERMANENT_FORM, PermanentResidence::hasForm),
            new Rulebook.Clause(
                    IdRules.PERMANENT_PROVINCE, number -> DivisionCode.isProvince(number, isOld(number) ? 3 : 1)),
            new Rulebook.Clause(IdRules.BIRTH_DATE, PermanentResidence::birthDateExists),
            new Rulebook.Clause(IdRules.PERMANENT_CHECK, PermanentResidence::checkHolds));

    private PermanentResidence(String value) {
        super(value);
    }

    /**
     * The permanent residence number {@code text}, of either form. A small x is taken for a capital one. Whether the
     * birth date has come is not asked; {@link #explain} does.
     *
     * @throws InvalidValueException if a check fails; it names the check and not the number
     */
    public static PermanentResidence parse(String text) {
        String number = Gb11643.capital(Require.present(text, WHAT));
        RULES.require(number);
        return new PermanentResidence(number);
    }

    /** True if {@link #parse} would read {@code text}. */
    static boolean fits(String text) {
        return RULES.keptBy(Gb11643.capital(text));
    }

    /**
     * Every check on {@code text}. An unknown nationality is a remark: states change, and there are people without one.
     */
    public static Report<PermanentResidence> explain(String text, Criteria criteria) {
        Require.present(criteria, "criteria");
        String number = Gb11643.capital(Require.present(text, WHAT));
        Checks checks = RULES.check(number);
        if (hasForm(number)) {
            if (birthDateExists(number)) {
                checks.that(IdRules.BIRTH_NOT_FUTURE, hasComeBy(criteria.today(), number));
            }
            Rulebook.remark(checks, IdRules.PERMANENT_NATIONALITY, Iso3166.assigned(nationality(number)));
        }
        return checks.report(new PermanentResidence(number));
    }

    private static boolean hasForm(String number) {
        return isOld(number)
                ? Places.areCapitals(number, 0, 3) && Places.areDigits(number, 3, OLD_LENGTH)
                : Gb11643.hasForm(number) && number.charAt(0) == '9';
    }

    private static boolean isOld(String number) {
        return number.length() == OLD_LENGTH;
    }

    /** The old form has no century, so the day must exist in one of the two that are possible. */
    private static boolean birthDateExists(String number) {
        if (!isOld(number)) {
            return Gb11643.birthDateExists(number);
        }
        return dateExists(number, 1900) || dateExists(number, 2000);
    }

    private static boolean dateExists(String number, int century) {
        return Gb11643.dateExists(
                century + Places.number(number, 7, 9), Places.number(number, 9, 11), Places.number(number, 11, 13));
    }

    /** In the old form an earlier century is always possible, but for 29 February 2000. */
    private static boolean hasComeBy(LocalDate today, String number) {
        LocalDate birthDate = isOld(number) ? earliestBirthDate(number) : Gb11643.birthDate(number);
        return !birthDate.isAfter(today);
    }

    private static LocalDate earliestBirthDate(String number) {
        int century = dateExists(number, 1900) ? 1900 : 2000;
        return LocalDate.of(
                century + Places.number(number, 7, 9), Places.number(number, 9, 11), Places.number(number, 11, 13));
    }

    private static boolean checkHolds(String number) {
        return isOld(number)
                ? number.charAt(OLD_CHECK) == Icao9303.checkDigit(number, OLD_CHECK)
                : Gb11643.checkHolds(number);
    }

    private static String nationality(String number) {
        return isOld(number) ? number.substring(0, 3) : number.substring(3, 6);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** True for the 15 places in use before December 2023. */
    public boolean legacy() {
        return isOld(value());
    }

    /** The nationality by GB/T 2659: three digits, in the old form three letters. */
    public String nationality() {
        return nationality(value());
    }

    /** The province where the card was first issued. */
    public DivisionCode province() {
        int from = legacy() ? 3 : 1;
        return DivisionCode.parse(value().substring(from, from + 2) + "0000");
    }

    /** The birth date; empty for the old form, which has no century. */
    public Optional<LocalDate> birthDate() {
        return legacy() ? Optional.empty() : Optional.of(Gb11643.birthDate(value()));
    }

    /** The holder's sex, odd and even as in citizen numbers; empty for the old form, of which this is not published. */
    public Optional<Sex> sex() {
        return legacy() ? Optional.empty() : Optional.of(Gb11643.sex(value()));
    }

    /**
     * The check character only: where few share a nationality, the nationality would tell who it is. Of one
     * nationality and province alone 3.3 million numbers over 100 years are left.
     */
    @Override
    public String masked() {
        return masked(0, 1);
    }
}
