package io.onevisit.core.id;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.util.Optional;

/**
 * The number of a postal item (邮件号码): UPU S10, two letters, eight digits, a check digit and two letters; or the 13 digits
 * of China Post's domestic waybills, which have no public check digit. Numbers in use with another check digit are real,
 * so it ranks and does not refuse.
 *
 * <p>Immutable and thread-safe.
 */
public final class PostalItemNumber extends Identifier {
    private static final String WHAT = "postal item number";
    private static final int LENGTH = 13;
    private static final int CHECK = 10;
    private static final int COUNTRY = 11;
    private static final String DOMESTIC = "CS";

    private static final Rulebook RULES =
            new Rulebook(WHAT, new Rulebook.Clause(IdRules.POSTAL_FORM, PostalItemNumber::hasForm));

    private PostalItemNumber(String value) {
        super(value);
    }

    /**
     * The postal item number {@code text}.
     *
     * @throws InvalidValueException unless it has one of the forms
     */
    public static PostalItemNumber parse(String text) {
        RULES.require(Require.present(text, WHAT));
        return new PostalItemNumber(text);
    }

    /** The form of {@code text}, and as a remark its check digit. */
    public static Report<PostalItemNumber> explain(String text) {
        Checks checks = RULES.check(Require.present(text, WHAT));
        PostalItemNumber number = new PostalItemNumber(text);
        if (hasForm(text)) {
            checks.note(IdRules.POSTAL_CHECK, number.checkDigit(), null);
        }
        return checks.report(number);
    }

    private static boolean hasForm(String text) {
        return text.length() == LENGTH
                && Places.areDigits(text, 2, COUNTRY)
                && (isS10(text) || Places.areDigits(text, 0, LENGTH));
    }

    private static boolean isS10(String text) {
        return Places.areCapitals(text, 0, 2) && Places.areCapitals(text, COUNTRY, LENGTH);
    }

    /** Weights 8 6 4 2 3 5 9 7; 11 less the sum modulo 11, with 10 written 0 and 11 written 5. */
    private static char s10CheckDigit(String text) {
        String weights = "86423597";
        int sum = 0;
        for (int i = 0; i < weights.length(); i++) {
            sum += (weights.charAt(i) - '0') * (text.charAt(i + 2) - '0');
        }
        int check = 11 - sum % 11;
        return switch (check) {
            case 10 -> '0';
            case 11 -> '5';
            default -> (char) ('0' + check);
        };
    }

    /** Whether the S10 check digit is right; INDETERMINATE for 13 digits, which have none. */
    public Verdict checkDigit() {
        if (!isS10(value())) {
            return Verdict.INDETERMINATE;
        }
        return value().charAt(CHECK) == s10CheckDigit(value()) ? Verdict.PASSED : Verdict.FAILED;
    }

    /** True for China Post's domestic numbers: 13 digits, or CS at the end. */
    public boolean domestic() {
        return !isS10(value()) || value().endsWith(DOMESTIC);
    }

    /** The two letters of the issuing country; empty for domestic numbers. */
    public Optional<String> country() {
        return domestic() ? Optional.empty() : Optional.of(value().substring(COUNTRY));
    }

    /** The first two and the last four places: ten million numbers are left, of those with a check digit 900,000. */
    @Override
    public String masked() {
        return masked(2, 4);
    }
}
