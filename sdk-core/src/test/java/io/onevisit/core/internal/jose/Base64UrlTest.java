package io.onevisit.core.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
    private static final String CHARACTERS = "ABQgwxyz0189-_+/= \n.\u00e9";

    @ParameterizedTest
    @ValueSource(strings = {"AA==", "AAA=", "AAAA====", "AB", "AAB", "A", "AAAAA", "A A", "AAAA\n", "+/8", "AA-", "é"})
    void refuses_every_spelling_but_one_rfc_4648_3_5(String text) {
        assertThatThrownBy(() -> Base64Url.decode(text, "signature"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("signature")
                .hasMessageNotContaining(text);
    }

    @Test
    void takes_a_text_if_and_only_if_its_octets_are_written_so() {
        Random random = new Random(34);
        int taken = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            boolean takes = takes(text.toString());
            assertThat(takes).as(text.toString()).isEqualTo(isWrittenSo(text.toString()));
            taken += takes ? 1 : 0;
        }
        assertThat(taken).isGreaterThan(10_000);
    }

    private static boolean takes(String text) {
        try {
            Base64Url.decode(text, "text");
            return true;
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static boolean isWrittenSo(String text) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(octets)
                    .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
