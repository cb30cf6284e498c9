package io.onevisit.payment.qr;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks on a merchant-presented code, EMV QRCPS MPM, data object by data object. For one thread. */
final class MerchantChecks {
    static final int MAX_OCTETS = 512;

    private static final int CRC_DIGITS = 4;
    private static final String CRC_HEAD = "6304";
    private static final List<String> MANDATORY = List.of("00", "52", "53", "58", "59", "60", "63");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final PlacedChecks checks;

    MerchantChecks(PlacedChecks checks) {
        this.checks = checks;
    }

    /** False when nothing else should be looked at. */
    boolean checkBound(String text) {
        return checks.that(MerchantRules.BOUND, text.length() <= MAX_OCTETS && isBoundedUnicode(text), "");
    }

    /** True when no half of a character stands alone and UTF-8 takes no more octets than allowed. */
    private static boolean isBoundedUnicode(String text) {
        int octets = 0;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return false;
            }
            octets += octets(character);
            at += Character.charCount(character);
        }
        return octets <= MAX_OCTETS;
    }

    private static int octets(int character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 ? 2 : 2 + Character.charCount(character);
    }

    void checkCrc(String text) {
        int digits = text.length() - CRC_DIGITS;
        boolean holds = digits >= CRC_HEAD.length()
                && text.startsWith(CRC_HEAD, digits - CRC_HEAD.length())
                && text.startsWith(Crc16.of(text.substring(0, digits)), digits);
        checks.that(MerchantRules.CRC, holds, "63");
    }

    /** All but the CRC itself. */
    void checkRoot(List<PlacedObject> root) {
        @Nullable PlacedObject[] byNumber = new PlacedObject[100];
        boolean account = false;
        for (PlacedObject object : root) {
            byNumber[object.number()] = object;
            account |= isAccount(object);
        }
        boolean ordered = !root.isEmpty()
                && root.get(0).number() == 0
                && root.get(root.size() - 1).number() == 63;
        checks.that(MerchantRules.ORDER, ordered, "");
        for (String id : MANDATORY) {
            checks.that(MerchantRules.MANDATORY, byNumber[EmvObject.number(id)] != null, id);
        }
        checks.that(MerchantRules.ACCOUNT, account, "02 to 51");
        for (PlacedObject object : root) {
            checkObject(object);
        }
        checkTip(byNumber[55], byNumber[56], byNumber[57]);
    }

    private static boolean isAccount(PlacedObject object) {
        return object.number() >= 2 && object.number() <= 51;
    }

    private void checkObject(PlacedObject object) {
        String value = object.value();
        int id = object.number();
        switch (id) {
            case 0 -> checks.that(MerchantRules.FORMAT, value.equals("01"), object);
            case 1 -> checks.that(MerchantRules.INITIATION, value.equals("11") || value.equals("12"), object);
            case 52 -> checks.that(MerchantRules.CATEGORY, EmvText.isDigits(value, 4), object);
            case 53 ->
                checks.that(MerchantRules.CURRENCY, Iso4217.currency(value).isPresent(), object);
            case 54 -> checks.that(MerchantRules.AMOUNT, EmvAmount.isAmount(value), object);
            case 55, 56, 57 -> {} // with one another
            case 58 -> checks.that(MerchantRules.COUNTRY, COUNTRIES.contains(value), object);
            case 59 -> checks.that(MerchantRules.NAME, isCommon(value, 25), object);
            case 60 -> checks.that(MerchantRules.CITY, isCommon(value, 15), object);
            case 61 -> checks.that(MerchantRules.POSTAL_CODE, isCommon(value, 10), object);
            case 62 -> within(object).forEach(this::checkAdditional);
            case 63 -> checks.that(MerchantRules.CRC_LENGTH, value.length() == CRC_DIGITS, object);
            case 64 -> checkLanguage(object);
            default -> checkRange(id, object);
        }
    }

    private void checkRange(int id, PlacedObject object) {
        if (id <= 51) {
            checks.that(MerchantRules.ACCOUNT, EmvText.isCommon(object.value()), object);
        }
        if ((id >= 26 && id <= 51) || id >= 80) {
            checkTemplate(object);
        }
        if (id >= 65 && id <= 79) {
            checks.that(MerchantRules.RFU, false, object);
        }
    }

    private List<PlacedObject> within(PlacedObject template) {
        return EmvText.parse(template.value(), template.valueStart(), template.path(), checks);
    }

    private void checkTemplate(PlacedObject template) {
        boolean named = false;
        for (PlacedObject part : within(template)) {
            named |= part.number() == 0 && isCommon(part.value(), 32);
        }
        checks.that(MerchantRules.GUID, named, template);
    }

    private void checkAdditional(PlacedObject part) {
        String value = part.value();
        int id = part.number();
        if (id == 9) {
            checks.that(MerchantRules.CONSUMER_DATA, isConsumerData(value), part);
        } else if (id >= 50) {
            checkTemplate(part);
        } else if (id == 0 || id >= 12) {
            checks.that(MerchantRules.RFU, false, part);
        } else {
            int max = id == 10 ? 20 : 25;
            int characters = EmvText.characters(value);
            checks.that(MerchantRules.ADDITIONAL, id == 11 ? characters == 3 : characters <= max, part);
        }
    }

    private static boolean isConsumerData(String value) {
        for (int i = 0; i < value.length(); i++) {
            char asked = value.charAt(i);
            if ("AME".indexOf(asked) < 0 || value.indexOf(asked) < i) {
                return false;
            }
        }
        return true;
    }

    private void checkLanguage(PlacedObject template) {
        boolean language = false;
        boolean name = false;
        for (PlacedObject part : within(template)) {
            int characters = EmvText.characters(part.value());
            switch (part.number()) {
                case 0 -> language = checks.that(MerchantRules.LANGUAGE, LocalName.isLanguage(part.value()), part);
                case 1 -> name = checks.that(MerchantRules.LANGUAGE, characters <= LocalName.MAX_NAME, part);
                case 2 -> checks.that(MerchantRules.LANGUAGE, characters <= LocalName.MAX_CITY, part);
                default -> checks.that(MerchantRules.RFU, false, part);
            }
        }
        checks.that(MerchantRules.LANGUAGE, language && name, template);
    }

    private void checkTip(@Nullable PlacedObject tip, @Nullable PlacedObject fixed, @Nullable PlacedObject percentage) {
        String indicator = tip == null ? "" : tip.value();
        if (tip != null) {
            boolean holds = indicator.equals("01")
                    || (indicator.equals("02") && fixed != null)
                    || (indicator.equals("03") && percentage != null);
            checks.that(MerchantRules.TIP, holds, tip);
        }
        if (fixed != null) {
            checks.that(MerchantRules.FIXED_FEE, indicator.equals("02") && EmvAmount.isAmount(fixed.value()), fixed);
        }
        if (percentage != null) {
            boolean holds = indicator.equals("03") && EmvAmount.isPercentage(percentage.value());
            checks.that(MerchantRules.PERCENTAGE, holds, percentage);
        }
    }

    private static boolean isCommon(String value, int max) {
        return value.length() <= max && EmvText.isCommon(value);
    }
}
