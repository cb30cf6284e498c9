package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F1: what is borne before a document is refused. */
class OfdLimitsTest {
    private static final byte[] SEALED = Sealed.once().octets();

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1",
        "-1, 1, 1, 1, 1",
        "1073741825, 1, 1, 1, 1",
        "1, 0, 1, 1, 1",
        "1, 4294967297, 1, 1, 1",
        "1, 1, 0, 1, 1",
        "1, 1, 65535, 1, 1",
        "1, 1, 1, 0, 1",
        "1, 1, 1, 1001, 1",
        "1, 1, 1, 1, 0",
        "1, 1, 1, 1, 16777217"
    })
    void limits_have_limits(int octets, long expanded, int files, int ratio, int file) {
        assertThatThrownBy(() -> new OfdLimits(octets, expanded, files, ratio, file))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void the_largest_and_smallest_limits_are_allowed() {
        assertThat(new OfdLimits(1 << 30, 1L << 32, 65_534, 1000, 1 << 24).ratio())
                .isEqualTo(1000);
        assertThat(new OfdLimits(1, 1, 1, 1, 1).ratio()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000000, 100, 200, 1000000, OFD_CONTAINER",
        "100000, 10000, 100, 200, 1000000, OFD_CONTAINER",
        "100000, 1000000, 5, 200, 1000000, OFD_CONTAINER",
        "100000, 1000000, 100, 200, 500, OFD_STRUCTURE"
    })
    void refuses_what_is_beyond_the_limits(int octets, long expanded, int files, int ratio, int file, String code) {
        OfdLimits limits = new OfdLimits(octets, expanded, files, ratio, file);
        OfdVerifier verifier = new OfdVerifier(Sealed.OFFICE.verifier(), limits);

        assertThat(problems(verifier.verify(SEALED))).containsExactly(code);
        assertThatThrownBy(() -> OfdDocument.readWithoutVerification(SEALED, limits))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_no_limits_and_no_document() {
        assertThatThrownBy(() -> new OfdVerifier(Sealed.OFFICE.verifier(), null))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> OfdDocument.readWithoutVerification(SEALED, null))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new OfdVerifier(Sealed.OFFICE.verifier()).verifySigned(null))
                .isInstanceOf(InvalidValueException.class);
    }
}
