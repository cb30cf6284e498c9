package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostalItemNumberTest {
    /** Samples of github.com/jkeen/tracking_number_data, file s10.json (MIT). */
    @ParameterizedTest
    @ValueSource(strings = {"RR473124829GB", "RB123456785GB"})
    void reads_the_published_samples_of_s10(String text) {
        PostalItemNumber number = PostalItemNumber.parse(text);

        assertThat(number.checkDigit()).isEqualTo(Verdict.PASSED);
        assertThat(number.country()).hasValue("GB");
        assertThat(number.domestic()).isFalse();
    }

    @Test
    void agrees_with_the_weights_of_s10() {
        Random random = new Random(10);
        for (int i = 0; i < 2_000; i++) {
            String serial = Synthetic.digits(random, 8);
            assertThat(PostalItemNumber.parse("EA" + serial + s10(serial) + "CN")
                            .checkDigit())
                    .isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void finds_every_change_of_one_digit_under_a_check_digit_other_than_5_which_stands_for_two_remainders() {
        Random random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            String serial = Synthetic.digits(random, 8);
            String number = "EA" + serial + s10(serial) + "CN";
            if (s10(serial) != 5) {
                int at = 2 + random.nextInt(9);
                char other = number.charAt(at) == '9' ? '0' : (char) (number.charAt(at) + 1);
                assertThat(PostalItemNumber.parse(Synthetic.with(number, at, other))
                                .checkDigit())
                        .isEqualTo(Verdict.FAILED);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"EA123456785CS, PASSED", "1234567890123, INDETERMINATE"})
    void reads_the_domestic_forms_of_china_post(String text, Verdict checkDigit) {
        PostalItemNumber number = PostalItemNumber.parse(text);

        assertThat(number.domestic()).isTrue();
        assertThat(number.country()).isEmpty();
        assertThat(number.checkDigit()).isEqualTo(checkDigit);
    }

    @Test
    void remarks_on_a_wrong_check_digit_and_does_not_refuse_it() {
        Report<PostalItemNumber> report = PostalItemNumber.explain("RR473124820GB");

        assertThat(report.orThrow().value()).isEqualTo("RR473124820GB");
        assertThat(Explained.check(report, "POSTAL_CHECK").verdict()).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "RR473124829G",
                "RR473124829GBR",
                "rr473124829gb",
                "RR47312482XGB",
                "R1473124829GB",
                "RR473124829G1",
                "12473124829GB",
                "RR47312482912",
                "RR473124829GB\n",
                "123456789012",
                "12345678901234",
                "123456789012３",
                "RR 473124829 GB"
            })
    void refuses_what_has_not_the_form(String text) {
        assertThatThrownBy(() -> PostalItemNumber.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void explains_a_wrong_form() {
        assertThat(PostalItemNumber.explain("RR473124829G1").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void masks_the_middle() {
        assertThat(PostalItemNumber.parse("RR473124829GB")).hasToString("RR*******29GB");
    }

    /** As UPU S10 words it: weights 8 6 4 2 3 5 9 7, 11 less the remainder, 10 becomes 0 and 11 becomes 5. */
    private static int s10(String serial) {
        int[] weights = {8, 6, 4, 2, 3, 5, 9, 7};
        int sum = IntStream.range(0, 8)
                .map(i -> Character.digit(serial.charAt(i), 10) * weights[i])
                .sum();
        int check = 11 - sum % 11;
        return check == 10 ? 0 : check == 11 ? 5 : check;
    }
}
