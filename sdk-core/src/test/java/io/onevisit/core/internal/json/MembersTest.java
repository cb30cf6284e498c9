package io.onevisit.core.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Money;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {
    private static Members members(String json) {
        return Members.read(Bytes.of(json.replace('\'', '"').getBytes(UTF_8)), "test message");
    }

    private static Members of(String value) {
        return members("{'m':" + value + "}");
    }

    private static void assertRefused(ThrowingCallable read) {
        assertThatThrownBy(read).isInstanceOf(MalformedMessageException.class).hasMessageContaining("test message");
    }

    @Test
    void each_member_is_read_as_its_type() {
        Members all = members("{'text':'x','time':'2026-11-21T03:04:05.5Z','number':7,'case':'2026-000123',"
                + "'money':{'amount':'80.50','currency':'CNY'},'object':{'a':'b'},'objects':[{'a':'1'},{'a':'2'}]}");

        assertThat(all.text("text")).isEqualTo("x");
        assertThat(all.instant("time")).isEqualTo(Instant.parse("2026-11-21T03:04:05.5Z"));
        assertThat(all.integer("number", 7, 7)).isEqualTo(7);
        assertThat(all.value("case", CaseNumber::new)).isEqualTo(new CaseNumber("2026-000123"));
        assertThat(all.money("money")).isEqualTo(Money.yuan("80.50"));
        assertThat(all.object("object").text("a")).isEqualTo("b");
        assertThat(all.optionalObject("object")).isPresent();
        assertThat(all.objects("objects", each -> each.text("a"))).containsExactly("1", "2");
    }

    @Test
    void only_what_may_be_absent_may_be_absent() {
        Members none = members("{}");

        assertThat(none.optionalText("m")).isEmpty();
        assertThat(none.optionalValue("m", CaseNumber::new)).isEmpty();
        assertThat(none.optionalObject("m")).isEmpty();
        assertRefused(() -> none.text("m"));
        assertRefused(() -> none.value("m", CaseNumber::new));
        assertRefused(() -> none.instant("m"));
        assertRefused(() -> none.integer("m", 0, 9));
        assertRefused(() -> none.money("m"));
        assertRefused(() -> none.object("m"));
        assertRefused(() -> none.objects("m", each -> each));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "''", "7", "true", "{}", "[]", "['x']"})
    void refuses_what_is_no_text(String value) {
        assertRefused(() -> of(value).text("m"));
        assertRefused(() -> of(value).optionalText("m"));
        assertRefused(() -> of(value).value("m", text -> text));
        assertRefused(() -> of(value).instant("m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "'7'", "7.0", "7e0", "7.5", "true", "-1", "10", "99999999999999999999", "{}", "[7]"})
    void refuses_what_is_no_whole_number_in_range(String value) {
        assertRefused(() -> of(value).integer("m", 0, 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T03:04:05",
                "2026-11-21T03:04:05+00:00",
                "2026-11-21T11:04:05+08:00",
                "2026-11-21 03:04:05Z",
                "2026-11-21t03:04:05z",
                "2026-11-21T03:04Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T23:59:60Z",
                "2026-02-29T03:04:05Z",
                "+12026-11-21T03:04:05Z",
                "2026-11-21",
                "1795229045",
                "2026-11-21T03:04:05.Z",
                "2026-11-21T03:04:05.1234567890Z",
                "2026-11-21T03:04:05Z "
            })
    void refuses_a_time_of_another_form(String text) {
        assertRefused(() -> of("'" + text + "'").instant("m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "'80.50'",
                "80.50",
                "{}",
                "{'amount':'80.50'}",
                "{'currency':'CNY'}",
                "{'amount':80.50,'currency':'CNY'}",
                "{'amount':'80.505','currency':'CNY'}",
                "{'amount':'80.50','currency':'RMB'}",
                "{'amount':'80.50','currency':156}",
                "[{'amount':'80.50','currency':'CNY'}]",
            })
    void refuses_what_is_no_amount(String value) {
        assertRefused(() -> of(value).money("m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "'x'", "7", "[]", "[{}]"})
    void refuses_what_is_no_object(String value) {
        assertRefused(() -> of(value).object("m"));
        assertRefused(() -> of(value).optionalObject("m"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "'x'", "[1]", "[{},null]", "[[]]"})
    void refuses_what_is_no_array_of_objects(String value) {
        assertRefused(() -> of(value).objects("m", each -> each));
    }

    @Test
    void a_value_that_refuses_itself_makes_the_message_malformed() {
        assertRefused(() -> of("'x'").value("m", CaseNumber::new));
        assertRefused(() -> of("'x'").value("m", Instant::parse));
        assertRefused(() -> of("'x'").value("m", Integer::valueOf));
        assertRefused(() -> of("'x'").checked(() -> {
            throw new InvalidValueException("x", "is wrong");
        }));
    }

    @Test
    void an_error_names_the_member_and_never_its_value() {
        assertThatThrownBy(() -> of("'110105194912310021 '").value("m", CaseNumber::new))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("member m")
                .hasMessageNotContaining("110105194912310021");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "'x'", "{'m':1,'m':2}", "{} {}", "{'m':1,}", "{m:1}", "// x\n{}", "\uFEFF{}"})
    void refuses_octets_that_are_not_one_object(String json) {
        assertRefused(() -> members(json));
    }

    @Test
    void refuses_octets_beyond_one_mebibyte() {
        assertRefused(() -> of("'" + "x".repeat(1024 * 1024) + "'"));
    }
}
