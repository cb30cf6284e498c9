package io.onevisit.payment;

import io.onevisit.core.internal.Require;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What payment codes look like where a department is (缴款码规则). There is no national rule, so it is configured; codes of
 * any other form are refused.
 *
 * @param prefix what every code begins with, at most 4 capital letters or 8 digits; may be empty
 * @param digits how many digits follow the prefix; the whole code has 12 to 40 digits
 * @param checkDigits how many digits the check code has, from 0 for none to 8
 */
public record PaymentCodeProfile(String prefix, int digits, int checkDigits) {
    private static final Pattern PREFIX = Pattern.compile("[A-Z]{0,4}|[0-9]{1,8}");
    private static final int MIN_DIGITS = 12;
    private static final int MAX_DIGITS = 40;
    private static final int MAX_CHECK_DIGITS = 8;

    /** Twenty digits as most provinces have them: region (6), year (2) and a sequence (12), without a check code. */
    public static final PaymentCodeProfile REGIONAL = new PaymentCodeProfile("", 20, 0);

    public PaymentCodeProfile {
        Require.that(
                PREFIX.matcher(Require.present(prefix, "prefix")).matches(),
                "prefix",
                "must be at most 4 capital letters or 8 digits");
        long all = digits + prefix.chars().filter(Character::isDigit).count();
        Require.that(digits >= 1 && all >= MIN_DIGITS && all <= MAX_DIGITS, "digits", "must be 12 to 40 in all");
        Require.that(checkDigits >= 0 && checkDigits <= MAX_CHECK_DIGITS, "check digits", "must be 0 to 8");
    }

    /**
     * Refuses a code or check code of another form.
     *
     * @throws io.onevisit.core.InvalidValueException when one is not as this profile says
     */
    void require(PaymentCode code, Optional<CheckCode> checkCode) {
        Require.that(fits(code), "payment code", "must be of the form agreed");
        int given = checkCode.map(check -> check.value().length()).orElse(0);
        Require.that(given == checkDigits, "check code", "must have the digits agreed");
    }

    /** True when the code is of this form. */
    boolean fits(PaymentCode code) {
        String value = code.value();
        return value.startsWith(prefix)
                && value.length() == prefix.length() + digits
                && value.substring(prefix.length()).chars().allMatch(Character::isDigit);
    }
}
