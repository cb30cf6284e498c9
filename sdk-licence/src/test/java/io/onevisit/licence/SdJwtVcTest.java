package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What draft-ietf-oauth-sd-jwt-vc-19 says must be refused, and what must be let be. */
class SdJwtVcTest {
    private static final Forge FORGE = new Forge(SignatureAlgorithm.ES256);

    @ParameterizedTest
    @ValueSource(strings = {"vc+sd-jwt", "sd+jwt", "vc+jwt", "jwt", "DC+SD-JWT", "dc+sd-jwt ", "application/dc+sd-jwt"})
    void sd_jwt_vc_2_2_1_refuses_another_typ(String type) {
        refused("LICENCE_FORMAT", header("\"typ\":\"" + type + "\","));
    }

    @Test
    void sd_jwt_vc_2_2_1_refuses_a_missing_typ() {
        refused("LICENCE_FORMAT", header(""));
        assertThat(FORGE.accepts(header("\"typ\":\"dc+sd-jwt\","))).isTrue();
    }

    @Test
    void sd_jwt_vc_2_2_2_1_refuses_a_missing_or_malformed_vct() {
        refused("LICENCE_TYPE_AGREES", FORGE.payload(payload -> payload.remove("vct")));
        refused("LICENCE_TYPE_AGREES", FORGE.payload(payload -> payload.putNull("vct")));
        refused("LICENCE_TYPE_AGREES", FORGE.payload(payload -> payload.put("vct", 1)));
        refused(
                "LICENCE_TYPE_AGREES",
                FORGE.payload(payload -> payload.putArray("vct").add("x")));
        refused("LICENCE_TYPE_AGREES", FORGE.payload(payload -> payload.put("vct", "URN:CN:ZZ:" + Bureau.TYPE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbf", "exp", "cnf", "vct", "status"})
    void sd_jwt_vc_2_2_2_2_refuses_a_disclosure_of_what_must_stand_open(String name) {
        refused("LICENCE_NEVER_HIDDEN", FORGE.hiding(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vct#integrity", "aka_vcts"})
    void sd_jwt_vc_2_2_2_2_refuses_a_disclosure_of_optional_claims_that_must_stand_open(String name) {
        String disclosure = Forge.disclosure("[\"s\",\"" + name + "\",\"x\"]");
        List<String> disclosures = new ArrayList<>(FORGE.disclosures());
        disclosures.add(disclosure);

        refused(
                "LICENCE_NEVER_HIDDEN",
                FORGE.payload(payload -> payload.withArray("/_sd").add(FORGE.digest(disclosure)), disclosures));
        assertThat(FORGE.accepts(FORGE.payload(payload -> payload.put(name, "x"))))
                .isTrue();
    }

    @Test
    void sd_jwt_vc_2_2_2_2_refuses_a_hidden_iss() {
        refused("LICENCE_ISSUER_KNOWN", FORGE.hiding("iss"));
    }

    @Test
    void sd_jwt_vc_2_2_2_2_refuses_digests_inside_what_must_stand_open() {
        refused(
                "LICENCE_NEVER_HIDDEN",
                FORGE.payload(payload ->
                        ((ObjectNode) payload.at("/cnf/jwk")).putArray("_sd").add("decoy")));
        refused(
                "LICENCE_NEVER_HIDDEN",
                FORGE.payload(payload -> ((ObjectNode) payload.at("/status/status_list"))
                        .putArray("_sd")
                        .add("decoy")));
    }

    @Test
    void sd_jwt_vc_2_2_2_2_lets_the_time_of_issue_be_hidden() {
        assertThat(FORGE.accepts(FORGE.hiding("iat"))).isTrue();
    }

    @Test
    void sd_jwt_vc_2_4_lets_unknown_claims_be() {
        assertThat(FORGE.accepts(FORGE.payload(payload -> {
                    payload.put("sub", "x").put("unknown", true);
                    payload.putObject("deep").putArray("er").add(1);
                })))
                .isTrue();
    }

    @Test
    void sd_jwt_vc_2_5_refuses_an_issuer_whose_key_cannot_be_told() {
        refused("LICENCE_ISSUER_KNOWN", FORGE.payload(payload -> payload.put("iss", "https://issuer.example.com")));
        refused("LICENCE_ISSUER_KNOWN", FORGE.payload(payload -> payload.putNull("iss")));
        refused("LICENCE_ISSUER_KNOWN", FORGE.payload(payload -> payload.put("iss", 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x5c\":[\"MIIB\"],",
                "\"x5u\":\"https://evil.example\",",
                "\"jku\":\"https://evil.example\",",
                "\"jwk\":{\"kty\":\"EC\"},"
            })
    void sd_jwt_vc_2_5_takes_no_key_from_the_header(String extra) {
        refused("LICENCE_FORMAT", header("\"typ\":\"dc+sd-jwt\"," + extra));
    }

    @Test
    void sd_jwt_vc_2_5_refuses_a_type_that_the_issuer_is_not_accredited_for() {
        LicenceVerifier verifier = new LicenceVerifier(
                Bureau.trusted(Map.of("bureau-1", FORGE.bureau.key.verificationKey()), Set.of(Bureau.RESIDENCE)),
                FORGE.bureau.published(),
                Bureau.CLOCK,
                Limits.DEFAULT);

        Report<Licence> report = verifier.verify(FORGE.token);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Forge.codes(report)).contains("LICENCE_ISSUER_ENTITLED");
    }

    @Test
    void sd_jwt_vc_3_1_takes_the_holders_key_from_cnf_and_from_nowhere_else() {
        SigningKey other = SigningKey.generate(SignatureAlgorithm.SM2, "other");

        assertThat(FORGE.refusesPresentation(
                        "BINDING_SIGNATURE",
                        FORGE.bound(other, "{\"alg\":\"SM2\",\"typ\":\"kb+jwt\",\"kid\":\"other\"}", claims -> {})))
                .isTrue();
        assertThat(FORGE.refusesPresentation(
                        "BINDING_FORMAT",
                        FORGE.bound(other, "{\"alg\":\"SM2\",\"typ\":\"kb+jwt\",\"jwk\":{}}", claims -> {})))
                .isTrue();
    }

    @Test
    void sd_jwt_vc_3_1_lets_unknown_claims_of_a_binding_be() {
        assertThat(FORGE.present(FORGE.bound(claims -> claims.put("jti", "x").put("unknown", 1)))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"x\"",
                "null",
                "{\"kid\":\"x\"}",
                "{\"jku\":\"https://evil.example\"}",
                "{\"jwk\":{}}",
                "{\"jwk\":{\"kty\":\"RSA\"}}",
                "{\"jwk\":{\"kty\":\"EC\",\"crv\":\"SM2\",\"x\":\"AA\",\"y\":\"AA\"}}"
            })
    void rfc7800_3_refuses_a_confirmation_that_is_no_public_key(String confirmation) {
        refused("LICENCE_CLAIMS", FORGE.payload(payload -> payload.set("cnf", Json.of(confirmation))));
    }

    private static String header(String members) {
        return FORGE.header("{\"alg\":\"ES256\"," + members + "\"kid\":\"bureau-1\"}");
    }

    private static void refused(String code, String text) {
        assertThat(FORGE.refuses(code, text))
                .as(() -> FORGE.verify(text).toString())
                .isTrue();
    }
}
