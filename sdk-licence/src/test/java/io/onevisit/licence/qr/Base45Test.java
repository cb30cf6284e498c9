package io.onevisit.licence.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base45Test {
    /** RFC 9285 sections 4.3 and 4.4. */
    @ParameterizedTest
    @CsvSource({"AB, BB8", "Hello!!, %69 VD92EX0", "base-45, UJCLQE7W581", "ietf!, QED8WEX0", "'', ''"})
    void writes_and_reads_the_examples_of_rfc_9285(String plain, String encoded) {
        assertThat(Base45.encode(plain.getBytes(UTF_8))).isEqualTo(encoded);
        assertThat(Base45.decode(encoded)).isEqualTo(plain.getBytes(UTF_8));
    }

    @Test
    void reads_what_it_writes_for_any_octets() {
        Random random = new Random(9285);
        for (int length = 0; length < 300; length++) {
            byte[] octets = new byte[length];
            random.nextBytes(octets);
            assertThat(Base45.decode(Base45.encode(octets))).isEqualTo(octets);
        }
    }

    @Test
    void reads_the_largest_groups() {
        assertThat(Base45.decode("FGW")).isEqualTo(new byte[] {-1, -1});
        assertThat(Base45.decode("U5")).isEqualTo(new byte[] {-1});
    }

    /** RFC 9285 section 6. */
    @ParameterizedTest
    @ValueSource(strings = {"GGW", ":::", "BB8GGW", "V5", "::", "BB8V5"})
    void refuses_groups_that_stand_for_too_large_a_number(String text) {
        assertThatThrownBy(() -> Base45.decode(text))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("beyond");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "BB8A"})
    void refuses_one_character_left_over(String text) {
        assertThatThrownBy(() -> Base45.decode(text))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("left over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bb8", "BB\n", "B_8", "BBÄ", "BB８", "==="})
    void refuses_characters_outside_the_alphabet(String text) {
        assertThatThrownBy(() -> Base45.decode(text))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("alphabet");
    }
}
