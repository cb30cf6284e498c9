package io.onevisit.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.onevisit.core.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One strict reader of JSON; the numbers are those of the fault list. */
class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "[{\"b\":{\"a\":1,\"a\":1}}]",
                "{} {}",
                "{},",
                "1 2",
                "",
                " ",
                "{'a':1}",
                "{a:1}",
                "[1,]",
                "[1,,2]",
                "01",
                "+1",
                ".5",
                "5.",
                "NaN",
                "Infinity",
                "0x1",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"open",
                "{\"a\"",
                "// c\n1",
                "tru",
                "TRUE"
            })
    void fault_15_and_17_what_is_not_strict_json_is_refused(String text) {
        assertRefused(octets(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud83d x\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud800\\ud800\"",
                "{\"\\ud800\":1}",
                "[[{\"a\":[\"\\uDFFF\"]}]]"
            })
    void half_a_character_is_refused_in_a_text_and_in_a_name(String text) {
        assertRefused(octets(text));
    }

    @Test
    void a_whole_character_may_be_written_in_two_escapes() {
        assertThat(read("\"\\ud83d\\ude00 \\\\ud800\"").textValue()).isEqualTo("\ud83d\ude00 \\ud800");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e1000", "12.5e999", "1e-1001", "[1E+999999999]", "{\"a\":1e2147483648}", "1e920261121233000"})
    void fault_17_a_number_that_is_short_here_and_endless_written_out_is_refused(String text) {
        assertRefused(octets(text));
    }

    @Test
    void fault_17_depth_numbers_and_names_have_bounds() {
        assertThat(read("1e999").isNumber()).isTrue();
        assertThat(read("1e-1000").isNumber()).isTrue();
        assertThat(read("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
        assertRefused(octets("[".repeat(33) + "]".repeat(33)));
        assertThat(read("9".repeat(64)).isIntegralNumber()).isTrue();
        assertRefused(octets("9".repeat(65)));
        assertRefused(octets("{\"" + "n".repeat(50_001) + "\":1}"));
    }

    @Test
    void fault_18_a_number_keeps_its_digits_and_is_no_text() {
        assertThat(new String(
                        StrictJson.write(read("[12345678901234567890123,1.10,0.000,-0]")), StandardCharsets.UTF_8))
                .isEqualTo("[12345678901234567890123,1.10,0.000,0]");
        Members members =
                new Members(StrictJson.readObject(octets("{\"id\":330106199003073514}"), 100, "test"), "test");
        assertThatThrownBy(() -> members.text("id")).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void fault_19_only_utf_8_without_a_mark_is_read() {
        assertRefused(octets("\ufeff{}"));
        assertRefused("\"\u674e\"".getBytes(StandardCharsets.UTF_16BE));
        assertRefused(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
        assertRefused(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
        assertRefused(new byte[] {'"', (byte) 0xc0, (byte) 0xee, '"'});
    }

    @Test
    void more_octets_than_allowed_are_refused_unread() {
        assertThat(StrictJson.read(octets("\"aa\""), 4, "test").textValue()).isEqualTo("aa");
        assertThatThrownBy(() -> StrictJson.read(octets("\"aa\""), 3, "test"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void an_error_quotes_nothing() {
        assertThatThrownBy(() -> read("{\"330106199003073514\":1,\"330106199003073514\":2}"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageNotContaining("330106199003073514")
                .hasNoCause();
    }

    private static JsonNode read(String text) {
        return StrictJson.read(octets(text), 1024 * 1024, "test");
    }

    private static void assertRefused(byte[] octets) {
        assertThatThrownBy(() -> StrictJson.read(octets, 1024 * 1024, "test"))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
