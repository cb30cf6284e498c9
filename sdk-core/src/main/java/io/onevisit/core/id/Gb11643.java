package io.onevisit.core.id;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * The layout of GB 11643-1999, which residence permits and the permanent residence number of 2023 share: six places of
 * their own, eight of birth date, three of sequence and a MOD 11-2 check character (GB/T 17710, ISO 7064).
 */
final class Gb11643 {
    private static final int LENGTH = 18;
    private static final int BIRTH = 6;
    private static final int SEQUENCE = 14;
    private static final int CHECK = 17;

    private Gb11643() {}

    static boolean hasForm(String number) {
        return number.length() == LENGTH
                && Places.areDigits(number, 0, CHECK)
                && (Places.isDigit(number.charAt(CHECK)) || number.charAt(CHECK) == 'X');
    }

    /** {@code text} with a small x as check character made a capital one; one elsewhere stays a fault. */
    static String capital(String text) {
        return text.length() == LENGTH && text.charAt(CHECK) == 'x' ? text.replace('x', 'X') : text;
    }

    static boolean birthDateExists(String number) {
        return dateExists(year(number), Places.number(number, 10, 12), Places.number(number, 12, SEQUENCE));
    }

    static LocalDate birthDate(String number) {
        return LocalDate.of(year(number), Places.number(number, 10, 12), Places.number(number, 12, SEQUENCE));
    }

    private static int year(String number) {
        return Places.number(number, BIRTH, 10);
    }

    static Sex sex(String number) {
        return sexOfSequence(number.charAt(CHECK - 1));
    }

    static Sex sexOfSequence(char lastPlace) {
        return (lastPlace - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    static boolean checkHolds(String number) {
        return number.charAt(CHECK) == checkCharacter(number);
    }

    /** The check character for the first 17 digits of {@code body}. */
    static char checkCharacter(String body) {
        int sum = 0;
        for (int i = 0; i < CHECK; i++) {
            sum = (sum + body.charAt(i) - '0') * 2 % 11;
        }
        int check = (12 - sum) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    /** True for a date of the calendar since 1800, the first year that any edition of the standard can mean. */
    static boolean dateExists(int year, int month, int day) {
        return year >= 1800
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year));
    }
}
