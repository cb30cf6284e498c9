package io.onevisit.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTypesTest {
    @Test
    void reads_a_numeric_date_in_whole_seconds() {
        assertThat(members("1683000000").numericDate("c")).isEqualTo(Instant.parse("2023-05-02T04:00:00Z"));
        assertThat(members("0").numericDate("c")).isEqualTo(Instant.EPOCH);
        assertThat(members("253402300799").numericDate("c")).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "-1",
                "1.0",
                "1.5",
                "1e9",
                "\"1683000000\"",
                "true",
                "[1]",
                "{}",
                "253402300800",
                "9223372036854775807",
                "18446744073709551617",
                "99999999999999999999999999999999999999"
            })
    void refuses_what_is_no_numeric_date(String value) {
        refused(() -> members(value).numericDate("c"));
        refused(() -> members(value).optionalNumericDate("c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "1", "true", "[\"a\"]", "{}"})
    void refuses_what_is_no_text(String value) {
        refused(() -> members(value).text("c"));
        refused(() -> members(value).optionalText("c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"a\"", "1", "[]"})
    void refuses_what_is_no_object(String value) {
        refused(() -> members(value).object("c"));
    }

    @Test
    void tells_absent_from_wrong() {
        assertThat(members("1").optionalText("other")).isEmpty();
        assertThat(members("1").optionalNumericDate("other")).isEmpty();
        refused(() -> members("1").text("other"));
        refused(() -> members("1").numericDate("other"));
        refused(() -> members("1").integer("other", 0, 9));
        refused(() -> members("1").object("other"));
    }

    @Test
    void names_the_member_and_never_its_value() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> members("{\"secret\":1}").text("c"))
                .withMessage("token: member c must be a text");
    }

    private static Members members(String value) {
        byte[] json = ("{\"c\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        return new Members(StrictJson.readObject(json, 1024, "token"), "token");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(call);
    }
}
