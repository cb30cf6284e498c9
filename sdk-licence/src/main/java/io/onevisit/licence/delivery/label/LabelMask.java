package io.onevisit.licence.delivery.label;

import io.onevisit.core.internal.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a label hides of a person, GB/T 41833-2022: at least one character of the name, at least six digits of the phone,
 * unit and room of the address. Where it is not clear what a unit or a room is, more is hidden: the courier reads the rest
 * with a device.
 */
public final class LabelMask {
    private static final char HIDDEN = '*';
    private static final String HIDDEN_REST = "****";
    private static final int MIN_DIGITS_HIDDEN = 6;
    private static final int MAX_DIGITS_SHOWN = 5;
    private static final int DIGITS_IN_FRONT = 3;

    /** A house in a street: all that is shown of an address beyond names. */
    private static final Pattern HOUSE = Pattern.compile("[路街巷道弄里][ 　]*[0-9０-９]+[ 　]*号(?![楼室房院])");

    /** Where buildings, units and rooms may begin. */
    private static final Pattern INSIDE =
            Pattern.compile("[\\p{N}A-Za-zＡ-Ｚａ-ｚ#＃-]|[一二三四五六七八九十百零〇两甲乙丙丁东南西北中上下左右][ 　]*(号|栋|幢|座|楼|层|单元|门|户|室|房|梯)");

    private LabelMask() {}

    /** The first character of a name; nothing of a name of one. */
    public static String name(String name) {
        int length = Require.text(name, "name", 64).codePointCount(0, name.length());
        if (length == 1) {
            return String.valueOf(HIDDEN);
        }
        return name.substring(0, name.offsetByCodePoints(0, 1))
                + String.valueOf(HIDDEN).repeat(length - 1);
    }

    /** Up to three digits in front and two at the end; never all but fewer than six. */
    public static String phone(String phone) {
        long digits = Require.text(phone, "phone", 32)
                .chars()
                .filter(LabelMask::isDigit)
                .count();
        long shown = Math.max(0, Math.min(MAX_DIGITS_SHOWN, digits - MIN_DIGITS_HIDDEN));
        long front = Math.min(DIGITS_IN_FRONT, shown);
        StringBuilder masked = new StringBuilder();
        long passed = 0;
        for (int i = 0; i < phone.length(); i++) {
            char place = phone.charAt(i);
            if (isDigit(place)) {
                boolean visible = passed < front || passed >= digits - (shown - front);
                masked.append(visible ? place : HIDDEN);
                passed++;
            } else {
                masked.append(place);
            }
        }
        return masked.toString();
    }

    private static boolean isDigit(int place) {
        return place >= '0' && place <= '9';
    }

    /** Street and house; of other addresses what stands before the first thing that could be a building, unit or room. */
    public static String address(String detail) {
        Require.text(detail, "address detail", 200);
        Matcher inside = INSIDE.matcher(detail);
        int end = inside.find() ? inside.start() : detail.offsetByCodePoints(0, half(detail));
        Matcher house = HOUSE.matcher(detail);
        if (house.find() && house.start() < end && house.end() > end) {
            end = house.end();
        }
        return detail.substring(0, end) + HIDDEN_REST;
    }

    private static int half(String text) {
        return text.codePointCount(0, text.length()) / 2;
    }
}
