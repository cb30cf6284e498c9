package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.jose.Base64Url;
import io.onevisit.core.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9901 section 7.1, step by step; a name in angle brackets in a payload stands for a Disclosure's digest. */
class DisclosedClaimsTest {
    private static final String A = "[\"salt-a\",\"a\",1]";
    private static final String B = "[\"salt-b\",\"b\",2]";
    private static final String ELEMENT = "[\"salt-e\",\"x\"]";

    @Test
    void puts_members_and_elements_back_and_drops_what_stays_hidden() {
        assertThat(process(
                        "{\"open\":0,\"_sd\":[\"<0>\",\"decoy\"],\"list\":[{\"...\":\"<1>\"},{\"...\":\"hidden\"},\"y\"]}",
                        A,
                        ELEMENT))
                .isEqualTo(json("{\"open\":0,\"a\":1,\"list\":[\"x\",\"y\"]}"));
    }

    @Test
    void puts_members_within_members_back() {
        String inner = "[\"salt\",\"outer\",{\"_sd\":[\"" + digest(A) + "\"]}]";

        assertThat(process("{\"_sd\":[\"<0>\"]}", inner, A)).isEqualTo(json("{\"outer\":{\"a\":1}}"));
    }

    @Test
    void leaves_an_empty_object_where_everything_stays_hidden() {
        assertThat(process("{\"o\":{\"_sd\":[\"hidden\"]}}")).isEqualTo(json("{\"o\":{}}"));
    }

    @Test
    void names_each_disclosure_by_the_pointer_of_what_it_discloses() {
        DisclosedClaims claims = claims(
                "{\"_sd\":[\"<0>\"],\"l\":[{\"...\":\"hidden\"},{\"...\":\"<1>\"}]}",
                "[\"s\",\"a/b~c\",1]",
                "[\"s\",[{\"...\":\"" + digest(ELEMENT) + "\"}]]",
                ELEMENT);

        assertThat(claims.paths().keySet()).containsExactlyInAnyOrder("/a~1b~0c", "/l/1", "/l/1/0");
    }

    @Test
    void step_2d_refuses_a_hash_that_is_not_understood() {
        for (String algorithm :
                List.of("\"SHA-256\"", "\"sha-256-32\"", "\"md5\"", "\"\"", "null", "1", "[\"sha-256\"]")) {
            refuses("_sd_alg", "{\"_sd_alg\":" + algorithm + "}");
        }
    }

    @Test
    void step_3c_ii_1_refuses_an_elements_disclosure_for_a_member() {
        refuses("3.c.ii.1", "{\"_sd\":[\"<0>\"]}", ELEMENT);
    }

    @Test
    void step_3c_ii_2_refuses_reserved_names() {
        refuses("3.c.ii.2", "{\"_sd\":[\"<0>\"]}", "[\"s\",\"_sd\",[]]");
        refuses("3.c.ii.2", "{\"_sd\":[\"<0>\"]}", "[\"s\",\"...\",1]");
        refuses("3.c.ii.2", "{\"_sd\":[\"<0>\"]}", "[\"s\",\"_sd_alg\",\"sha-256\"]");
    }

    @Test
    void step_3c_ii_3_refuses_a_name_that_is_there_already() {
        refuses("3.c.ii.3", "{\"a\":0,\"_sd\":[\"<0>\"]}", A);
        refuses("3.c.ii.3", "{\"_sd\":[\"<0>\",\"<1>\"]}", A, "[\"other\",\"a\",3]");
    }

    @Test
    void step_3c_iii_1_refuses_a_members_disclosure_for_an_element() {
        refuses("3.c.iii.1", "{\"l\":[{\"...\":\"<0>\"}]}", A);
    }

    @Test
    void step_4_refuses_a_digest_met_twice() {
        refuses("step 4", "{\"_sd\":[\"<0>\",\"<0>\"]}", A);
        refuses("step 4", "{\"_sd\":[\"<0>\"],\"o\":{\"_sd\":[\"<0>\"]}}", A);
        refuses("step 4", "{\"_sd\":[\"decoy\"],\"l\":[{\"...\":\"decoy\"}]}");
        refuses(
                "step 4",
                "{\"_sd\":[\"<0>\",\"" + digest(B) + "\"]}",
                "[\"s\",\"o\",{\"_sd\":[\"" + digest(B) + "\"]}]",
                B);
    }

    @Test
    void step_4_refuses_the_same_disclosure_twice() {
        refuses("step 4", "{\"_sd\":[\"<0>\"]}", A, A);
    }

    @Test
    void step_5_refuses_a_disclosure_that_no_digest_refers_to() {
        refuses("step 5", "{\"_sd\":[\"<0>\"]}", A, B);
        refuses("step 5", "{}", A);
    }

    @Test
    void step_5_refuses_a_disclosure_referred_to_only_by_one_that_is_not_shown() {
        refuses("step 5", "{\"_sd\":[\"" + digest("[\"s\",\"o\",{\"_sd\":[\"" + digest(A) + "\"]}]") + "\"]}", A);
    }

    @Test
    void step_5_refuses_a_digest_that_stands_where_no_digest_belongs() {
        refuses("step 5", "{\"note\":\"<0>\",\"list\":[\"<0>\"]}", A);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "{}", "1", "null", "[1]", "[null]", "[[\"x\"]]", "{\"0\":\"x\"}"})
    void section_4_2_4_1_refuses_digests_that_are_no_array_of_texts(String digests) {
        refuses("4.2.4", "{\"_sd\":" + digests + "}");
        refuses("4.2.4", "{\"deep\":[{\"_sd\":" + digests + "}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"...\":\"d\",\"x\":1}", "{\"...\":1}", "{\"...\":null}", "{\"...\":[\"d\"]}"})
    void section_4_2_4_2_refuses_an_elements_digest_of_another_shape(String element) {
        refuses("4.2.4", "{\"l\":[" + element + "]}");
    }

    @Test
    void section_4_1_refuses_reserved_names_elsewhere() {
        refuses("4.1", "{\"...\":\"d\"}");
        refuses("4.1", "{\"o\":{\"...\":\"d\"}}");
        refuses("4.1", "{\"o\":{\"_sd_alg\":\"sha-256\"}}");
        refuses("4.1", "{\"_sd\":[\"<0>\"]}", "[\"s\",\"o\",{\"_sd_alg\":\"sha-256\"}]");
    }

    @Test
    void refuses_disclosures_that_nest_too_deep() {
        String inner = A;
        List<String> chain = new ArrayList<>(List.of(inner));
        for (int i = 0; i < 40; i++) {
            inner = "[\"s" + i + "\",\"n\",{\"_sd\":[\"" + digest(inner) + "\"]}]";
            chain.add(inner);
        }

        refuses("deeper", "{\"_sd\":[\"" + digest(inner) + "\"]}", chain.toArray(new String[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"s\"]",
                "[\"s\",\"n\",1,2]",
                "[1,\"n\",1]",
                "[null,1]",
                "[\"s\",1,1]",
                "[\"s\",null,1]",
                "{}",
                "\"s\"",
                "7",
                "",
                "[\"s\",\"n\",1]x",
                "[\"s\",\"n\",{\"a\":1,\"a\":2}]"
            })
    void section_4_2_refuses_a_disclosure_of_another_shape(String disclosure) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> Disclosure.parse(encode(disclosure), 1024));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WyJz", "WyJzIiwgIm4iLCAxXQ==", " WyJzIiwgIm4iLCAxXQ", "WyJzIiwgIm4iLCAxXQ\n", "Wy+z"})
    void section_4_2_refuses_a_disclosure_that_is_not_base64url(String text) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Disclosure.parse(text, 1024));
    }

    private static void refuses(String why, String payload, String... disclosures) {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> claims(payload, disclosures))
                .withMessageContaining(why);
    }

    private static ObjectNode process(String payload, String... disclosures) {
        return claims(payload, disclosures).payload();
    }

    private static DisclosedClaims claims(String payload, String... disclosures) {
        String filled = payload;
        List<Disclosure> parsed = new ArrayList<>();
        for (int i = 0; i < disclosures.length; i++) {
            filled = filled.replace("<" + i + ">", digest(disclosures[i]));
            parsed.add(Disclosure.parse(encode(disclosures[i]), 4096));
        }
        return DisclosedClaims.of(json(filled), parsed, 32);
    }

    private static String digest(String disclosure) {
        return DisclosureHash.SHA_256.digest(encode(disclosure));
    }

    private static String encode(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode json(String text) {
        return StrictJson.readObject(text.getBytes(StandardCharsets.UTF_8), 1 << 16, "payload");
    }
}
