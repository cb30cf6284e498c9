package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Verdict;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"D2143569-X", "D2143569X"})
    void reads_the_specimen_of_gb_11714_1997_with_and_without_hyphen(String text) {
        assertThat(OrganisationCode.parse(text).value()).isEqualTo("D2143569X");
        assertThat(OrganisationCode.explain(text).orThrow()).isEqualTo(OrganisationCode.parse(text));
    }

    @Test
    void agrees_with_the_weights_of_the_standard_over_all_letters() {
        Random random = new Random(11714);
        for (int i = 0; i < 10_000; i++) {
            String code = Synthetic.organisation(Synthetic.places(random, 8, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
            assertThat(OrganisationCode.parse(code).value()).isEqualTo(code);
        }
    }

    /** Among digits modulo 11 leaves no gap; letters that differ by 11, and X as 33, it cannot tell apart. */
    @Test
    void finds_every_change_of_one_digit_and_every_exchange_of_neighbouring_digits() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            String code = Synthetic.organisation(Synthetic.digits(random, 8));
            int at = random.nextInt(8);
            "0123456789"
                    .chars()
                    .filter(place -> place != code.charAt(at))
                    .forEach(place -> assertRefused(Synthetic.with(code, at, (char) place)));
            if (Places.isDigit(code.charAt(at + 1)) && code.charAt(at) != code.charAt(at + 1)) {
                assertRefused(Synthetic.swapped(code, at));
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "D2143569",
                "D2143569x",
                "d2143569X",
                "D2143569--X",
                "D214356-9X",
                "D2143569X\n",
                "D2143569-X\n",
                "-D2143569X",
                "Ｄ2143569X",
                "D2143569Y",
                "D21435690"
            })
    void refuses_what_has_not_the_form_or_a_wrong_check_character(String text) {
        assertRefused(text);
    }

    @Test
    void explains_which_check_failed() {
        assertThat(OrganisationCode.explain("D21435690").problems())
                .extracting(Check::code)
                .containsExactly("ORGANISATION_CHECK");
        assertThat(OrganisationCode.explain("D2143569").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void masks_all_but_two_places() {
        assertThat(OrganisationCode.parse("D2143569X")).hasToString("D2*******");
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> OrganisationCode.parse(text)).isInstanceOf(InvalidValueException.class);
    }
}
