package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermanentResidenceTest {
    private static final Criteria CRITERIA = Criteria.strict(LocalDate.of(2026, 11, 1));

    @ParameterizedTest
    @CsvSource({"932682198501010017, 320000, 682, 1985-01-01", "911124198108030024, 110000, 124, 1981-08-03"})
    void reads_the_specimens_of_the_immigration_administration_of_2023(
            String number, String province, String nationality, LocalDate birthDate) {
        PermanentResidence residence = PermanentResidence.parse(number);

        assertThat(residence.value()).isEqualTo(number);
        assertThat(residence.type()).isEqualTo("permanent-residence");
        assertThat(residence.legacy()).isFalse();
        assertThat(residence.province()).isEqualTo(DivisionCode.parse(province));
        assertThat(residence.nationality()).isEqualTo(nationality);
        assertThat(residence.birthDate()).hasValue(birthDate);
    }

    @Test
    void reads_the_15_places_of_before() {
        PermanentResidence residence = PermanentResidence.parse(old("CAN11000101150"));

        assertThat(residence.legacy()).isTrue();
        assertThat(residence.province()).isEqualTo(DivisionCode.parse("110000"));
        assertThat(residence.nationality()).isEqualTo("CAN");
        assertThat(residence.birthDate()).isEmpty();
    }

    @Test
    void allows_29_february_of_2000_in_15_places_which_have_no_century() {
        assertThat(PermanentResidence.parse(old("FRA31000002290"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FRA31000102290", "FRA31009913010", "FRA31009900010", "FRA31009904310"})
    void refuses_a_day_that_is_in_neither_century(String body) {
        assertRefused(old(body), "BIRTH_DATE");
    }

    @Test
    void finds_every_change_of_one_digit_in_15_places() {
        Random random = new Random(9303);
        for (int i = 0; i < 500; i++) {
            String number =
                    old("USA" + "3201" + Synthetic.birthDate(random).substring(2) + Synthetic.digits(random, 1));
            int at = 3 + random.nextInt(12);
            "0123456789"
                    .chars()
                    .filter(place -> place != number.charAt(at))
                    .forEach(place -> assertRefused(Synthetic.with(number, at, (char) place), ""));
        }
    }

    @Test
    void finds_every_change_of_one_place_and_every_exchange_in_18_places() {
        Random random = new Random(2102);
        for (int i = 0; i < 500; i++) {
            String number = Synthetic.mod112("932682" + Synthetic.birthDate(random) + Synthetic.digits(random, 3));
            assertThat(PermanentResidence.parse(number).value()).isEqualTo(number);
            int at = random.nextInt(17);
            if (number.charAt(at) != number.charAt(at + 1)) {
                assertRefused(Synthetic.swapped(number, at), "");
            }
            "0123456789X"
                    .chars()
                    .filter(place -> place != number.charAt(at))
                    .forEach(place -> assertRefused(Synthetic.with(number, at, (char) place), ""));
        }
    }

    @Test
    void refuses_by_name() {
        assertRefused("932682198501010018", "PERMANENT_CHECK");
        assertRefused(Synthetic.mod112("916682198501010011".substring(0, 17)), "PERMANENT_PROVINCE");
        assertRefused(Synthetic.mod112("93268219850229001"), "BIRTH_DATE");
        assertRefused(Synthetic.mod112("83268219850101001"), "PERMANENT_FORM");
        assertRefused(old("CAN10000101150"), "PERMANENT_PROVINCE");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "can110001011507",
                "CAN11000101150",
                "CAN1100010115077",
                "CAN11000101150７",
                "CAN110001011507\n",
                "CA1110001011507",
                "ＣAN110001011507",
                "93268219850101001７",
                "932682198501010017 "
            })
    void refuses_what_has_not_the_form(String text) {
        assertThatThrownBy(() -> PermanentResidence.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void explains_every_check() {
        assertThat(PermanentResidence.explain("932682198501010017", CRITERIA).checks())
                .extracting(Check::verdict)
                .hasSize(6)
                .containsOnly(Verdict.PASSED);
        assertThat(PermanentResidence.explain(old("CAN11000101150"), CRITERIA).verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(PermanentResidence.explain(Synthetic.mod112("93268220261102001"), CRITERIA)
                        .problems())
                .extracting(Check::code)
                .containsExactly("BIRTH_NOT_FUTURE");
        assertThat(PermanentResidence.explain("CAN100099130107", CRITERIA).problems())
                .extracting(Check::code)
                .startsWith("PERMANENT_PROVINCE", "BIRTH_DATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93299919850101001", "93200019850101001"})
    void remarks_on_an_unknown_nationality_and_does_not_refuse_it(String body) {
        String number = Synthetic.mod112(body);

        assertThat(PermanentResidence.parse(number).value()).isEqualTo(number);
        assertRemarked(PermanentResidence.explain(number, CRITERIA));
        assertRemarked(PermanentResidence.explain(number, Criteria.lenient(LocalDate.of(2026, 11, 1))));
        assertRemarked(PermanentResidence.explain(old("YUG11000101150"), CRITERIA));
    }

    private static void assertRemarked(Report<PermanentResidence> report) {
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(Explained.check(report, "PERMANENT_NATIONALITY").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Explained.check(report, "PERMANENT_NATIONALITY").note()).isTrue();
    }

    @Test
    void tells_the_sex_by_the_sequence_but_not_in_15_places() {
        assertThat(PermanentResidence.parse("932682198501010017").sex()).hasValue(Sex.MALE);
        assertThat(PermanentResidence.parse("911124198108030024").sex()).hasValue(Sex.FEMALE);
        assertThat(PermanentResidence.parse(old("CAN11000101150")).sex()).isEmpty();
    }

    /** 15 places have no century, so only the one day that 1900 did not have can be still to come. */
    @Test
    void refuses_15_places_whose_birth_date_cannot_have_come() {
        Criteria day = Criteria.strict(LocalDate.of(2000, 2, 29));
        Criteria dayBefore = Criteria.strict(LocalDate.of(2000, 2, 28));

        assertThat(PermanentResidence.explain(old("FRA31000002290"), day).verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(PermanentResidence.explain(old("FRA31000002290"), dayBefore).problems())
                .extracting(Check::code)
                .containsExactly("BIRTH_NOT_FUTURE");
        assertThat(PermanentResidence.explain(old("FRA31000003010"), dayBefore).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void masks_all_but_the_check_character() {
        assertThat(PermanentResidence.parse("932682198501010017")).hasToString("*****************7");
        assertThat(PermanentResidence.parse(old("CAN11000101150"))).hasToString("**************7");
    }

    /** {@code body} with its check digit, by the table of ICAO Doc 9303-3: letters from A = 10, weights 7 3 1. */
    private static String old(String body) {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        int[] weights = {7, 3, 1};
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += alphabet.indexOf(body.charAt(i)) * weights[i % 3];
        }
        return body + sum % 10;
    }

    private static void assertRefused(String text, String check) {
        assertThatThrownBy(() -> PermanentResidence.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(check);
    }
}
