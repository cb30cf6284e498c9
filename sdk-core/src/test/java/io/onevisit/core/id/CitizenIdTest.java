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

class CitizenIdTest {
    private static final String SPECIMEN = "11010519491231002X";
    private static final Criteria CRITERIA = Criteria.strict(LocalDate.of(2026, 11, 1));

    @Test
    void reads_the_first_specimen_of_gb_11643_1999_annex_a() {
        CitizenId id = CitizenId.parse(SPECIMEN);

        assertThat(id.value()).isEqualTo(SPECIMEN);
        assertThat(id.type()).isEqualTo("citizen-id");
        assertThat(id.divisionCode()).isEqualTo(DivisionCode.parse("110105"));
        assertThat(id.birthDate()).isEqualTo("1949-12-31");
        assertThat(id.sex()).isEqualTo(Sex.FEMALE);
        assertThat(id.legacy()).isFalse();
        assertThat(id.upgrade()).isSameAs(id);
    }

    @Test
    void reads_the_second_specimen_of_gb_11643_1999_annex_a_born_before_1900() {
        CitizenId id = CitizenId.parse("440524188001010014");

        assertThat(id.birthDate()).isEqualTo("1880-01-01");
        assertThat(id.sex()).isEqualTo(Sex.MALE);
    }

    @Test
    void keeps_a_small_x_as_a_capital_one() {
        assertThat(CitizenId.parse("11010519491231002x"))
                .isEqualTo(CitizenId.parse(SPECIMEN))
                .hasSameHashCodeAs(CitizenId.parse(SPECIMEN))
                .extracting(CitizenId::value)
                .isEqualTo(SPECIMEN);
    }

    @ParameterizedTest
    @CsvSource({
        "110105491231002, 1949-12-31, 11010519491231002X",
        "440524800101999, 1880-01-01, 440524188001019991",
        "440524800101996, 1880-01-01, 440524188001019967",
        "440524800101995, 1980-01-01, 440524198001019958",
        "110105000101001, 1900-01-01, 11010519000101001X"
    })
    void reads_15_digits_by_the_century_rule_of_1989(String old, LocalDate birthDate, String upgraded) {
        CitizenId id = CitizenId.parse(old);

        assertThat(id.legacy()).isTrue();
        assertThat(id.birthDate()).isEqualTo(birthDate);
        assertThat(id.upgrade().value()).isEqualTo(upgraded).isEqualTo(Synthetic.mod112(upgraded.substring(0, 17)));
        assertThat(id.upgrade().sex()).isEqualTo(id.sex());
        assertThat(CitizenId.parse(upgraded)).isEqualTo(id.upgrade()).isNotEqualTo(id);
    }

    @Test
    void refuses_29_february_1900_in_15_digits_and_does_not_read_it_as_2000() {
        assertRefused("110105000229001", "BIRTH_DATE");
    }

    @Test
    void agrees_with_the_weights_of_the_standard() {
        Random random = new Random(11643);
        for (int i = 0; i < 10_000; i++) {
            String number = Synthetic.citizen(random);
            assertThat(CitizenId.parse(number).value()).isEqualTo(number);
        }
    }

    @Test
    void finds_every_change_of_one_place() {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            String number = Synthetic.citizen(random);
            for (int at = 0; at < 18; at++) {
                assertEveryOtherPlaceRefused(number, at);
            }
        }
    }

    @Test
    void finds_every_exchange_of_neighbours() {
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            String number = Synthetic.citizen(random);
            for (int at = 0; at < 17; at++) {
                if (number.charAt(at) != number.charAt(at + 1)) {
                    assertRefused(Synthetic.swapped(number, at));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "11010519491231002X\n",
                "11010519491231002X\r\n",
                " 11010519491231002X",
                "11010519491231002X ",
                "11010519491231002\u0000",
                "11010519491231002Ｘ",
                "１１０１０５１９４９１２３１００２X",
                "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X",
                "110105\u200B19491231002X",
                "11010519491231002X\u200B",
                "\uFEFF11010519491231002X",
                "1101051949123100２X",
                "110105-19491231-002X",
                "110105 19491231 002X",
                "11010519491231002",
                "11010519491231002XX",
                "X10105194912310021",
                "+1010519491231002X",
                "-1010519491231002X",
                "11010549123100X",
                "１１０１０５４９１２３１００２",
                "11010549123100\n",
                "1101054912310\uD83D\uDE00"
            })
    void refuses_what_has_not_the_form(String text) {
        assertRefused(text, "CITIZEN_FORM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00", "01", "10", "16", "20", "24", "38", "47", "55", "66", "70", "72", "81", "82", "83", "91"})
    void refuses_an_unknown_province(String province) {
        assertRefused(Synthetic.mod112(province + "010119900307123"), "CITIZEN_PROVINCE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "19900230",
                "19900431",
                "19901301",
                "19900001",
                "19900100",
                "19900132",
                "19010229",
                "19000229",
                "21000229",
                "00000101",
                "17991231"
            })
    void refuses_a_day_that_never_was(String birthDate) {
        assertRefused(Synthetic.mod112("330106" + birthDate + "123"), "BIRTH_DATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000229", "19960229", "18000101", "19491001"})
    void accepts_a_day_of_the_calendar(String birthDate) {
        assertThat(CitizenId.parse(Synthetic.mod112("330106" + birthDate + "123")))
                .isNotNull();
    }

    @Test
    void refuses_a_wrong_check_character_by_name() {
        assertRefused("110105194912310021", "CITIZEN_CHECK");
    }

    @ParameterizedTest
    @NullSource
    void refuses_null(String text) {
        assertThatThrownBy(() -> CitizenId.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void explains_a_good_number_with_every_check() {
        Report<CitizenId> report = CitizenId.explain(SPECIMEN, CRITERIA);

        assertThat(report.orThrow()).isEqualTo(CitizenId.parse(SPECIMEN));
        assertThat(report.checks())
                .extracting(Check::code)
                .containsExactly(
                        "CITIZEN_FORM",
                        "CITIZEN_PROVINCE",
                        "BIRTH_DATE",
                        "CITIZEN_CHECK",
                        "BIRTH_NOT_FUTURE",
                        "DIVISION_KNOWN",
                        "CITIZEN_CURRENT");
        assertThat(report.checks()).extracting(Check::verdict).containsOnly(Verdict.PASSED);
    }

    @Test
    void explains_all_that_is_wrong_at_once() {
        Report<CitizenId> report = CitizenId.explain("990105199002300020", CRITERIA);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.subject()).isEmpty();
        assertThat(report.problems())
                .extracting(Check::code)
                .containsExactly("CITIZEN_PROVINCE", "BIRTH_DATE", "CITIZEN_CHECK");
    }

    @Test
    void explains_the_form_alone_when_the_form_is_wrong() {
        Report<CitizenId> report = CitizenId.explain("not a number", CRITERIA);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.checks()).extracting(Check::code).containsExactly("CITIZEN_FORM");
    }

    @Test
    void does_not_refuse_a_person_whose_county_is_unknown() {
        Report<CitizenId> report = CitizenId.explain(Synthetic.mod112("33999919900307123"), CRITERIA);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(Explained.check(report, "DIVISION_KNOWN").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void knows_a_county_that_was_abolished_before_the_holder_was_born() {
        Report<CitizenId> report = CitizenId.explain(Synthetic.mod112("11010320150307123"), CRITERIA);

        assertThat(Explained.check(report, "DIVISION_KNOWN").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void refuses_a_birth_date_after_today_and_accepts_today() {
        String bornOnTheDay = Synthetic.mod112("33010620261101123");
        String bornTheDayAfter = Synthetic.mod112("33010620261102123");

        assertThat(CitizenId.explain(bornOnTheDay, CRITERIA).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(CitizenId.explain(bornTheDayAfter, CRITERIA).problems())
                .extracting(Check::code)
                .containsExactly("BIRTH_NOT_FUTURE");
    }

    @Test
    void remarks_that_15_digits_are_no_proof() {
        Report<CitizenId> report = CitizenId.explain("110105491231002", CRITERIA);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(Explained.check(report, "CITIZEN_CURRENT").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void masks_birth_date_and_sequence_whole() {
        CitizenId id = CitizenId.parse(SPECIMEN);

        assertThat(id).hasToString("11***************X");
        assertThat(id.masked()).isEqualTo(id.toString());
        assertThat(CitizenId.parse("110105491231002")).hasToString("11*************");
    }

    private static void assertEveryOtherPlaceRefused(String number, int at) {
        "0123456789X"
                .chars()
                .filter(place -> place != number.charAt(at))
                .forEach(place -> assertRefused(Synthetic.with(number, at, (char) place)));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> CitizenId.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    private static void assertRefused(String text, String check) {
        assertThatThrownBy(() -> CitizenId.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(check + ":");
    }
}
