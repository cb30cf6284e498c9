package io.onevisit.payment.qr;

import io.onevisit.core.internal.Require;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's name in its own language (商户本地语言信息), EMV QRCPS MPM ID 64: the place for Chinese.
 *
 * @param language two letters of ISO 639-1, for example {@code zh}
 * @param name 1 to 25 characters
 * @param city 1 to 15 characters, or null
 */
public record LocalName(
        String language, String name, @Nullable String city) {
    static final int MAX_NAME = 25;
    static final int MAX_CITY = 15;

    public LocalName {
        Require.that(isLanguage(Require.present(language, "language")), "language", "must be two letters");
        requireLength(Require.present(name, "name"), MAX_NAME);
        if (city != null) {
            requireLength(city, MAX_CITY);
        }
    }

    private static void requireLength(String value, int max) {
        int characters = EmvText.characters(value);
        Require.that(characters >= 1 && characters <= max, "name or city", "must have 1 to " + max + " characters");
    }

    static boolean isLanguage(String language) {
        return language.length() == 2 && isLetter(language.charAt(0)) && isLetter(language.charAt(1));
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }

    static LocalName of(EmvObject template) {
        String language = "";
        String name = "";
        String city = null;
        for (EmvObject part : template.objects()) {
            switch (part.id()) {
                case "00" -> language = part.value();
                case "01" -> name = part.value();
                default -> city = part.value();
            }
        }
        return new LocalName(language, name, city);
    }

    EmvObject toObject() {
        List<EmvObject> parts = new ArrayList<>(List.of(new EmvObject("00", language), new EmvObject("01", name)));
        if (city != null) {
            parts.add(new EmvObject("02", city));
        }
        return EmvObject.template("64", parts.toArray(EmvObject[]::new));
    }
}
