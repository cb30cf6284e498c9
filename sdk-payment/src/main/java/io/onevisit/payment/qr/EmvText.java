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
        List<PlacedObject> objects = new ArrayList<>();
        boolean[] seen = new boolean[100];
        int at = 0;
        while (at < text.length()) {
            int start = origin + text.codePointCount(0, at);
            if (!twoDigits(text, at)) {
                checks.failed(MerchantRules.ID, template, start);
                return objects;
            }
            String id = text.substring(at, at + 2);
            String path = template.isEmpty() ? id : template + "/" + id;
            int end = end(text, at);
            if (end < 0) {
                checks.failed(MerchantRules.LENGTH, path, start);
                return objects;
            }
            PlacedObject object = new PlacedObject(path, start, new EmvObject(id, text.substring(at + HEAD, end)));
            if (seen[object.number()]) {
                checks.that(MerchantRules.ONCE, false, object);
            }
            seen[object.number()] = true;
            objects.add(object);
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
        int from = at + HEAD;
        if (length == 0 || text.codePointCount(from, text.length()) < length) {
            return -1;
        }
        return text.offsetByCodePoints(from, length);
    }

    private static boolean twoDigits(String text, int at) {
        return at + 2 <= text.length() && isDigit(text.charAt(at)) && isDigit(text.charAt(at + 1));
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    static String of(List<EmvObject> objects) {
        StringBuilder text = new StringBuilder(256);
        objects.forEach(object -> append(text, object));
        return text.toString();
    }

    static void append(StringBuilder text, EmvObject object) {
        int length = characters(object.value());
        text.append(object.id())
                .append((char) ('0' + length / 10))
                .append((char) ('0' + length % 10))
                .append(object.value());
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
