package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.crypto.SignatureAlgorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same octets written in another way: one licence has one text. */
class HostileSerialisationTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Forge FORGE = new Forge(SignatureAlgorithm.SM2);

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "\t", "\n", "\r\n", "=", "==", "\u00a0", "\u3000", "\uFEFF", "\u0000", "+", "/", "%7E", "é"
            })
    void characters_between_and_within_the_parts_are_refused(String extra) {
        String token = FORGE.token;
        int dot = token.indexOf('.');
        int tilde = token.indexOf('~');
        for (int place : new int[] {0, 5, dot, dot + 1, tilde, tilde + 1, token.length() - 1}) {
            refused(token.substring(0, place) + extra + token.substring(place));
        }
        assertThat(FORGE.accepts(token + extra)).isFalse();
    }

    @Test
    void bits_left_over_are_refused_in_every_part() {
        for (int part = 0; part < 4; part++) {
            String changed = withLastBit(part);
            if (changed != null) {
                assertThat(FORGE.accepts(changed)).as("part %d", part).isFalse();
            }
        }
        assertThat(withLastBit(2)).isNotNull();
    }

    @Test
    void the_standard_alphabet_is_refused() {
        String token = FORGE.token;

        for (String other : List.of(token.replace('-', '+'), token.replace('_', '/'))) {
            if (!other.equals(token)) {
                refused(other);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "~",
                "~~",
                "a~",
                ".~",
                "..~",
                "a.b~",
                "a.b.c.d~",
                "~a.b.c",
                "a.b.c~~",
                "null~",
                "{}~"
            })
    void what_has_not_the_parts_of_a_licence_is_refused(String text) {
        refused(text);
    }

    @Test
    void parts_in_another_order_are_refused() {
        String[] parts = Forge.jwt(FORGE.token).split("\\.", -1);

        refused(Forge.joined(parts[1] + "." + parts[0] + "." + parts[2], FORGE.disclosures()));
        refused(Forge.joined(parts[0] + "." + parts[1], FORGE.disclosures()));
        refused(Forge.joined(parts[0] + "." + parts[1] + ".", FORGE.disclosures()));
        refused(Forge.joined(parts[0] + ".." + parts[2], FORGE.disclosures()));
        refused(Forge.joined(Forge.jwt(FORGE.token) + "." + parts[2], FORGE.disclosures()));
        refused(String.join("~", FORGE.disclosures()) + "~" + Forge.jwt(FORGE.token) + "~");
    }

    @Test
    void a_signature_in_der_or_of_another_length_is_refused() {
        String jwt = Forge.jwt(FORGE.token);
        String input = jwt.substring(0, jwt.lastIndexOf('.') + 1);
        for (int length : new int[] {0, 1, 63, 65, 70, 72, 96, 128}) {
            refused(Forge.joined(input + Peer.encode(new byte[length]), FORGE.disclosures()));
        }
    }

    /** The part with its last character changed to one that stands for the same octets, or null when there is none. */
    private static @Nullable String withLastBit(int part) {
        String[] parts = FORGE.token.split("(?<=[.~])", -1);
        String text = parts[part];
        int last = text.length() - 2;
        if (text.length() < 2 || (text.length() - 1) % 4 == 0) {
            return null;
        }
        char other = ALPHABET.charAt(ALPHABET.indexOf(text.charAt(last)) ^ 1);
        parts[part] = text.substring(0, last) + other + text.substring(last + 1);
        return String.join("", parts);
    }

    private static void refused(String text) {
        assertThat(FORGE.refuses("LICENCE_FORMAT", text))
                .as(() -> FORGE.verify(text).toString())
                .isTrue();
    }
}
