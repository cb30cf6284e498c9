package io.onevisit.core;

import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.util.Optional;

/**
 * The code of a matter (事项编码) in a catalogue of government services. On the national platform (GB/T 39554.1-2020) the
 * basic code (基本编码) has 12 digits; the implementation code (实施编码) has 31 characters, the credit code of the department,
 * a digit for its level and the basic code; two more digits make the code of a handling item (业务办理项编码). Provinces have
 * forms of their own in use, which are kept as they are.
 *
 * @param value 6 to 64 digits, capital letters and hyphens, starting and ending with a digit or letter
 */
public record MatterCode(String value) {
    private static final String WHAT = "matter code";
    private static final int SHORTEST = 6;
    private static final int LONGEST = 64;
    private static final int BASIC_LENGTH = 12;
    private static final int CREDIT_CODE_LENGTH = 18;
    private static final int IMPLEMENTATION_LENGTH = 31;
    private static final int HANDLING_ITEM_LENGTH = 33;

    private static final Rule FORM = new Rule(
            "MATTER_FORM",
            "Provincial catalogues of government services (政务服务事项目录)",
            "事项编码为6至64位数字、大写字母和连字符，首末位不为连字符",
            "a matter code has 6 to 64 digits, capital letters and hyphens, no hyphen first or last");
    private static final Rule NATIONAL = new Rule(
            "MATTER_NATIONAL",
            "GB/T 39554.1-2020 (全国一体化政务服务平台 政务服务事项基本目录及实施清单)",
            "为基本编码、实施编码或业务办理项编码",
            "the code has the form of a basic code, an implementation code or the code of a handling item");

    public MatterCode {
        Require.that(
                hasForm(Require.present(value, WHAT)), WHAT, "must be 6 to 64 digits, capital letters and hyphens");
    }

    /** The form of {@code text}, and as a remark whether it is that of the national platform. */
    public static Report<MatterCode> explain(String text) {
        Checks checks = new Checks();
        if (!checks.that(FORM, hasForm(Require.present(text, WHAT)))) {
            return checks.report(null);
        }
        MatterCode code = new MatterCode(text);
        checks.note(NATIONAL, code.basic().isPresent() ? Verdict.PASSED : Verdict.FAILED, null);
        return checks.report(code);
    }

    private static boolean hasForm(String text) {
        int length = text.length();
        if (length < SHORTEST || length > LONGEST || text.charAt(0) == '-' || text.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isDigitOrCapital(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /**
     * The basic code, the same for one matter all over the country: this code or the one within it. Empty for a form of
     * a province's own.
     */
    public Optional<MatterCode> basic() {
        if (value.length() == BASIC_LENGTH && areDigits(0, BASIC_LENGTH)) {
            return Optional.of(this);
        }
        int basic = IMPLEMENTATION_LENGTH - BASIC_LENGTH;
        return isImplementation()
                ? Optional.of(new MatterCode(value.substring(basic, IMPLEMENTATION_LENGTH)))
                : Optional.empty();
    }

    /** The credit code of the department that handles the matter; empty unless the code holds one. Not checked. */
    public Optional<String> department() {
        return isImplementation() ? Optional.of(value.substring(0, CREDIT_CODE_LENGTH)) : Optional.empty();
    }

    private boolean isImplementation() {
        return (value.length() == IMPLEMENTATION_LENGTH || value.length() == HANDLING_ITEM_LENGTH)
                && value.indexOf('-') < 0
                && areDigits(2, 8)
                && areDigits(CREDIT_CODE_LENGTH, value.length());
    }

    private boolean areDigits(int from, int to) {
        return value.chars().skip(from).limit(to - from).allMatch(place -> place >= '0' && place <= '9');
    }

    private static boolean isDigitOrCapital(char place) {
        return (place >= '0' && place <= '9') || (place >= 'A' && place <= 'Z');
    }

    @Override
    public String toString() {
        return value;
    }
}
