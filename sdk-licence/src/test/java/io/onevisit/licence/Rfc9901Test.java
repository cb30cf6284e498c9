package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What RFC 9901 says must be refused, clause by clause, at the door of {@link LicenceVerifier}. Every refusal stands
 * beside the licence or presentation it was made from, which passes.
 */
class Rfc9901Test {
    private static final Forge FORGE = new Forge(SignatureAlgorithm.SM2);
    private static final String FORMAT = "LICENCE_FORMAT";
    private static final String DISCLOSURES = "LICENCE_DISCLOSURES";

    @Test
    void rfc9901_4_refuses_an_sd_jwt_without_its_last_tilde() {
        refused(FORMAT, Forge.jwt(FORGE.token));
        refused("LICENCE_BOUND", FORGE.token.substring(0, FORGE.token.length() - 1));
    }

    @Test
    void rfc9901_4_refuses_an_empty_disclosure() {
        refused(FORMAT, FORGE.token + "~");
        refused(FORMAT, FORGE.token.replaceFirst("~", "~~"));
        refused(FORMAT, "~" + FORGE.token);
    }

    @Test
    void rfc9901_4_1_refuses_reserved_names_that_are_not_of_this_format() {
        refused(DISCLOSURES, FORGE.payload(payload -> payload.put("...", "x")));
        refused(DISCLOSURES, FORGE.payload(payload -> payload.putObject("o").put("...", "x")));
        refused(DISCLOSURES, FORGE.payload(payload -> payload.put("_sd", "x"), List.of()));
    }

    @Test
    void rfc9901_4_1_1_refuses_the_hash_anywhere_but_at_the_top() {
        refused(DISCLOSURES, FORGE.payload(payload -> payload.putObject("o").put("_sd_alg", "sm3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SM3", "SHA-256", "sha256", "sha-256-128", "sha-1", "md5", "none", " sm3"})
    void rfc9901_4_1_1_refuses_a_hash_that_is_not_known_or_not_safe(String hash) {
        refused(DISCLOSURES, FORGE.payload(payload -> payload.put("_sd_alg", hash)));
    }

    @Test
    void rfc9901_4_1_1_takes_sha_256_where_no_hash_is_named() {
        refused(DISCLOSURES, FORGE.payload(payload -> payload.remove("_sd_alg")));
        assertThat(FORGE.accepts(FORGE.payload(payload -> payload.remove("_sd_alg"), List.of())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"s\"]",
                "[\"s\",\"n\",1,2]",
                "{\"s\":1}",
                "\"s\"",
                "null",
                "[1,\"n\",1]",
                "[\"s\",1,1]",
                "[\"s\",null,1]",
                "[null,\"n\",1]"
            })
    void rfc9901_4_2_refuses_a_disclosure_of_another_shape(String disclosure) {
        refused(FORMAT, disclosed(Forge.disclosure(disclosure)));
    }

    @Test
    void rfc9901_4_2_refuses_a_disclosure_that_is_not_base64url_of_utf_8() {
        String good = Forge.disclosure("[\"s\",\"n\",1]");

        assertThat(FORGE.accepts(disclosed(good))).isTrue();
        refused(FORMAT, disclosed(good + "="));
        refused(FORMAT, disclosed(good.substring(0, 5) + "+" + good.substring(6)));
        refused(FORMAT, disclosed(Peer.encode(new byte[] {'[', '"', (byte) 0xc3, '"', ',', '1', ']'})));
        refused(FORMAT, disclosed(Peer.encode("\uFEFF[\"s\",1]".getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_sd", "...", "_sd_alg"})
    void rfc9901_4_2_1_refuses_a_disclosure_of_a_reserved_name(String name) {
        refused(DISCLOSURES, disclosed(Forge.disclosure("[\"s\",\"" + name + "\",1]")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "{}", "1", "null", "[1]", "[null]", "[[]]"})
    void rfc9901_4_2_4_1_refuses_digests_that_are_no_array_of_texts(String digests) {
        refused(DISCLOSURES, FORGE.payload(payload -> payload.set("_sd", Json.of(digests)), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"...\":\"d\",\"x\":1}", "{\"...\":1}", "{\"...\":null}", "{\"...\":[]}"})
    void rfc9901_4_2_4_2_refuses_an_elements_digest_of_another_shape(String element) {
        refused(DISCLOSURES, FORGE.payload(payload -> ((ArrayNode) payload.get("holders")).add(Json.of(element))));
    }

    @Test
    void rfc9901_4_2_5_digests_of_nothing_are_let_be() {
        assertThat(FORGE.accepts(FORGE.payload(payload -> {
                    payload.withArray("/_sd").add("decoy");
                    payload.withArray("/holders").addObject().put("...", "another decoy");
                })))
                .isTrue();
    }

    // 4.3: the KB-JWT

    @ParameterizedTest
    @ValueSource(strings = {"iat", "aud", "nonce", "sd_hash"})
    void rfc9901_4_3_refuses_a_binding_without_a_required_claim(String name) {
        refusedPresentation("BINDING_FORMAT", FORGE.bound(claims -> claims.remove(name)));
        refusedPresentation("BINDING_FORMAT", FORGE.bound(claims -> claims.putNull(name)));
        refusedPresentation("BINDING_FORMAT", FORGE.bound(claims -> claims.putArray(name)));
    }

    @Test
    void rfc9901_4_3_refuses_an_audience_that_is_not_a_single_text() {
        refusedPresentation(
                "BINDING_FORMAT", FORGE.bound(claims -> claims.putArray("aud").add(Forge.OCCASION.audience())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"SM2\"}",
                "{\"alg\":\"SM2\",\"typ\":\"jwt\"}",
                "{\"alg\":\"SM2\",\"typ\":\"KB+JWT\"}",
                "{\"alg\":\"none\",\"typ\":\"kb+jwt\"}",
                "{\"alg\":\"HS256\",\"typ\":\"kb+jwt\"}",
                "{\"typ\":\"kb+jwt\"}",
                "{\"alg\":\"SM2\",\"typ\":\"kb+jwt\",\"crit\":[\"x\"],\"x\":1}"
            })
    void rfc9901_4_3_refuses_a_binding_with_another_header(String header) {
        refusedPresentation("BINDING_FORMAT", FORGE.bound(Bureau.HOLDER_KEY, header, claims -> {}));
    }

    @Test
    void rfc9901_4_3_1_refuses_a_hash_over_anything_but_what_is_shown() {
        String jwt = Forge.jwt(FORGE.token);

        for (String other :
                List.of(jwt, jwt + "~", FORGE.token + "~", FORGE.token.substring(0, FORGE.token.length() - 1))) {
            refusedPresentation("BINDING_HASH", FORGE.bound(claims -> claims.put("sd_hash", FORGE.digest(other))));
        }
        refusedPresentation("BINDING_HASH", FORGE.bound(claims -> claims.put("sd_hash", Peer.sha256(FORGE.token))));
    }

    // 7.1: the SD-JWT

    @Test
    void rfc9901_7_1_step_2a_refuses_none_and_what_is_not_asymmetric() {
        for (String algorithm :
                List.of("none", "None", "NONE", "", "HS256", "RS256", "ES384", "EdDSA", "sm2", "es256")) {
            refused(FORMAT, FORGE.header("{\"alg\":\"" + algorithm + "\",\"typ\":\"dc+sd-jwt\",\"kid\":\"bureau-1\"}"));
        }
        String unsigned = Peer.encode("{\"alg\":\"none\",\"typ\":\"dc+sd-jwt\"}".getBytes(StandardCharsets.UTF_8))
                + FORGE.token.substring(FORGE.token.indexOf('.'), FORGE.token.lastIndexOf('.') + 1);
        refused(FORMAT, Forge.joined(unsigned, FORGE.disclosures()));
    }

    @Test
    void rfc9901_7_1_step_2b_refuses_a_signature_that_does_not_hold() {
        String jwt = Forge.jwt(FORGE.token);
        String other = Forge.sign(
                SigningKey.generate(SignatureAlgorithm.SM2, "bureau-1"),
                FORGE.header(),
                FORGE.payload().toString().getBytes(StandardCharsets.UTF_8));

        refused("LICENCE_SIGNATURE", Forge.joined(other, FORGE.disclosures()));
        refused(
                "LICENCE_SIGNATURE",
                Forge.joined(jwt.substring(0, jwt.lastIndexOf('.') + 1) + "A".repeat(86), FORGE.disclosures()));
    }

    @Test
    void rfc9901_7_1_step_2b_refuses_the_algorithm_of_another_key() {
        refused("LICENCE_SIGNATURE", FORGE.header("{\"alg\":\"ES256\",\"typ\":\"dc+sd-jwt\",\"kid\":\"bureau-1\"}"));
    }

    @Test
    void rfc9901_7_1_step_2c_refuses_a_key_that_is_not_the_issuers() {
        refused("LICENCE_ISSUER_KNOWN", FORGE.header("{\"alg\":\"SM2\",\"typ\":\"dc+sd-jwt\"}"));
        refused("LICENCE_ISSUER_KNOWN", FORGE.header("{\"alg\":\"SM2\",\"typ\":\"dc+sd-jwt\",\"kid\":\"bureau-2\"}"));
        refused("LICENCE_ISSUER_KNOWN", FORGE.payload(payload -> payload.put("iss", "urn:cn:uscc:11330100002489719U")));
    }

    @Test
    void rfc9901_7_1_step_3c_refuses_an_element_for_a_member_and_the_reverse() {
        refused(DISCLOSURES, disclosed(Forge.disclosure("[\"s\",1]")));
        String member = Forge.disclosure("[\"s\",\"n\",{}]");
        refused(
                DISCLOSURES,
                with(
                        member,
                        payload -> payload.withArray("/holders").addObject().put("...", FORGE.digest(member))));
    }

    @Test
    void rfc9901_7_1_step_3c_refuses_a_name_that_is_there_already() {
        refused(DISCLOSURES, disclosed(Forge.disclosure("[\"s\",\"ZZMC\",\"x\"]")));
        refused(DISCLOSURES, disclosed(Forge.disclosure("[\"s\",\"ZZBH\",\"x\"]")));
        refused(DISCLOSURES, disclosed(Forge.disclosure("[\"s\",\"iss\",\"urn:cn:uscc:x\"]")));
    }

    @Test
    void rfc9901_7_1_step_4_refuses_a_digest_met_twice() {
        refused(
                DISCLOSURES,
                FORGE.payload(payload ->
                        payload.withArray("/_sd").add(payload.at("/_sd/0").textValue())));
        refused(
                DISCLOSURES,
                FORGE.payload(payload -> payload.withArray("/holders")
                        .addObject()
                        .put("...", payload.at("/holders/0/...").textValue())));
        refused(
                DISCLOSURES,
                FORGE.payload(payload -> payload.putObject("o")
                        .putArray("_sd")
                        .add(payload.at("/_sd/0").textValue())));
        refused(
                DISCLOSURES,
                FORGE.payload(payload -> payload.withArray("/_sd").add("decoy").add("decoy")));
    }

    @Test
    void rfc9901_7_1_step_4_refuses_a_disclosure_sent_twice() {
        refused(DISCLOSURES, FORGE.token + FORGE.disclosures().get(0) + "~");
    }

    @Test
    void rfc9901_7_1_step_5_refuses_a_disclosure_that_no_digest_refers_to() {
        refused(DISCLOSURES, FORGE.token + Forge.disclosure("[\"s\",\"n\",1]") + "~");
        String inner = Forge.disclosure("[\"s\",\"n\",1]");
        String outer = Forge.disclosure("[\"s\",\"o\",{\"_sd\":[\"" + FORGE.digest(inner) + "\"]}]");
        refused(DISCLOSURES, with(inner, payload -> payload.withArray("/_sd").add(FORGE.digest(outer))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "nbf", "iat"})
    void rfc9901_7_1_step_6_refuses_a_licence_without_the_claims_of_validity(String name) {
        refused("LICENCE_CLAIMS", FORGE.payload(payload -> payload.remove(name)));
    }

    @Test
    void rfc9901_7_1_step_6_refuses_a_licence_out_of_its_time() {
        long now = Bureau.NOW.getEpochSecond();

        refused("LICENCE_EXPIRY", FORGE.payload(payload -> payload.put("exp", now)));
        refused("LICENCE_NOT_BEFORE", FORGE.payload(payload -> payload.put("nbf", now + 61)));
        refused("LICENCE_ISSUED", FORGE.payload(payload -> payload.put("iat", now + 61)));
        assertThat(FORGE.accepts(FORGE.payload(payload ->
                        payload.put("exp", now + 1).put("nbf", now + 60).put("iat", now + 60))))
                .isTrue();
    }

    // 7.3: the verifier and key binding

    @Test
    void rfc9901_7_3_step_2_refuses_a_licence_that_is_not_bound_where_that_is_required() {
        refusedPresentation("LICENCE_BOUND", FORGE.token);
    }

    @Test
    void rfc9901_7_3_step_3_refuses_a_binding_where_none_is_expected() {
        refused("LICENCE_BOUND", FORGE.bound(claims -> {}));
    }

    @Test
    void rfc9901_7_3_step_5a_refuses_a_licence_that_names_no_key() {
        String without = FORGE.payload(payload -> payload.remove("cnf"));
        String bound = FORGE.bound(claims -> claims.put("sd_hash", FORGE.digest(without)));

        refusedPresentation("LICENCE_HOLDER_KEY", without + bound.substring(bound.lastIndexOf('~') + 1));
    }

    @Test
    void rfc9901_7_3_step_5b_refuses_an_algorithm_that_is_not_the_keys() {
        refusedPresentation(
                "BINDING_SIGNATURE",
                FORGE.bound(Bureau.HOLDER_KEY, "{\"alg\":\"ES256\",\"typ\":\"kb+jwt\"}", claims -> {}));
    }

    @Test
    void rfc9901_7_3_step_5c_refuses_a_binding_by_anybody_else() {
        String header = "{\"alg\":\"SM2\",\"typ\":\"kb+jwt\"}";

        refusedPresentation("BINDING_SIGNATURE", FORGE.bound(FORGE.bureau.key, header, claims -> {}));
        refusedPresentation(
                "BINDING_SIGNATURE",
                FORGE.bound(SigningKey.generate(SignatureAlgorithm.SM2, "wallet"), header, claims -> {}));
    }

    @Test
    void rfc9901_7_3_step_5e_refuses_a_binding_that_is_too_old_or_too_new() {
        Instant now = Bureau.NOW;

        refusedPresentation("BINDING_TIME", FORGE.bound(claims -> claims.put("iat", now.getEpochSecond() - 360)));
        refusedPresentation("BINDING_TIME", FORGE.bound(claims -> claims.put("iat", now.getEpochSecond() + 61)));
    }

    @Test
    void rfc9901_7_3_step_5f_refuses_another_audience_and_another_nonce() {
        refusedPresentation("BINDING_AUDIENCE", FORGE.bound(claims -> claims.put("aud", "https://other")));
        refusedPresentation("BINDING_NONCE", FORGE.bound(claims -> claims.put("nonce", "another-nonce-0123")));
    }

    @Test
    void rfc9901_7_3_step_5g_refuses_a_binding_moved_to_another_selection() {
        String bound = FORGE.bound(claims -> {});
        String binding = bound.substring(bound.lastIndexOf('~') + 1);

        refusedPresentation(
                "BINDING_HASH",
                LicenceToken.parse(FORGE.token).present(Set.of()).compact() + binding);
    }

    @Test
    void rfc9901_8_refuses_the_json_serialisation() {
        String[] parts = Forge.jwt(FORGE.token).split("\\.", -1);

        refused(
                FORMAT,
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                        + "\",\"header\":{\"disclosures\":[]}}");
    }

    @Test
    void rfc9901_9_7_refuses_a_hidden_claim_of_validity_that_is_not_shown() {
        String hidden = FORGE.hiding("exp");

        refused("LICENCE_CLAIMS", hidden.substring(0, hidden.lastIndexOf('~', hidden.length() - 2) + 1));
    }

    /** The licence with one more Disclosure at the top level. */
    private static String disclosed(String disclosure) {
        return with(disclosure, payload -> payload.withArray("/_sd").add(FORGE.digest(disclosure)));
    }

    private static String with(String disclosure, Consumer<ObjectNode> change) {
        List<String> all = new ArrayList<>(FORGE.disclosures());
        all.add(disclosure);
        return FORGE.payload(change, all);
    }

    private static void refused(String code, String text) {
        assertThat(FORGE.refuses(code, text))
                .as(() -> FORGE.verify(text).toString())
                .isTrue();
    }

    private static void refusedPresentation(String code, String text) {
        assertThat(FORGE.refusesPresentation(code, text))
                .as(() -> FORGE.present(text).toString())
                .isTrue();
    }
}
