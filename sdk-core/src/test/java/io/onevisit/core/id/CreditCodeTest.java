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
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {
    private static final String SPECIMEN = "91350100M000100Y43";
    private static final String WRONG_CHECK = "91350100M000100Y44";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    @Test
    void reads_the_specimen_of_gb_32100_2015() {
        CreditCode code = CreditCode.parse(SPECIMEN);

        assertThat(code.value()).isEqualTo(SPECIMEN);
        assertThat(code.type()).isEqualTo("credit-code");
        assertThat(code.category()).isEqualTo("91");
        assertThat(code.divisionCode()).isEqualTo(DivisionCode.parse("350100"));
        assertThat(code.organisationCode()).isEqualTo(OrganisationCode.parse("M000100Y4"));
        assertThat(code.checkCharacterHolds()).isTrue();
    }

    @Test
    void agrees_with_the_powers_of_three_of_the_standard() {
        Random random = new Random(32100);
        for (int i = 0; i < 10_000; i++) {
            String code = Synthetic.credit(random);
            assertThat(CreditCode.parse(code).value()).isEqualTo(code);
        }
    }

    @Test
    void writes_the_check_value_31_as_0() {
        Random random = new Random(31);
        String code = Synthetic.credit(random);
        while (!code.endsWith("0")) {
            code = Synthetic.credit(random);
        }

        assertThat(CreditCode.parse(code).value()).isEqualTo(code);
    }

    @Test
    void finds_every_change_of_one_place() {
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            String code = Synthetic.credit(random);
            for (int at = 0; at < 18; at++) {
                assertEveryOtherPlaceRefused(code, at);
            }
        }
    }

    @Test
    void finds_every_exchange_of_neighbours() {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            String code = Synthetic.credit(random);
            for (int at = 0; at < 17; at++) {
                if (code.charAt(at) != code.charAt(at + 1)) {
                    assertRefused(Synthetic.swapped(code, at));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "91350100M000100Y4",
                "91350100M000100Y433",
                "91350100M000100Y43\n",
                " 91350100M000100Y43",
                "91350100m000100y43",
                "9135010AM000100Y43",
                "9I350100M000100Y43",
                "91350100O000100Y43",
                "91350100S000100Y43",
                "91350100V000100Y43",
                "91350100Z000100Y43",
                "91350100M000100Y4３",
                "91350100Ｍ000100Y43",
                "91350100M000100Y4\u0000",
                "91350100M000100Y4\u00ff",
                "91350100\u200BM000100Y43"
            })
    void refuses_what_has_not_the_form(String text) {
        assertRefused(text, "CREDIT_FORM");
    }

    @Test
    void refuses_a_wrong_outer_check_character_by_name() {
        assertRefused(WRONG_CHECK, "CREDIT_CHECK");
    }

    @Test
    void refuses_a_wrong_inner_check_character_although_the_outer_one_is_right() {
        assertRefused(Synthetic.credit("91350100M000100Y5"), "CREDIT_ORGANISATION");
    }

    @ParameterizedTest
    @NullSource
    void refuses_null(String text) {
        assertThatThrownBy(() -> CreditCode.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void tells_the_two_check_characters_apart() {
        assertThat(CreditCode.explain(WRONG_CHECK, Criteria.strict(TODAY)).problems())
                .extracting(Check::code)
                .containsExactly("CREDIT_CHECK");
        assertThat(CreditCode.explain(Synthetic.credit("91350100M000100Y5"), Criteria.strict(TODAY))
                        .problems())
                .extracting(Check::code)
                .containsExactly("CREDIT_ORGANISATION");
    }

    @Test
    void lets_a_wrong_outer_check_character_pass_with_a_remark_in_the_lenient_profile_only() {
        Report<CreditCode> report = CreditCode.explain(WRONG_CHECK, Criteria.lenient(TODAY));

        assertThat(report.orThrow().checkCharacterHolds()).isFalse();
        assertThat(Explained.check(report, "CREDIT_CHECK").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Explained.check(report, "CREDIT_CHECK").note()).isTrue();
        assertThat(CreditCode.explain(WRONG_CHECK, Criteria.strict(TODAY)).verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void refuses_a_wrong_inner_check_character_in_the_lenient_profile_too() {
        assertThat(CreditCode.explain(Synthetic.credit("91350100M000100Y5"), Criteria.lenient(TODAY))
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void remarks_on_an_unknown_department_and_an_unknown_division() {
        Report<CreditCode> report = CreditCode.explain(Synthetic.credit("E7999999M000100Y4"), Criteria.strict(TODAY));

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(Explained.check(report, "CREDIT_CATEGORY").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Explained.check(report, "CREDIT_DIVISION").verdict()).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"54", "55", "36", "82", "99", "G1", "G9", "J1", "J9", "Q1", "Q2", "Q3", "Q9"})
    void knows_the_departments_and_categories_taken_up_later(String category) {
        Report<CreditCode> report =
                CreditCode.explain(Synthetic.credit(category + "350100M000100Y4"), Criteria.strict(TODAY));

        assertThat(Explained.check(report, "CREDIT_CATEGORY").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void knows_the_national_registrar_which_gb_t_2260_does_not() {
        Report<CreditCode> report = CreditCode.explain(Synthetic.credit("11100000M000100Y4"), Criteria.strict(TODAY));

        assertThat(Explained.check(report, "CREDIT_DIVISION").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.orThrow().divisionCode()).isEqualTo(DivisionCode.NATIONAL);
    }

    @Test
    void masks_the_organisation() {
        assertThat(CreditCode.parse(SPECIMEN)).hasToString("91350100**********");
    }

    private static void assertEveryOtherPlaceRefused(String number, int at) {
        ALPHABET.chars()
                .filter(place -> place != number.charAt(at))
                .forEach(place -> assertRefused(Synthetic.with(number, at, (char) place)));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> CreditCode.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    private static void assertRefused(String text, String check) {
        assertThatThrownBy(() -> CreditCode.parse(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(check + ":");
    }
}
