package io.onevisit.licence;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Rule;
import io.onevisit.core.Verdict;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.internal.Checks;
import io.onevisit.core.internal.Require;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The identifier of an electronic licence (电子证照标识, ZZBS), GB/T 36904-2018:
 * {@code 1.2.156.3005.2.<type>.<issuer>.<serial>.<version>.<check>}. It is unique in the whole country and names no
 * person; every version of a licence has one of its own.
 *
 * @param typeCode the licence type (证照类型代码): credit code of the authority that defines it, then 3 digits
 * @param issuerCode the unified social credit code of the issuer (证照颁发机构代码), 18 characters
 * @param serial the serial number that the issuer gave (流水号): 1 to 64 digits and capital letters
 * @param version the version (版本号), 1 to 999
 */
public record LicenceId(String typeCode, String issuerCode, String serial, int version) {
    private static final String WHAT = "licence identifier";
    private static final String ROOT = "1.2.156.3005.2";
    private static final int MAX_LENGTH = 128;
    private static final int PARTS = 5;

    private static final int CREDIT_CODE_LENGTH = 18;

    private static final Pattern TYPE_NUMBER = Pattern.compile("[0-9]{3}");
    private static final Pattern SERIAL = Pattern.compile("[0-9A-Z]{1,64}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{3}");
    private static final Pattern CHECKED = Pattern.compile("[0-9A-Z]+");

    public LicenceId {
        holds(LicenceIdRules.TYPE, isType(Require.present(typeCode, "licence type")));
        holds(LicenceIdRules.ISSUER, isCreditCode(Require.present(issuerCode, "issuer")));
        holds(
                LicenceIdRules.SERIAL,
                SERIAL.matcher(Require.present(serial, "serial")).matches());
        holds(LicenceIdRules.VERSION, version >= 1 && version <= 999);
    }

    /**
     * The identifier with these parts; the check character follows from them.
     *
     * @throws InvalidValueException when a part is not of its form; names the check, never the value
     */
    public static LicenceId make(String typeCode, String issuerCode, String serial, int version) {
        return new LicenceId(typeCode, issuerCode, serial, version);
    }

    /**
     * Reads an identifier as it is printed, exactly: no blanks, no small letters.
     *
     * @throws InvalidValueException when a check fails; names the first that did, never the value
     */
    public static LicenceId parse(String text) {
        List<String> parts = parts(Require.present(text, WHAT));
        holds(LicenceIdRules.PARTS, parts.size() == PARTS);
        LicenceId id = of(parts);
        holds(LicenceIdRules.CHECK, parts.get(4).equals(String.valueOf(id.check())));
        return id;
    }

    /** Makes every check on {@code text}, each apart, and says which well-known mistake made the check character. */
    public static Report<LicenceId> explain(String text) {
        Checks checks = new Checks();
        List<String> parts = parts(Require.present(text, WHAT));
        if (!checks.that(LicenceIdRules.PARTS, parts.size() == PARTS)) {
            return checks.report(null);
        }
        checks.that(LicenceIdRules.TYPE, isType(parts.get(0)));
        checks.that(LicenceIdRules.ISSUER, isCreditCode(parts.get(1)));
        checks.that(LicenceIdRules.SERIAL, SERIAL.matcher(parts.get(2)).matches());
        checks.that(LicenceIdRules.VERSION, isVersion(parts.get(3)));
        checkCharacter(checks, String.join("", parts.subList(0, 4)), parts.get(4));
        return checks.report(checks.passing() ? of(parts) : null);
    }

    /** The check character (校验位). */
    public char check() {
        return CheckCharacter.over(typeCode + issuerCode + serial + versionDigits());
    }

    /**
     * The identifier of the version that replaces this one.
     *
     * @throws InvalidValueException after version 999
     */
    public LicenceId nextVersion() {
        return new LicenceId(typeCode, issuerCode, serial, version + 1);
    }

    boolean isNextVersionOf(LicenceId other) {
        return typeCode.equals(other.typeCode)
                && issuerCode.equals(other.issuerCode)
                && serial.equals(other.serial)
                && version == other.version + 1;
    }

    /** The identifier as it is printed. */
    @Override
    public String toString() {
        return String.join(".", ROOT, typeCode, issuerCode, serial, versionDigits(), String.valueOf(check()));
    }

    private static List<String> parts(String text) {
        return text.length() <= MAX_LENGTH && text.startsWith(ROOT + ".")
                ? Arrays.asList(text.substring(ROOT.length() + 1).split("\\.", -1))
                : List.of();
    }

    private static void checkCharacter(Checks checks, String body, String check) {
        if (!CHECKED.matcher(body).matches()) {
            checks.undecided(LicenceIdRules.CHECK, "there is no check character over other characters");
            return;
        }
        boolean holds = check.equals(String.valueOf(CheckCharacter.over(body)));
        checks.that(LicenceIdRules.CHECK, holds);
        if (!holds && check.equals(String.valueOf(CheckCharacter.countingLettersFromEleven(body)))) {
            checks.note(LicenceIdRules.CHECK_LETTERS_FROM_ELEVEN, Verdict.FAILED, null);
        }
    }

    private static boolean isType(String code) {
        return code.length() > CREDIT_CODE_LENGTH
                && isCreditCode(code.substring(0, CREDIT_CODE_LENGTH))
                && TYPE_NUMBER.matcher(code.substring(CREDIT_CODE_LENGTH)).matches();
    }

    /** Exactly as GB 32100 writes it: no small letters, no blanks. */
    private static boolean isCreditCode(String text) {
        try {
            return CreditCode.parse(text).value().equals(text);
        } catch (InvalidValueException e) {
            return false;
        }
    }

    private static boolean isVersion(String digits) {
        return VERSION.matcher(digits).matches() && Integer.parseInt(digits) >= 1;
    }

    private static LicenceId of(List<String> parts) {
        int version = isVersion(parts.get(3)) ? Integer.parseInt(parts.get(3)) : 0;
        return new LicenceId(parts.get(0), parts.get(1), parts.get(2), version);
    }

    private String versionDigits() {
        return String.valueOf(1000 + version).substring(1);
    }

    private static void holds(Rule rule, boolean holds) {
        if (!holds) {
            throw invalid(rule);
        }
    }

    private static InvalidValueException invalid(Rule rule) {
        return new InvalidValueException(WHAT, rule.code() + ", " + rule.en());
    }
}
