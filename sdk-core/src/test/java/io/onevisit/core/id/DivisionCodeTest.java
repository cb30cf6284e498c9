package io.onevisit.core.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionCodeTest {
    private static final Criteria CRITERIA = Criteria.strict(LocalDate.of(2026, 11, 1));

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
    void explains_the_form_and_remarks_on_codes_that_never_were() {
        Report<DivisionCode> known = DivisionCode.explain("419001", CRITERIA);
        Report<DivisionCode> unknown = DivisionCode.explain("339999", CRITERIA);

        assertThat(known.orThrow()).isEqualTo(DivisionCode.parse("419001"));
        assertThat(known.checks()).extracting(Check::code).containsExactly("DIVISION_FORM", "DIVISION_KNOWN");
        assertThat(known.checks()).extracting(Check::verdict).containsOnly(Verdict.PASSED);
        assertThat(unknown.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(Explained.check(unknown, "DIVISION_KNOWN").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(DivisionCode.explain("33010", CRITERIA).checks())
                .extracting(Check::code)
                .containsExactly("DIVISION_FORM");
    }

    @Test
    void explains_by_the_table_it_is_given() {
        Divisions one = Divisions.read(
                new ByteArrayInputStream("代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n339999,浙江省,直辖,新区,县级,在用,2026,,\n"
                        .getBytes(StandardCharsets.UTF_8)));
        Criteria newer = new Criteria(Profile.STRICT, one, LocalDate.of(2026, 11, 1));

        assertThat(Explained.check(DivisionCode.explain("339999", newer), "DIVISION_KNOWN")
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(Explained.check(DivisionCode.explain("330106", newer), "DIVISION_KNOWN")
                        .verdict())
                .isEqualTo(Verdict.FAILED);
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
