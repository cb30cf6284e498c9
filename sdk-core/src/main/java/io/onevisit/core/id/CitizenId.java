package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.time.LocalDate;

/**
 * A citizen number (公民身份号码): 18 places by GB 11643-1999, or the 15 digits of GB 11643-1989, which are a key to old
 * records and prove nothing. The county need not be known, since codes come and go; the province must be.
 *
 * <p>Immutable and thread-safe.
 */
public final class CitizenId extends Identifier implements PartyId {
    /** The name of this type of number. */
    public static final String TYPE = "citizen-id";

    private static final String WHAT = "citizen number";
    private static final int LEGACY_LENGTH = 15;

    private static final Rulebook RULES = new Rulebook(
            WHAT,
            new Rulebook.Clause(IdRules.CITIZEN_FORM, CitizenId::hasForm),
            new Rulebook.Clause(IdRules.CITIZEN_PROVINCE, number -> DivisionCode.isProvince(number, 0)),
            new Rulebook.Clause(IdRules.BIRTH_DATE, CitizenId::birthDateExists),
            new Rulebook.Clause(IdRules.CITIZEN_CHECK, number -> isLegacy(number) || Gb11643.checkHolds(number)));

    private CitizenId(String value) {
        super(value);
    }

    /**
     * The citizen number {@code text}. A small x is taken for a capital one. Whether the birth date has come is not
     * asked; {@link #explain} does.
     *
     * @throws InvalidValueException if a check fails; it names the check and not the number
     */
    public static CitizenId parse(String text) {
        String number = Gb11643.capital(Require.present(text, WHAT));
        RULES.require(number);
        return new CitizenId(number);
    }

    /** True if {@link #parse} would read {@code text}. */
    static boolean fits(String text) {
        return RULES.keptBy(Gb11643.capital(text));
    }

    /** Every check on {@code text}; an unknown county and the old form are remarks. */
    public static Report<CitizenId> explain(String text, Criteria criteria) {
        Require.present(criteria, "criteria");
        String number = Gb11643.capital(Require.present(text, WHAT));
        Checks checks = RULES.check(number);
        if (hasForm(number)) {
            if (birthDateExists(number)) {
                checks.that(IdRules.BIRTH_NOT_FUTURE, !birthDate(number).isAfter(criteria.today()));
            }
            Rulebook.remark(checks, IdRules.DIVISION_KNOWN, criteria.divisions().known(DivisionCode.at(number, 0)));
            Rulebook.remark(checks, IdRules.CITIZEN_CURRENT, !isLegacy(number));
        }
        return checks.report(new CitizenId(number));
    }

    private static boolean hasForm(String number) {
        return isLegacy(number) ? Places.areDigits(number, 0, LEGACY_LENGTH) : Gb11643.hasForm(number);
    }

    private static boolean isLegacy(String number) {
        return number.length() == LEGACY_LENGTH;
    }

    private static boolean birthDateExists(String number) {
        return isLegacy(number)
                ? Gb11643.dateExists(legacyYear(number), Places.number(number, 8, 10), Places.number(number, 10, 12))
                : Gb11643.birthDateExists(number);
    }

    private static LocalDate birthDate(String number) {
        return isLegacy(number)
                ? LocalDate.of(legacyYear(number), Places.number(number, 8, 10), Places.number(number, 10, 12))
                : Gb11643.birthDate(number);
    }

    /** The edition of 1989 kept the sequences 996 to 999 for people born before 1900. */
    private static int legacyYear(String number) {
        int century = Places.number(number, 12, LEGACY_LENGTH) >= 996 ? 1800 : 1900;
        return century + Places.number(number, 6, 8);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** True for the 15 digits of the 1989 edition, on cards that are void since 2013. */
    public boolean legacy() {
        return isLegacy(value());
    }

    /** The number in 18 places: this one, or what the 1999 edition makes of 15 digits. */
    @Override
    public CitizenId upgrade() {
        if (!legacy()) {
            return this;
        }
        String body = value().substring(0, 6) + legacyYear(value()) + value().substring(8);
        return new CitizenId(body + Gb11643.checkCharacter(body));
    }

    /** Where the holder was registered when the number was given; never to be tied to the birth year. */
    public DivisionCode divisionCode() {
        return DivisionCode.at(value(), 0);
    }

    /** The birth date; for 15 digits by the century rule of 1989. */
    public LocalDate birthDate() {
        return birthDate(value());
    }

    /** The holder's sex. */
    public Sex sex() {
        return legacy() ? Gb11643.sexOfSequence(value().charAt(LEGACY_LENGTH - 1)) : Gb11643.sex(value());
    }

    /**
     * The province and the check character only. Birth date and sequence are hidden whole: over 100 years at least
     * 16 counties, 36,525 days and 1,000 sequences, of which one in 11 has the check character, leave 53 million
     * numbers; the usual first six and last four places leave some 3,300. 15 digits show the province only.
     */
    @Override
    public String masked() {
        return masked(2, legacy() ? 0 : 1);
    }
}
