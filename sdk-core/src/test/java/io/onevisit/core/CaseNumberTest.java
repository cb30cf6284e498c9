package io.onevisit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseNumberTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001",
                "330106-2026-000123",
                "aB-9",
                "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void keeps_letters_digits_and_hyphens(String value) {
        assertThat(new CaseNumber(value)).hasToString(value);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "001",
                "-001",
                "001-",
                "0001\n",
                "00 01",
                "00/01",
                "００01",
                "../0001",
                "0001\r\nX-Header: 1",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void refuses_what_has_not_the_form(String value) {
        assertThatThrownBy(() -> new CaseNumber(value))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("case number: must ");
    }
}
