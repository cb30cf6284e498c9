package io.onevisit.licence.delivery.carrier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.OneVisitException;
import io.onevisit.core.VerificationFailedException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The carriers' signatures, against published samples or a second implementation. */
class SignaturesTest {
    /** Sample keys that the EMS open platform publishes with its signing tool; no account of anybody. */
    private static final String KEY_1 = "TvaBgrhE46sft3nZlfe7xw==";

    private static final String KEY_2 = "WjNoNmhXWE12SFZJdk0zWQ==";

    /** The samples of EMS's documents, as public clients test against them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                KEY_1
                        + ";{\"language\":\"zh-CN\",\"orderId\":\"QIAO-20200618-004\"}"
                        + ";|$4|efB6PnjDpgHG4xfrvYlXonyBuMJoGTynkfasopHvbl2u3nmNeP+rznA3DyRwb/2GeZL7I3rL6HKD5+Tv3Uy6x8jIDISbYG8Bg14caH2flYE=",
                KEY_2
                        + ";[{\"wholeAddress\":\"ABC123\"}]"
                        + ";|$4|slRLUixzb1DplJxnGKMG5tcXh0zH5Ry1qZAIemYxDc7VfSxow31WUmgLbzbJt996Ud/vpaVOMcwyqsLvQRXPaA=="
            })
    void ems_samples_come_out_octet_by_octet_and_open_again(String key, String message, String sealed) {
        EmsEnvelope envelope = new EmsEnvelope(key);

        assertThat(envelope.seal(message.getBytes(UTF_8))).isEqualTo(sealed);
        assertThat(envelope.open(sealed)).isEqualTo(Bytes.of(message.getBytes(UTF_8)));
    }

    @Test
    void an_ems_message_under_another_key_or_without_the_key_at_its_end_is_refused() {
        String sealed = new EmsEnvelope(KEY_1).seal("{}".getBytes(UTF_8));
        assertThatThrownBy(() -> new EmsEnvelope(KEY_2).open(sealed)).isInstanceOf(OneVisitException.class);

        EmsEnvelope envelope = new EmsEnvelope(KEY_1);
        String onlyKey = envelope.seal(new byte[0]);
        assertThatThrownBy(() -> envelope.open(onlyKey)).isInstanceOf(VerificationFailedException.class);
        byte[] octets = Base64.getDecoder().decode(sealed.substring(4));
        octets[0] ^= 1;
        String changed = "|$4|" + Base64.getEncoder().encodeToString(octets);
        assertThatThrownBy(() -> envelope.open(changed)).isInstanceOf(OneVisitException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "|$4|", "|$4|====", "|$4|AAAA", "|$3|AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAAA=="})
    void what_is_no_ems_message_is_refused(String text) {
        assertThatThrownBy(() -> new EmsEnvelope(KEY_1).open(text)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64!!!", "TvaBgrhE46sft3nZlfe7xwAA"})
    void an_ems_key_is_16_octets_in_base64(String key) {
        assertThatThrownBy(() -> new EmsAccount("1", "a", key, "1", Map.of(), Map.of()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining(key.isEmpty() ? "\u0000" : key);
    }

    /** Expected value by Python 3: {@code b64encode(md5(quote_plus(text, safe='*-_.')))}. */
    @Test
    void sf_signs_as_a_second_implementation_does() {
        SfDigest digest = new SfDigest("sandbox-checkword");

        assertThat(digest.of("{\"orderId\":\"QIAO-20200605-003\",\"name\":\"张三 *-_.\"}", "1591343400000"))
                .isEqualTo("YnVLKUR4hv1uJ7+rux1Zxg==");
    }

    /** Expected value by Python 3's hashlib. */
    @Test
    void kuaidi100_signs_as_a_second_implementation_does() {
        assertThat(Kuaidi100Signature.of("{\"num\":\"1\"}", "1591343400000", "key", "secret"))
                .isEqualTo("FB35FD079B89EA53FC161A9647180C3E");
    }

    @Test
    void a_form_reads_back_as_it_was_written() {
        Map<String, String> form = Map.of("msgData", "{\"a\":\"张三 & 李四 = + %\"}");

        assertThat(Form.read(Form.write(form))).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=1", "a=1&a=2", "a=%", "a=%G1", "a=%FF", "a=1&&b=2", "a=1&b"})
    void a_form_that_could_be_read_in_two_ways_is_refused(String text) {
        assertThatThrownBy(() -> Form.read(Bytes.of(text.getBytes(UTF_8))))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void kuaidi100_without_a_salt_would_push_unsigned_and_is_refused() {
        for (String salt : new String[] {"", "short"}) {
            assertThatThrownBy(() -> new Kuaidi100Account(
                            "key", "secret", "customer", salt, "ems", "p", "k", URI.create("https://a.gov.cn/in")))
                    .isInstanceOf(InvalidValueException.class);
        }
    }
}
