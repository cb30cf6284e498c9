package io.onevisit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.id.CreditCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatterCodeTest {
    @Test
    void finds_the_department_and_the_basic_code_in_an_implementation_code() {
        MatterCode code = new MatterCode("11650000010183859F2650116013001");

        assertThat(code.department()).hasValue("11650000010183859F");
        assertThat(code.department().map(CreditCode::parse)).isPresent();
        assertThat(code.basic()).hasValue(new MatterCode("650116013001"));
    }

    @Test
    void finds_the_same_in_the_code_of_a_handling_item() {
        MatterCode code = new MatterCode("11450000007565194H200011501500504");

        assertThat(code.department()).hasValue("11450000007565194H");
        assertThat(code.department().map(CreditCode::parse)).isPresent();
        assertThat(code.basic()).hasValue(new MatterCode("000115015005"));
    }

    @Test
    void takes_12_digits_for_the_basic_code_itself() {
        MatterCode code = new MatterCode("000115015005");

        assertThat(code.basic()).hasValue(code);
        assertThat(code.department()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XK0010",
                "511A0138000000-511602000000-000-11510000000000000X-1-00",
                "11650000010183859F26501160130011",
                "1165000A010183859F2650116013001",
                "11650000010183859F265011601300A",
                "A00115015005"
            })
    void keeps_other_forms_without_reading_them(String value) {
        MatterCode code = new MatterCode(value);

        assertThat(code).hasToString(value);
        assertThat(code.basic()).isEmpty();
        assertThat(code.department()).isEmpty();
    }

    @Test
    void explains_the_form_and_remarks_on_forms_of_a_province() {
        Report<MatterCode> national = MatterCode.explain("000115015005");
        Report<MatterCode> provincial = MatterCode.explain("XK0010");

        assertThat(national.orThrow()).isEqualTo(new MatterCode("000115015005"));
        assertThat(national.checks()).extracting(Check::code).containsExactly("MATTER_FORM", "MATTER_NATIONAL");
        assertThat(national.checks()).extracting(Check::verdict).containsOnly(Verdict.PASSED);
        assertThat(provincial.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(provincial.checks()).extracting(Check::verdict).containsExactly(Verdict.PASSED, Verdict.FAILED);
        assertThat(MatterCode.explain("-XK0010").problems())
                .extracting(Check::code)
                .containsExactly("MATTER_FORM");
    }

    @ParameterizedTest
    @NullSource
    void refuses_to_explain_null(String value) {
        assertThatThrownBy(() -> MatterCode.explain(value)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "12345",
                "00011501500５",
                "000115015005\n",
                " 000115015005",
                "-000115015005",
                "000115015005-",
                "00011501500a",
                "00011501500/",
                "0123456789012345678901234567890123456789012345678901234567890123A"
            })
    void refuses_what_has_not_the_form(String value) {
        assertThatThrownBy(() -> new MatterCode(value))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("matter code: must ");
    }
}
