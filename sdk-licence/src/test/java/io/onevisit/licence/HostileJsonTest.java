package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that two readers read differently, in header, payload and Disclosures; all signed by a trusted key. */
class HostileJsonTest {
    private static final Forge FORGE = new Forge(SignatureAlgorithm.SM2);
    private static final String PAYLOAD = new String(StrictJson.write(FORGE.payload()), StandardCharsets.UTF_8);

    static Stream<UnaryOperator<String>> tricks() {
        return Stream.of(
                json -> "\uFEFF" + json,
                json -> json + "x",
                json -> json + "{}",
                json -> json + "\u0000",
                json -> "[" + json + "]",
                json -> "\"" + json.replace("\\", "").replace("\"", "'") + "\"",
                json -> json.substring(0, json.length() - 1),
                json -> json.substring(0, json.length() - 1) + ",}",
                json -> json.replaceFirst("\\{", "{/* comment */"),
                json -> json.replaceFirst("\\{", "{'a':1,"),
                json -> json.replaceFirst("\\{", "{a:1,"),
                json -> json.replaceFirst("\\{", "{\"a\":01,"),
                json -> json.replaceFirst("\\{", "{\"a\":+1,"),
                json -> json.replaceFirst("\\{", "{\"a\":.5,"),
                json -> json.replaceFirst("\\{", "{\"a\":NaN,"),
                json -> json.replaceFirst("\\{", "{\"a\":Infinity,"),
                json -> json.replaceFirst("\\{", "{\"a\":\"\t\","),
                json -> json.replaceFirst("\\{", "{\"a\":\"\\\\ud800\","),
                json -> json.replaceFirst("\\{", "{\"\\\\udc00\":1,"),
                json -> json.replaceFirst("\\{", "{\"a\":1,\"a\":2,"),
                json -> json.replaceFirst("\\{", "{\"a\":1,\"\\\\u0061\":2,"),
                json -> json.replaceFirst("\\{", "{\"a\":" + "[".repeat(40) + "]".repeat(40) + ","),
                json -> json.replaceFirst("\\{", "{\"a\":" + "1".repeat(100) + ","),
                json -> json.replaceFirst("\\{", "{\"" + "a".repeat(1000) + "\":1,"));
    }

    @Test
    void blanks_and_order_make_no_difference() {
        assertThat(FORGE.accepts(FORGE.octets(PAYLOAD.getBytes(StandardCharsets.UTF_8))))
                .isTrue();
        assertThat(FORGE.accepts(FORGE.octets((" \n" + PAYLOAD + "\r\n\t").getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void a_payload_with_a_trick_is_refused(UnaryOperator<String> trick) {
        refused(FORGE.octets(trick.apply(PAYLOAD).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void a_header_with_a_trick_is_refused(UnaryOperator<String> trick) {
        refused(FORGE.header(trick.apply(FORGE.header())));
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void a_binding_with_a_trick_is_refused(UnaryOperator<String> trick) {
        String bound = FORGE.bound(claims -> {});
        String[] parts = bound.substring(bound.lastIndexOf('~') + 1).split("\\.", -1);
        String changed = Forge.sign(
                Bureau.HOLDER_KEY,
                Peer.utf8(parts[0]),
                trick.apply(Peer.utf8(parts[1])).getBytes(StandardCharsets.UTF_8));

        assertThat(FORGE.refusesPresentation("BINDING_FORMAT", FORGE.token + changed))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"s\",\"n\",{\"a\":1,\"a\":2}]",
                "[\"s\",\"n\",1]x",
                "[\"s\",\"n\",1][]",
                "[\"s\",\"n\",1,]",
                "[\"s\",\"n\",01]",
                "[\"s\",'n',1]",
                "[\"s\",\"n\",\"\\ud800\"]",
                "[\"s\",\"\\udfff\",1]",
                "\uFEFF[\"s\",\"n\",1]",
                "[\"s\",\"n\",[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void a_disclosure_with_a_trick_is_refused(String json) {
        String disclosure = Forge.disclosure(json);
        List<String> disclosures = new ArrayList<>(FORGE.disclosures());
        disclosures.add(disclosure);

        refused(FORGE.payload(payload -> payload.withArray("/_sd").add(FORGE.digest(disclosure)), disclosures));
    }

    @Test
    void octets_that_are_no_utf_8_are_refused() {
        for (int[] bad :
                new int[][] {{0xff}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xe6, 0xb0}, {0xf4, 0x90, 0x80, 0x80}, {0x80}
                }) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            octets.writeBytes("{\"a\":\"".getBytes(StandardCharsets.UTF_8));
            for (int octet : bad) {
                octets.write(octet);
            }
            octets.writeBytes(("\"," + PAYLOAD.substring(1)).getBytes(StandardCharsets.UTF_8));
            refused(FORGE.octets(octets.toByteArray()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "GB18030"})
    void other_encodings_are_refused(String charset) {
        refused(FORGE.octets(PAYLOAD.getBytes(Charset.forName(charset))));
    }

    @Test
    void nesting_is_bounded_with_disclosures_put_in() {
        String inner = Forge.disclosure("[\"s\",\"n\",1]");
        List<String> chain = new ArrayList<>(List.of(inner));
        for (int i = 0; i < 40; i++) {
            inner = Forge.disclosure("[\"s" + i + "\",\"n\",{\"_sd\":[\"" + FORGE.digest(inner) + "\"]}]");
            chain.add(inner);
        }
        String outermost = FORGE.digest(inner);

        assertThat(FORGE.refuses(
                        "LICENCE_DISCLOSURES",
                        FORGE.payload(payload -> payload.putArray("_sd").add(outermost), chain)))
                .isTrue();
    }

    private static void refused(String text) {
        assertThat(FORGE.refuses("LICENCE_FORMAT", text))
                .as(() -> FORGE.verify(text).toString())
                .isTrue();
    }
}
