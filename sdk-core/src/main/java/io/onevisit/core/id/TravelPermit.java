package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.internal.Require;

/**
 * The number of a mainland travel permit: of residents of Hong Kong and Macao (港澳居民来往内地通行证), H or M and eight digits;
 * of residents of Taiwan (台湾居民来往大陆通行证), eight digits. Older permits have two more digits for the issue. Only the form
 * can be checked.
 *
 * <p>Immutable and thread-safe.
 */
public final class TravelPermit extends Identifier implements PartyId {
    /** The name of this type of number. */
    public static final String TYPE = "travel-permit";

    private static final String WHAT = "travel permit number";

    private static final Rulebook RULES =
            new Rulebook(WHAT, new Rulebook.Clause(IdRules.TRAVEL_PERMIT_FORM, TravelPermit::hasForm));

    private TravelPermit(String value) {
        super(value);
    }

    /**
     * The travel permit number {@code text}.
     *
     * @throws InvalidValueException unless it has the form of one
     */
    public static TravelPermit parse(String text) {
        RULES.require(Require.present(text, WHAT));
        return new TravelPermit(text);
    }

    /** True if {@link #parse} would read {@code text}. */
    static boolean fits(String text) {
        return RULES.keptBy(text);
    }

    /** The form of {@code text}; there is no more to check. */
    public static Report<TravelPermit> explain(String text, Criteria criteria) {
        Require.present(criteria, "criteria");
        return RULES.check(Require.present(text, WHAT)).report(new TravelPermit(text));
    }

    private static boolean hasForm(String text) {
        return switch (text.length()) {
            case 8, 10 -> Places.areDigits(text, 0, text.length());
            case 9, 11 -> "HM".indexOf(text.charAt(0)) >= 0 && Places.areDigits(text, 1, text.length());
            default -> false;
        };
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number that stays with the holder for life: without the two issue digits of older permits. */
    public TravelPermit withoutIssue() {
        int length = value().length();
        return length > 9 ? new TravelPermit(value().substring(0, length - 2)) : this;
    }

    /** The last two places, after H or M: a million numbers are left. Of older permits H or M only. */
    @Override
    public String masked() {
        return switch (value().length()) {
            case 8 -> masked(0, 2);
            case 9 -> masked(1, 2);
            case 10 -> masked(0, 0);
            default -> masked(1, 0);
        };
    }
}
