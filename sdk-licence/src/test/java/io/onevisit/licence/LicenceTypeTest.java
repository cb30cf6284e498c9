package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onevisit.core.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceTypeTest {
    private static final String FIELD = "{\"name\":\"KZ_A\",\"kind\":\"text\",\"labelZh\":\"甲\",\"labelEn\":\"a\","
            + "\"mandatory\":true,\"sd\":\"never\"}";
    private static final String TYPE =
            "{\"code\":\"11100000MB03271699001\",\"nameZh\":\"证\",\"nameEn\":\"licence\",\"note\":\"n\",\"ages\":[18],\"fields\":["
                    + FIELD + "]}";

    @Test
    void three_types_are_shipped() {
        assertThat(LicenceType.shipped())
                .extracting(LicenceType::code)
                .containsExactly("11100000MB03271699001", "11100000000013338W011", "11100000000013186G001");
    }

    @Test
    void a_code_that_was_not_sourced_says_so() {
        assertThat(LicenceType.shipped().get(2).note()).contains("illustrative");
    }

    @Test
    void a_caller_brings_other_types() {
        List<LicenceType> types = LicenceType.readAll(utf8("[" + TYPE + "]"));

        assertThat(types)
                .containsExactly(new LicenceType(
                        "11100000MB03271699001",
                        "证",
                        "licence",
                        "n",
                        Set.of(18),
                        List.of(new LicenceType.Field(
                                "KZ_A", LicenceType.Kind.TEXT, "甲", "a", true, LicenceType.Hiding.NEVER))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "11100000MB03271699001|11100000MB03271699",
                "11100000MB03271699001|11100000mb03271699001",
                "11100000MB03271699001|11100000MB032716990010",
                "\"code\"|\"Code\"",
                "\"证\"|\"\"",
                "\"n\"|7",
                "\"KZ_A\"|\"A\"",
                "\"KZ_A\"|\"KZ_a\"",
                "\"KZ_A\"|\"KZ_\"",
                "\"text\"|\"TEXT\"",
                "\"text\"|\"money\"",
                "true|\"true\"",
                "true|null",
                "true|1",
                "\"sd\"|\"hidden\"",
                "\"never\"|\"NEVER\"",
                "\"never\"|\"sometimes\"",
                "\"never\"|false",
                "\"text\"|\"division\"",
                "[18]|18",
                "[18]|[18,18]",
                "[18]|[0]",
                "[18]|[151]",
                "[18]|[\"18\"]",
                "[18]|[18.0]",
                "[18]|[4294967314]",
                "[18]|[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]",
                "\"ages\":[18],|``",
                "\"fields\":[|\"fields\":[7,",
                "\"fields\":[|\"more\":1,\"fields\":[",
                "\"甲\"|\"甲\\u0000\""
            })
    void refuses_a_type_of_another_form(String from, String to) {
        assertThat(TYPE).contains(from);
        refused("[" + TYPE.replace(from, to) + "]");
    }

    @Test
    void refuses_two_fields_of_one_name() {
        refused("[" + TYPE.replace(FIELD, FIELD + "," + FIELD) + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[null]", "[1]", "[[]]", "[{}]", "[", "\uFEFF[]"})
    void refuses_what_is_no_array_of_types(String json) {
        refused(json);
    }

    private static void refused(String json) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> LicenceType.readAll(utf8(json)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
