package io.onevisit.core.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTextTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "证照", "\uFFFD", "𠮷", "a\u0000b", "\uFEFFx"})
    void reads_what_is_text(String text) {
        assertThat(StrictText.of(text.getBytes(UTF_8), UTF_8)).contains(text);
        assertThat(StrictText.of(text.getBytes(GB18030), GB18030)).contains(text);
    }

    /** RFC 3629 section 3 and 10: alone, cut off, overlong, surrogates, beyond U+10FFFF. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c2",
                "e8af",
                "c080",
                "c1bf",
                "e08080",
                "eda080",
                "edbfbf",
                "f08080af",
                "f4908080",
                "ff",
                "fe"
            })
    void refuses_octets_that_are_no_utf_8(String hex) {
        assertThat(StrictText.of(HexFormat.of().parseHex(hex), UTF_8)).isEmpty();
        assertThat(StrictText.of(HexFormat.of().parseHex("e8af81" + hex + "41"), UTF_8))
                .isEmpty();
    }

    @Test
    void a_replacement_character_in_the_text_excuses_nothing_beside_it() {
        assertThat(StrictText.of(HexFormat.of().parseHex("efbfbd80"), UTF_8)).isEmpty();
    }

    @Test
    void refuses_what_is_beyond_ascii() {
        assertThat(StrictText.of(new byte[] {'a', (byte) 0xe9}, US_ASCII)).isEmpty();
    }

    @Test
    void refuses_half_a_character_of_gb18030() {
        assertThat(StrictText.of(new byte[] {(byte) 0xd6}, GB18030)).isEmpty();
    }

    @Test
    void agrees_with_the_platforms_reporting_decoder_on_random_octets() {
        Random random = new Random(34);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(6)];
            random.nextBytes(octets);
            for (Charset charset : new Charset[] {UTF_8, GB18030, US_ASCII}) {
                assertThat(StrictText.of(octets, charset)).isEqualTo(decoded(octets, charset));
            }
        }
    }

    private static Optional<String> decoded(byte[] octets, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
