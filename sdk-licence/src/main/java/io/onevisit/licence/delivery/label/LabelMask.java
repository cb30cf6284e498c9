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

    private static final String NUMERALS = "一二三四五六七八九十百零〇两壹贰叁肆伍陆柒捌玖拾佰廿卅";

    /** Where buildings, units and rooms may begin: also in a number that is written out, at its first numeral. */
    private static final Pattern INSIDE = Pattern.compile("[\\p{N}A-Za-zＡ-Ｚａ-ｚ#＃-]"
            + "|[" + NUMERALS + "负甲乙丙丁戊己庚辛壬癸东南西北中上下左右前后底顶]+[ 　]*(号|栋|幢|座|楼|层|单元|门|户|室|房|梯)"
            + "|[" + NUMERALS + "]*[零〇]|[" + NUMERALS + "]{3}");

    private LabelMask() {}

    /** The first character of a name; nothing of a name of one. Blanks, accents and the like are no characters. */
    public static String name(String name) {
        int length = Require.text(name, "name", 64).codePointCount(0, name.length());
        if (name.codePoints().filter(Character::isLetterOrDigit).count() < 2) {
            return String.valueOf(HIDDEN).repeat(length);
        }
        return name.substring(0, name.offsetByCodePoints(0, 1))
                + String.valueOf(HIDDEN).repeat(length - 1);
    }

    /** Up to three digits, of whatever script, in front and two at the end; never all but fewer than six. */
    public static String phone(String phone) {
        long digits = Require.text(phone, "phone", 32)
                .codePoints()
                .filter(Character::isDigit)
                .count();
        long shown = Math.max(0, Math.min(MAX_DIGITS_SHOWN, digits - MIN_DIGITS_HIDDEN));
        long front = Math.min(DIGITS_IN_FRONT, shown);
        StringBuilder masked = new StringBuilder();
        long passed = 0;
        for (int place : phone.codePoints().toArray()) {
            if (Character.isDigit(place)) {
                boolean visible = passed < front || passed >= digits - (shown - front);
                masked.appendCodePoint(visible ? place : HIDDEN);
                passed++;
            } else {
                masked.appendCodePoint(place);
            }
        }
        return masked.toString();
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
