package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassportTest {
    private static final Criteria CRITERIA = Criteria.strict(LocalDate.of(2026, 11, 1));

    @ParameterizedTest
    @ValueSource(strings = {"E12345678", "EA1234567", "G12345678", "DE1234567", "SE1234567", "PE1234567"})
    void knows_the_forms_of_passports_of_china(String text) {
        assertThat(Passport.parse(text).hasChineseForm()).isTrue();
        assertThat(Passport.parse(text).type()).isEqualTo("passport");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L898902C3",
                "123456789",
                "GE1234567",
                "EA123456",
                "EAB123456",
                "D12345678",
                "12345",
                "AE1234567",
                "EI1234567",
                "EO1234567"
            })
    void accepts_other_passports_as_icao_9303_has_them(String text) {
        assertThat(Passport.parse(text).hasChineseForm()).isFalse();
    }

    /** The specimen of ICAO Doc 9303-4 and check digits worked out by hand. */
    @ParameterizedTest
    @CsvSource({"L898902C3, 6", "E00000000, 8", "A1234, 8"})
    void computes_the_check_digit_of_the_machine_readable_zone(String text, char digit) {
        assertThat(Passport.parse(text).mrzCheckDigit()).isEqualTo(digit);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "1234",
                "E123456789",
                "ABCDEFGHI",
                "e12345678",
                "E1234567８",
                "Ｅ12345678",
                "E12345678\n",
                "E1234 678",
                "E1234567<"
            })
    void refuses_what_has_not_the_form(String text) {
        assertThatThrownBy(() -> Passport.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void explains_the_form_and_remarks_on_foreign_ones() {
        Report<Passport> foreign = Passport.explain("L898902C3", CRITERIA);

        assertThat(foreign.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(Explained.check(foreign, "PASSPORT_CHINESE").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Passport.explain("E1234567<", CRITERIA).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void masks_all_but_the_first_and_the_last_place() {
        assertThat(Passport.parse("E12345678")).hasToString("E*******8");
    }
}
