package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidencePermitTest {
    private static final Criteria CRITERIA = Criteria.strict(LocalDate.of(2026, 11, 1));

    @ParameterizedTest
    @CsvSource({"810000, HONG_KONG", "820000, MACAO", "830000, TAIWAN"})
    void reads_the_three_address_codes(String address, ResidencePermit.Origin origin) {
        String number = Synthetic.mod112(address + "19900307123");
        ResidencePermit permit = ResidencePermit.parse(number);

        assertThat(permit.value()).isEqualTo(number);
        assertThat(permit.type()).isEqualTo("residence-permit");
        assertThat(permit.origin()).isEqualTo(origin);
        assertThat(permit.birthDate()).isEqualTo("1990-03-07");
        assertThat(permit.sex()).isEqualTo(Sex.MALE);
    }

    @Test
    void keeps_a_small_x_as_a_capital_one() {
        Random random = new Random(81);
        String number = Synthetic.mod112("81000019900307" + Synthetic.digits(random, 3));
        while (!number.endsWith("X")) {
            number = Synthetic.mod112("81000019900307" + Synthetic.digits(random, 3));
        }

        assertThat(ResidencePermit.parse(number.replace('X', 'x')).value()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"710000", "840000", "800000", "810001", "820100", "830101", "110105", "910000"})
    void refuses_any_other_address_code(String address) {
        assertRefused(Synthetic.mod112(address + "19900307123"), "RESIDENCE_ADDRESS");
    }

    @Test
    void refuses_a_day_that_never_was() {
        assertRefused(Synthetic.mod112("81000019900230123"), "BIRTH_DATE");
    }

    @Test
    void refuses_a_wrong_check_character() {
        String number = Synthetic.mod112("83000019900307123");
        assertRefused(Synthetic.with(number, 17, number.endsWith("1") ? '2' : '1'), "RESIDENCE_CHECK");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "810000900307123", "8100001990030712３", "81000019900307123\n", "H12345678"})
    void refuses_what_has_not_the_form(String text) {
        assertThatThrownBy(() -> ResidencePermit.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void explains_every_check() {
        String good = Synthetic.mod112("82000019900307122");

        assertThat(ResidencePermit.explain(good, CRITERIA).orThrow().sex()).isEqualTo(Sex.FEMALE);
        assertThat(ResidencePermit.explain(good, CRITERIA).checks())
                .extracting(Check::verdict)
                .hasSize(5)
                .containsOnly(Verdict.PASSED);
        assertThat(ResidencePermit.explain(Synthetic.mod112("71000020261102123"), CRITERIA)
                        .problems())
                .extracting(Check::code)
                .containsExactly("RESIDENCE_ADDRESS", "BIRTH_NOT_FUTURE");
        assertThat(ResidencePermit.explain("81", CRITERIA).checks())
                .extracting(Check::code)
                .containsExactly("RESIDENCE_FORM");
    }

    @Test
    void masks_all_but_the_first_two_places() {
        assertThat(ResidencePermit.parse(Synthetic.mod112("81000019900307123"))).hasToString("81****************");
    }

    private static void assertRefused(String text, String check) {
        assertThatThrownBy(() -> ResidencePermit.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(check + ":");
    }
}
