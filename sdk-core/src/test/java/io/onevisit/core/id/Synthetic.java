package io.onevisit.core.id;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers of nobody, made by the check formulas as their standards print them: weighted sums with the tables of weights,
 * in whole numbers of any size. The library computes the same checks in another way, place by place.
 */
final class Synthetic {
    private static final int[] GB_11643_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String GB_11643_CHECKS = "10X98765432";
    private static final int[] GB_11714_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final List<String> PROVINCES = List.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65");

    private Synthetic() {}

    /** {@code body} with the check character of GB 11643-1999 after it. */
    static String mod112(String body) {
        int sum = IntStream.range(0, 17)
                .map(i -> Character.digit(body.charAt(i), 10) * GB_11643_WEIGHTS[i])
                .sum();
        return body + GB_11643_CHECKS.charAt(sum % 11);
    }

    static String citizen(Random random) {
        String county = PROVINCES.get(random.nextInt(PROVINCES.size())) + digits(random, 4);
        return mod112(county + birthDate(random) + digits(random, 3));
    }

    static String birthDate(Random random) {
        return LocalDate.of(1900, 1, 1).plusDays(random.nextInt(45_000)).format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    /** {@code body} of eight places with the check character of GB 11714-1997 after it. */
    static String organisation(String body) {
        int sum = IntStream.range(0, 8)
                .map(i -> Character.digit(body.charAt(i), 36) * GB_11714_WEIGHTS[i])
                .sum();
        int check = 11 - sum % 11;
        return body + (check == 10 ? "X" : check == 11 ? "0" : String.valueOf(check));
    }

    /** {@code body} of 17 places with the check character of GB 32100-2015 after it. */
    static String credit(String body) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < 17; i++) {
            BigInteger weight = BigInteger.valueOf(3).pow(i);
            sum = sum.add(weight.multiply(BigInteger.valueOf(CREDIT_ALPHABET.indexOf(body.charAt(i)))));
        }
        int check = sum.negate().mod(BigInteger.valueOf(31)).intValue();
        return body + CREDIT_ALPHABET.charAt(check);
    }

    static String credit(Random random) {
        String registrar = "91" + PROVINCES.get(random.nextInt(PROVINCES.size())) + digits(random, 4);
        return credit(registrar + organisation(creditPlaces(random, 8)));
    }

    static String digits(Random random, int count) {
        return places(random, count, "0123456789");
    }

    static String creditPlaces(Random random, int count) {
        return places(random, count, CREDIT_ALPHABET);
    }

    static String places(Random random, int count, String alphabet) {
        return random.ints(count, 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .collect(Collectors.joining());
    }

    /** {@code number} with another character at {@code index}. */
    static String with(String number, int index, char place) {
        return number.substring(0, index) + place + number.substring(index + 1);
    }

    /** {@code number} with the places at {@code index} and after it exchanged. */
    static String swapped(String number, int index) {
        return number.substring(0, index)
                + number.charAt(index + 1)
                + number.charAt(index)
                + number.substring(index + 2);
    }
}
