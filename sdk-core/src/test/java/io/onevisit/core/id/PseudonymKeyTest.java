package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.internal.crypto.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymKeyTest {
    private static final CitizenId SPECIMEN = CitizenId.parse("11010519491231002X");

    /** By {@code openssl dgst -sm3 -mac HMAC} of OpenSSL 3.0 over citizen-id:11010519491231002X, key octets 0, 1, 2 ... */
    @ParameterizedTest
    @CsvSource({
        "16, 4b5fc1c9035dcbe528d69d412d8736d0e50fc7d417158589a6af17536ea40616",
        "64, 9522d4ca46f88c458aee140cd850e521819150cb23f28a25334ded5893ae4c80"
    })
    void agrees_with_openssl(int length, String pseudonym) {
        assertThat(SPECIMEN.pseudonym(PseudonymKey.of(counting(length)))).isEqualTo(pseudonym);
    }

    @Test
    void agrees_with_hmac_as_rfc_2104_words_it() {
        Random random = new Random(2104);
        for (int i = 0; i < 50; i++) {
            byte[] key = new byte[16 + random.nextInt(49)];
            random.nextBytes(key);
            assertThat(SPECIMEN.pseudonym(PseudonymKey.of(key))).isEqualTo(hmac(key, "citizen-id:11010519491231002X"));
        }
    }

    @Test
    void gives_each_type_each_value_and_each_key_its_own() {
        PseudonymKey key = PseudonymKey.of(counting(32));

        assertThat(TravelPermit.parse("12345678").pseudonym(key))
                .isNotEqualTo(Passport.parse("12345678").pseudonym(key))
                .isNotEqualTo(TravelPermit.parse("12345679").pseudonym(key))
                .isNotEqualTo(TravelPermit.parse("12345678").pseudonym(PseudonymKey.of(counting(33))))
                .isEqualTo(TravelPermit.parse("12345678").pseudonym(PseudonymKey.of(counting(32))));
    }

    @Test
    void gives_a_citizen_one_under_15_digits_and_18_places() {
        PseudonymKey key = PseudonymKey.of(counting(32));

        assertThat(CitizenId.parse("110105491231002").pseudonym(key)).isEqualTo(SPECIMEN.pseudonym(key));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 65, 4096})
    void refuses_keys_that_are_too_short_or_too_long(int length) {
        assertThatThrownBy(() -> PseudonymKey.of(new byte[length])).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @NullSource
    void refuses_null(byte[] octets) {
        assertThatThrownBy(() -> PseudonymKey.of(octets)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @NullSource
    void refuses_to_work_without_a_key(PseudonymKey key) {
        assertThatThrownBy(() -> SPECIMEN.pseudonym(key)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void shows_nothing_of_itself() {
        assertThat(PseudonymKey.of(counting(16))).hasToString("pseudonym key");
    }

    @Test
    void keeps_its_own_copy() {
        byte[] octets = counting(16);
        PseudonymKey key = PseudonymKey.of(octets);
        String before = SPECIMEN.pseudonym(key);
        Arrays.fill(octets, (byte) 0);

        assertThat(SPECIMEN.pseudonym(key)).isEqualTo(before);
    }

    private static byte[] counting(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) i;
        }
        return octets;
    }

    private static String hmac(byte[] key, String message) {
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int i = 0; i < 64; i++) {
            int octet = i < key.length ? key[i] : 0;
            inner[i] = (byte) (octet ^ 0x36);
            outer[i] = (byte) (octet ^ 0x5c);
        }
        byte[] hash = Hash.SM3.digest(inner, message.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(Hash.SM3.digest(outer, hash));
    }
}
