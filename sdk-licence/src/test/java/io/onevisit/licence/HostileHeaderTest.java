package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.crypto.SignatureAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers by which verifiers have been led astray; all signed by a trusted key, so only reading can refuse them. */
class HostileHeaderTest {
    private static final String REST = "\"typ\":\"dc+sd-jwt\",\"kid\":\"bureau-1\"";
    private static final Forge SM2 = new Forge(SignatureAlgorithm.SM2);
    private static final Forge ES256 = new Forge(SignatureAlgorithm.ES256);

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void the_header_by_itself_is_good(SignatureAlgorithm algorithm) {
        Forge forge = algorithm == SignatureAlgorithm.SM2 ? SM2 : ES256;

        assertThat(forge.accepts(forge.header("{\"alg\":\"" + algorithm.joseName() + "\"," + REST + "}")))
                .isTrue();
        assertThat(forge.accepts(forge.header("{\"alg\":\"" + algorithm.joseName() + "\"," + REST + ",\"unknown\":1}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "NONE",
                "nOnE",
                "HS256",
                "HS384",
                "HS512",
                "RS256",
                "PS256",
                "ES384",
                "ES512",
                "ES256K",
                "EdDSA",
                "Ed25519",
                "sm2",
                "SM3withSM2",
                "SM2SM3",
                "SGD_SM3_SM2",
                "SM2 ",
                "es256",
                "ES256 ",
                "1",
                "dir",
                "A256KW",
                "ESP256",
                "SHA256withECDSA"
            })
    void algorithms_other_than_the_two_are_refused(String algorithm) {
        refused("LICENCE_FORMAT", "{\"alg\":\"" + algorithm + "\"," + REST + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "[\"SM2\"]", "{\"SM2\":1}", "\"\""})
    void an_algorithm_that_is_no_text_is_refused(String algorithm) {
        refused("LICENCE_FORMAT", "{\"alg\":" + algorithm + "," + REST + "}");
    }

    @Test
    void a_missing_algorithm_is_refused() {
        refused("LICENCE_FORMAT", "{" + REST + "}");
    }

    @Test
    void one_algorithms_key_is_not_the_others() {
        assertThat(SM2.refuses("LICENCE_SIGNATURE", SM2.header("{\"alg\":\"ES256\"," + REST + "}")))
                .isTrue();
        assertThat(ES256.refuses("LICENCE_SIGNATURE", ES256.header("{\"alg\":\"SM2\"," + REST + "}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"jwk\":{}",
                "\"jwk\":null",
                "\"jku\":\"https://evil.example\"",
                "\"jku\":\"\"",
                "\"x5u\":\"https://evil.example\"",
                "\"x5c\":[]",
                "\"x5c\":[\"MIIB\"]",
                "\"crit\":[]",
                "\"crit\":null",
                "\"crit\":\"exp\"",
                "\"crit\":[\"exp\"],\"exp\":1",
                "\"crit\":[\"alg\"]",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"b64\":false",
                "\"b64\":true"
            })
    void keys_and_extensions_in_the_header_are_refused(String extra) {
        refused("LICENCE_FORMAT", "{\"alg\":\"SM2\"," + REST + "," + extra + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "[]", "{}", "\"\""})
    void a_key_id_that_is_no_text_is_refused(String kid) {
        refused("LICENCE_FORMAT", "{\"alg\":\"SM2\",\"typ\":\"dc+sd-jwt\",\"kid\":" + kid + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bureau-2",
                "BUREAU-1",
                "bureau-1 ",
                "../../etc/passwd",
                "'; DROP TABLE keys; --",
                "https://evil.example",
                "\u0000"
            })
    void a_key_id_only_chooses_among_the_issuers_keys(String kid) {
        refused(
                "LICENCE_ISSUER_KNOWN",
                "{\"alg\":\"SM2\",\"typ\":\"dc+sd-jwt\",\"kid\":\"" + kid.replace("\u0000", "\\u0000") + "\"}");
    }

    private static void refused(String code, String header) {
        assertThat(SM2.refuses(code, SM2.header(header))).as(header).isTrue();
    }
}
