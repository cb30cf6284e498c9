package io.onevisit.payment.qr;

import java.util.ArrayList;
import java.util.List;

/**
 * The text form of data objects, EMV QRCPS MPM section 3.2: ID, length, value, one after the other. Lengths count Unicode
 * characters, neither octets nor the two halves that Java makes of some.
 */
final class EmvText {
    private static final int HEAD = 4;

    private EmvText() {}

    /**
     * The data objects of one level; those before the first fault.
     *
     * @param origin the character of the whole text that {@code text} begins at
     * @param template the path of the template it is the value of, empty for the root
     */
    static List<PlacedObject> parse(String text, int origin, String template, PlacedChecks checks) {
        List<PlacedObject> objects = split(text, origin, template, checks);
        checkOnce(objects, checks);
        return objects;
    }

    private static List<PlacedObject> split(String text, int origin, String template, PlacedChecks checks) {
        List<PlacedObject> objects = new ArrayList<>();
        int start = origin;
        int at = 0;
        while (at < text.length()) {
            if (!twoDigits(text, at)) {
                checks.failed(MerchantRules.ID, template, start);
                return objects;
            }
            String id = text.substring(at, at + 2);
            int end = end(text, at);
            if (end < 0) {
                checks.failed(MerchantRules.LENGTH, template.isEmpty() ? id : template + "/" + id, start);
                return objects;
            }
            String value = text.substring(at + HEAD, end);
            objects.add(new PlacedObject(template, start, new EmvObject(id, value)));
            start += HEAD + characters(value);
            at = end;
        }
        return objects;
    }

    /** Where the data object that begins at {@code at} ends, or -1 when its length is none or beyond the text. */
    private static int end(String text, int at) {
        if (!twoDigits(text, at + 2)) {
            return -1;
        }
        int length = 10 * (text.charAt(at + 2) - '0') + text.charAt(at + 3) - '0';
        int end = at + HEAD;
        for (int left = length; left > 0; left--) {
            if (end == text.length()) {
                return -1;
            }
            end += Character.charCount(text.codePointAt(end));
        }
        return length == 0 ? -1 : end;
    }

    /** Each ID is there once among the data objects of one level. */
    static void checkOnce(List<PlacedObject> objects, PlacedChecks checks) {
        boolean[] seen = new boolean[100];
        for (PlacedObject object : objects) {
            if (seen[object.number()]) {
                checks.that(MerchantRules.ONCE, false, object);
            }
            seen[object.number()] = true;
        }
    }

    private static boolean twoDigits(String text, int at) {
        return at + 2 <= text.length() && isDigit(text.charAt(at)) && isDigit(text.charAt(at + 1));
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    static String of(List<EmvObject> objects) {
        StringBuilder text = new StringBuilder(128);
        for (EmvObject object : objects) {
            append(text, object);
        }
        return text.toString();
    }

    /** Returns how many characters were written. */
    static int append(StringBuilder text, EmvObject object) {
        int length = characters(object.value());
        text.append(object.id())
                .append((char) ('0' + length / 10))
                .append((char) ('0' + length % 10))
                .append(object.value());
        return HEAD + length;
    }

    static int characters(String value) {
        return value.codePointCount(0, value.length());
    }

    /** True for the common character set of EMV Book 4, Annex B: what ASCII prints. */
    static boolean isCommon(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    static boolean isDigits(String value, int length) {
        if (value.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
