package io.onevisit.core.id;

/** The check digit of machine-readable travel documents: ICAO Doc 9303-3, 4.9. */
final class Icao9303 {
    private Icao9303() {}

    /** The check digit for {@code text} up to {@code end}: weights 7, 3, 1 in turn, A as 10, modulo 10. */
    static char checkDigit(String text, int end) {
        int sum = 0;
        for (int i = 0; i < end; i++) {
            sum += Places.valueOf(text.charAt(i)) * weight(i);
        }
        return (char) ('0' + sum % 10);
    }

    private static int weight(int index) {
        return switch (index % 3) {
            case 0 -> 7;
            case 1 -> 3;
            default -> 1;
        };
    }
}
