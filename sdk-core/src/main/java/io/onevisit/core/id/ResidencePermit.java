package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.time.LocalDate;

/**
 * The number of a residence permit for residents of Hong Kong, Macao or Taiwan (港澳台居民居住证), by State Council General
 * Office 2018 No. 81: laid out as a citizen number. Taiwan is 830000 here, although GB/T 2260 has 710000.
 *
 * <p>Immutable and thread-safe.
 */
public final class ResidencePermit extends Identifier implements PartyId {
    /** The name of this type of number. */
    public static final String TYPE = "residence-permit";

    private static final String WHAT = "residence permit number";

    private static final Rulebook RULES = new Rulebook(
            WHAT,
            new Rulebook.Clause(IdRules.RESIDENCE_FORM, Gb11643::hasForm),
            new Rulebook.Clause(IdRules.RESIDENCE_ADDRESS, ResidencePermit::hasAddress),
            new Rulebook.Clause(IdRules.BIRTH_DATE, Gb11643::birthDateExists),
            new Rulebook.Clause(IdRules.RESIDENCE_CHECK, Gb11643::checkHolds));

    /** Where the holder is a permanent resident. */
    public enum Origin {
        /** Hong Kong (香港), address code 810000. */
        HONG_KONG,
        /** Macao (澳门), address code 820000. */
        MACAO,
        /** Taiwan (台湾), address code 830000. */
        TAIWAN
    }

    private ResidencePermit(String value) {
        super(value);
    }

    /**
     * The permit number {@code text}. A small x is taken for a capital one. Whether the birth date has come is not
     * asked; {@link #explain} does.
     *
     * @throws InvalidValueException if a check fails; it names the check and not the number
     */
    public static ResidencePermit parse(String text) {
        String number = Gb11643.capital(Require.present(text, WHAT));
        RULES.require(number);
        return new ResidencePermit(number);
    }

    /** True if {@link #parse} would read {@code text}. */
    static boolean fits(String text) {
        return RULES.keptBy(Gb11643.capital(text));
    }

    /** Every check on {@code text}. */
    public static Report<ResidencePermit> explain(String text, Criteria criteria) {
        Require.present(criteria, "criteria");
        String number = Gb11643.capital(Require.present(text, WHAT));
        Checks checks = RULES.check(number);
        if (Gb11643.hasForm(number) && Gb11643.birthDateExists(number)) {
            checks.that(IdRules.BIRTH_NOT_FUTURE, !Gb11643.birthDate(number).isAfter(criteria.today()));
        }
        return checks.report(new ResidencePermit(number));
    }

    private static boolean hasAddress(String number) {
        return number.startsWith("810000") || number.startsWith("820000") || number.startsWith("830000");
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Where the holder is a permanent resident. */
    public Origin origin() {
        return switch (value().charAt(1)) {
            case '1' -> Origin.HONG_KONG;
            case '2' -> Origin.MACAO;
            default -> Origin.TAIWAN;
        };
    }

    /** The birth date. */
    public LocalDate birthDate() {
        return Gb11643.birthDate(value());
    }

    /** The holder's sex. */
    public Sex sex() {
        return Gb11643.sex(value());
    }

    /** The first two places: 36.5 million numbers over 100 years are left. The address code says no more than they do. */
    @Override
    public String masked() {
        return masked(2, 0);
    }
}
