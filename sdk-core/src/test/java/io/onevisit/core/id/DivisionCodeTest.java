package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionCodeTest {
    @ParameterizedTest
    @CsvSource({"330000, PROVINCE", "330100, PREFECTURE", "330106, COUNTY", "419001, COUNTY"})
    void tells_the_level_by_the_zeros(String text, DivisionCode.Level level) {
        DivisionCode code = DivisionCode.parse(text);

        assertThat(code.level()).isEqualTo(level);
        assertThat(code.province().value()).isEqualTo(text.substring(0, 2) + "0000");
        assertThat(code)
                .hasToString(text)
                .isEqualTo(DivisionCode.parse(text))
                .hasSameHashCodeAs(DivisionCode.parse(text))
                .isNotEqualTo(DivisionCode.parse("110000"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "33010", "3301060", "000000", "033010", "33010a", "33010６", "330106\n", " 330106", "33-106"})
    void refuses_what_has_not_the_form(String text) {
        assertThatThrownBy(() -> DivisionCode.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void knows_just_the_provinces_of_the_table_but_hong_kong_and_macao_whose_people_have_other_numbers() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> "%02d".formatted(i))
                        .filter(digits -> DivisionCode.isProvince(digits, 0)))
                .containsExactlyElementsOf(IntStream.range(10, 81)
                        .mapToObj(String::valueOf)
                        .filter(digits -> Divisions.bundled().known(DivisionCode.parse(digits + "0000")))
                        .toList());
    }
}
