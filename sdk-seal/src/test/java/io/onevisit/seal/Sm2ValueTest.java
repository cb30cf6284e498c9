package io.onevisit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2ValueTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000000000000000000000000000000000000000000000000000017f",
                "00000000000000000000000000000000000000000000000000000000000000ff80",
            })
    void numbers_with_leading_zeros_come_back_whole(String half) {
        byte[] plain = Bytes.ofHex((half.substring(2) + half.substring(2))).toArray();

        assertThat(Sm2Value.toPlain(Sm2Value.toDer(plain))).isEqualTo(plain);
    }

    @Test
    void numbers_with_the_highest_bit_set_stay_positive() {
        byte[] plain = Bytes.ofHex("ff".repeat(64)).toArray();

        assertThat(Bytes.of(Sm2Value.toDer(plain)).toHex()).startsWith("3046022100ff");
        assertThat(Sm2Value.toPlain(Sm2Value.toDer(plain))).isEqualTo(plain);
    }

    @Test
    void refuses_raw_r_and_s() {
        assertThatThrownBy(() -> Sm2Value.toPlain(Bytes.ofHex("11".repeat(64)).toArray()))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3003020101", // s is missing
                "3009020101020101020101", // a third number
                "30060201010201ff", // a negative number
                "3080020101020101 0000", // indefinite length
            })
    void refuses_another_structure(String hex) {
        assertThatThrownBy(
                        () -> Sm2Value.toPlain(Bytes.ofHex(hex.replace(" ", "")).toArray()))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_a_number_of_more_than_256_bits() {
        String tooLarge = "022101" + "00".repeat(32);

        assertThatThrownBy(() -> Sm2Value.toPlain(
                        Bytes.ofHex("3026" + tooLarge + "020101").toArray()))
                .hasMessageContaining("out of range");
    }
}
