package io.onevisit.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies of the dialects, and what can be wrong with them; the numbers are those of the fault list. */
class EnvelopeTest {
    private static final Envelope ENVELOPE = new CodeEnvelope("0", "data", Set.of("E-301"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":1}|{\"a\":1}",
                "[]|[]",
                "7|7",
                "true|true",
                "\"text\"|\"text\"",
                "\"{\\\"a\\\":\\\"\\\\\\\"\\\"}\"|{\"a\":\"\\\"\"}",
                "\" [1, 2]\"|[1,2]",
                "\"\"|null",
                "\"  \"|null",
                "\"null\"|null",
                "null|null",
                "{\"id\":12345678901234567890123}|{\"id\":12345678901234567890123}",
                "{\"id\":1.10}|{\"id\":1.10}"
            })
    void fault_18_and_21_the_answer_proper_comes_out_as_it_was_meant(String data, String expected) {
        assertThat(accepted("{\"code\":\"0\",\"data\":" + data + "}")).isEqualTo(expected);
    }

    @Test
    void no_data_at_all_are_null() {
        assertThat(accepted("{\"code\":0}")).isEqualTo("null");
    }

    @Test
    void the_platforms_request_id_is_kept() {
        Answer answer = answer(200, "{\"code\":0,\"requestId\":\"r-17\"}");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Accepted.class,
                        accepted -> assertThat(accepted.reply().requestId()).isEqualTo("r-17"));
        assertThat(declined(200, "{\"code\":1,\"requestId\":\"r-18\"}").requestId())
                .isEqualTo("r-18");
        assertThat(declined(200, "{\"code\":1,\"requestId\":\"r 18\"}").requestId())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 500})
    void fault_13_another_code_is_a_refusal_whatever_the_status(int status) {
        Refusal refusal = declined(status, "{\"code\":\"E-106\",\"message\":\"330106199003073514\",\"data\":{}}");

        assertThat(refusal.code()).isEqualTo("E-106");
        assertThat(refusal.reason()).doesNotContain("330106199003073514");
        assertThat(declined(status, "{\"code\":-1}").code()).isEqualTo("-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0 ", "0.0", "null", "", "O"})
    void only_the_very_code_is_success(String code) {
        assertThat(answer(200, "{\"code\":\"" + code + "\"}")).isNotInstanceOf(Answer.Accepted.class);
    }

    @Test
    void a_code_of_success_with_a_status_of_failure_is_malformed() {
        assertThat(answer(404, "{\"code\":\"0\"}")).isInstanceOf(Answer.Malformed.class);
        assertThat(answer(204, "{\"code\":\"0\"}")).isInstanceOf(Answer.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 403, 404, 500, 502, 504})
    void fault_14_a_page_is_a_gateways_and_no_answer(int status) {
        assertThat(answer(status, " \r\n<html><body>330106199003073514</body></html>"))
                .isInstanceOfSatisfying(
                        Answer.Lost.class,
                        lost -> assertThat(lost.error())
                                .hasMessageContaining("gateway")
                                .hasMessageNotContaining("330106199003073514"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void a_5xx_without_json_is_a_gateways_too(int status) {
        assertThat(answer(status, "")).isInstanceOf(Answer.Lost.class);
        assertThat(answer(status, "upstream connect error")).isInstanceOf(Answer.Lost.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void fault_24_a_platform_that_is_busy_is_asked_again_when_it_says(int status) {
        RawReply busy = new RawReply(
                status, Map.of("retry-after", List.of("7")), Gateway.bytes("{\"code\":\"0\",\"data\":{}}"));

        assertThat(ENVELOPE.answer("s", busy, Clock.systemUTC()).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "x",
                "{}",
                "{\"code\":null}",
                "{\"code\":{}}",
                "{\"code\":0.0}",
                "{\"code\":\"\"}",
                "{\"code\":\"a\\nb\"}",
                "{\"code\":\"0\",\"code\":\"0\"}",
                "{\"code\":\"0\"} {}",
                "{\"code\":\"0\",\"data\":\"{\"}",
                "{\"code\":\"0\",\"data\":\"{\\\"a\\\":1,\\\"a\\\":2}\"}",
                "\ufeff{\"code\":\"0\"}"
            })
    void fault_15_and_17_what_is_no_envelope_is_malformed(String body) {
        assertThat(answer(200, body)).isInstanceOf(Answer.Malformed.class);
    }

    @Test
    void fault_17_deep_json_inside_a_string_is_malformed() {
        String deep = "[".repeat(33) + "]".repeat(33);

        assertThat(answer(200, "{\"code\":0,\"data\":\"" + deep + "\"}")).isInstanceOf(Answer.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "gb2312", "GB18030", "\"gbk\""})
    void fault_19_a_declared_chinese_charset_is_honoured(String charset) {
        Bytes body = Bytes.of("{\"code\":\"0\",\"data\":\"\u674e\u660e\u8f69\"}".getBytes(Charset.forName("GB18030")));

        assertThat(ENVELOPE.answer("s", reply(body, charset), Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        Answer.Accepted.class,
                        accepted ->
                                assertThat(accepted.reply().body()).isEqualTo(Gateway.bytes("\"\u674e\u660e\u8f69\"")));
    }

    @Test
    void fault_19_octets_of_another_charset_than_declared_are_malformed() {
        Bytes gbk = Bytes.of("{\"code\":\"0\",\"data\":\"\u674e\u660e\u8f69\"}".getBytes(Charset.forName("GB18030")));
        Bytes broken = Bytes.of(new byte[] {'{', (byte) 0x81, '}'});

        assertThat(ENVELOPE.answer("s", reply(gbk, "utf-8"), Clock.systemUTC())).isInstanceOf(Answer.Malformed.class);
        assertThat(ENVELOPE.answer("s", reply(broken, "gbk"), Clock.systemUTC()))
                .isInstanceOf(Answer.Malformed.class);
        assertThat(ENVELOPE.answer("s", reply(Gateway.bytes("{\"code\":0}"), "iso-8859-1"), Clock.systemUTC()))
                .isInstanceOf(Answer.Malformed.class);
    }

    @Test
    void a_full_reply_in_gbk_is_not_too_large_in_utf_8() {
        String name = "\u674e".repeat(RawMessage.MAX_OCTETS / 2 - 20);
        Bytes body = Bytes.of(("{\"code\":\"0\",\"data\":\"" + name + "\"}").getBytes(Charset.forName("GB18030")));

        assertThat(ENVELOPE.answer("s", reply(body, "gbk"), Clock.systemUTC())).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void only_the_codes_of_the_profile_speak_of_the_secret() {
        assertThat(ENVELOPE.refusesSecret(answer(500, "{\"code\":\"E-301\"}"))).isTrue();
        assertThat(ENVELOPE.refusesSecret(answer(500, "{\"code\":\"E-302\"}"))).isFalse();
        assertThat(ENVELOPE.refusesSecret(answer(200, "{\"code\":\"0\"}"))).isFalse();
    }

    private static String accepted(String body) {
        Answer answer = answer(200, body);
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        byte[] data = ((Answer.Accepted) answer).reply().body().toArray();
        return new String(data, StandardCharsets.UTF_8);
    }

    private static Refusal declined(int status, String body) {
        Answer answer = answer(status, body);
        assertThat(answer).isInstanceOf(Answer.Declined.class);
        return ((Answer.Declined) answer).refusal();
    }

    private static Answer answer(int status, String body) {
        return ENVELOPE.answer("s", new RawReply(status, Map.of(), Gateway.bytes(body)), Clock.systemUTC());
    }

    private static RawReply reply(Bytes body, String charset) {
        return new RawReply(200, Map.of("content-type", List.of("text/plain;charset=" + charset)), body);
    }
}
