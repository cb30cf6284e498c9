package io.onevisit.core.id;

/** Reads places of a number. Only ASCII counts, whatever {@link Character} may call a digit. */
final class Places {
    private Places() {}

    static boolean isDigit(char place) {
        return place >= '0' && place <= '9';
    }

    static boolean isCapital(char place) {
        return place >= 'A' && place <= 'Z';
    }

    static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean areCapitals(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isCapital(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean areDigitsOrCapitals(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char place = text.charAt(i);
            if (!isDigit(place) && !isCapital(place)) {
                return false;
            }
        }
        return true;
    }

    /** The number that the digits from {@code from} up to {@code to} spell. */
    static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    /** A digit as itself, A as 10, up to Z as 35. */
    static int valueOf(char place) {
        return isDigit(place) ? place - '0' : place - 'A' + 10;
    }
}
