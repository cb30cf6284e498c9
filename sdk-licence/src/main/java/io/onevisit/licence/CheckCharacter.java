package io.onevisit.licence;

/** The check character over digits and capital letters, ISO/IEC 7064 hybrid system MOD 37,36. */
final class CheckCharacter {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int MODULUS = 36;

    private CheckCharacter() {}

    /** The one character that makes {@code body} and it come out right. */
    static char over(String body) {
        int product = MODULUS;
        for (int i = 0; i < body.length(); i++) {
            product = doubled(product + ALPHABET.indexOf(body.charAt(i)));
        }
        return ALPHABET.charAt((MODULUS + 1 - product) % MODULUS);
    }

    /**
     * What a program in use in one province makes instead: letters count from 11 (A is 11, as if counted from one), and
     * sums after a letter are first taken modulo 37. Read so that such identifiers can be told from forged ones.
     */
    static char countingLettersFromEleven(String body) {
        int product = MODULUS;
        for (int i = 0; i < body.length(); i++) {
            int place = ALPHABET.indexOf(body.charAt(i));
            int sum = place < 10 ? product + place : product + place + 1;
            product = doubled(place >= 10 && sum > MODULUS + 1 ? sum % (MODULUS + 1) : sum);
        }
        return ALPHABET.charAt(MODULUS - product);
    }

    private static int doubled(int sum) {
        int remainder = sum % MODULUS;
        return (remainder == 0 ? MODULUS : remainder) * 2 % (MODULUS + 1);
    }
}
