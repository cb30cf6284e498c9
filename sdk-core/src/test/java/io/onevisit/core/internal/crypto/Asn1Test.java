package io.onevisit.core.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Asn1Test {
    private static final int MAX = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"0500", "3000", "3003020101", "30053003020101", "1f8101020102", "0481800000"})
    void takes_der(String hex) {
        byte[] der = padded(hex);

        assertThatCode(() -> Asn1.requireDer("x", der, MAX)).doesNotThrowAnyException();
        assertThatCode(() -> Asn1.requireBer("x", der, MAX)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30800000",
                "30800201010000",
                "3080308000000000",
                "300630800500 0000",
                "308103020101",
                "30820003020101"
            })
    void takes_ber_where_it_is_asked_for(String hex) {
        byte[] ber = hex(hex);

        assertThatCode(() -> Asn1.requireBer("x", ber, MAX)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Asn1.requireDer("x", ber, MAX)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is cut short",
        "30, is cut short",
        "3001, is cut short",
        "30050201, is cut short",
        "3003020201, is cut short",
        "3004020101, is cut short",
        "30020201, is cut short",
        "30820001, is cut short",
        "3084ffffffff, is cut short",
        "30858000000000, has a length that is too long",
        "3000 00, has octets after its end",
        "05000500, has octets after its end",
        "0480, has a length that is not definite",
        "3080, is cut short",
        "30800201010001, ends wrongly",
        "30800500, is cut short",
        "30043080 0500, is cut short",
        "1fffffffffffff7f00, has a tag that is too long"
    })
    void refuses_a_broken_shape(String hex, String problem) {
        byte[] broken = hex(hex);

        assertThatThrownBy(() -> Asn1.requireBer("x", broken, MAX))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("x: " + problem);
        assertThatThrownBy(() -> Asn1.requireDer("x", broken, MAX)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_more_than_64_levels_without_running_out_of_stack() {
        byte[] indefinite = new byte[MAX];
        for (int i = 0; i < MAX; i += 2) {
            indefinite[i] = 0x30;
            indefinite[i + 1] = (byte) 0x80;
        }

        assertThatThrownBy(() -> Asn1.requireBer("x", indefinite, MAX)).hasMessage("x: is nested too deeply");
        assertThatThrownBy(() -> Asn1.requireDer("x", nested(65), MAX)).hasMessage("x: is nested too deeply");
        assertThatCode(() -> Asn1.requireDer("x", nested(64), MAX)).doesNotThrowAnyException();
    }

    @Test
    void refuses_more_octets_than_allowed() {
        assertThatThrownBy(() -> Asn1.requireDer("x", new byte[11], 10)).hasMessage("x: must have at most 10 octets");
    }

    @Test
    void gives_the_elements_in_their_original_octets() {
        byte[] der = hex("300b 0500 1f8101020102 0101ff");

        assertThat(Asn1.elements("x", der)).containsExactly(hex("0500"), hex("1f8101020102"), hex("0101ff"));
    }

    @Test
    void what_a_reader_throws_becomes_the_houses_exception() {
        assertThatThrownBy(() -> Asn1.read("x", () -> {
                    throw new ClassCastException();
                }))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("x: is not of its ASN.1 form");
        assertThatThrownBy(() -> Asn1.read("x", () -> {
                    throw new InvalidValueException("a", "b");
                }))
                .isInstanceOf(InvalidValueException.class);
    }

    private static byte[] nested(int levels) {
        byte[] der = {};
        for (int i = 0; i < levels; i++) {
            int header = der.length < 128 ? 2 : 3;
            byte[] outer = new byte[der.length + header];
            outer[0] = 0x30;
            outer[1] = (byte) 0x81;
            outer[header - 1] = (byte) der.length;
            System.arraycopy(der, 0, outer, header, der.length);
            der = outer;
        }
        return der;
    }

    private static byte[] padded(String hex) {
        byte[] start = hex(hex);
        return hex.startsWith("0481") ? Arrays.copyOf(start, 3 + 128) : start;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
