package io.onevisit.licence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.jose.SignedJwt;
import io.onevisit.core.internal.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 9901 and of the SD-JWT VC draft; where they come from is written in the files. */
class SdJwtVectorsTest {
    private static final JsonNode SD_JWT = read("sd-jwt-draft22.json");
    private static final JsonNode SD_JWT_VC = read("sd-jwt-vc-draft19.json");

    static Stream<Named<JsonNode>> tokens() {
        return Stream.of(SD_JWT, SD_JWT_VC).flatMap(SdJwtVectorsTest::tokens);
    }

    private static Stream<Named<JsonNode>> tokens(JsonNode file) {
        return StreamSupport.stream(file.get("tokens").spliterator(), false)
                .map(token -> Named.of(
                        token.get("section").textValue() + " "
                                + token.get("kind").textValue(),
                        token));
    }

    static Stream<JsonNode> disclosures() {
        return Stream.of(SD_JWT, SD_JWT_VC)
                .flatMap(file -> StreamSupport.stream(file.get("disclosures").spliterator(), false));
    }

    @ParameterizedTest
    @MethodSource("disclosures")
    void section_4_2_3_makes_the_digest_of_a_disclosure(JsonNode vector) {
        Disclosure disclosure = Disclosure.parse(vector.get("disclosure").textValue(), 4096);

        assertThat(DisclosureHash.SHA_256.digest(disclosure.text()))
                .isEqualTo(vector.get("hash").textValue());
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void section_7_1_verifies_and_processes_the_token(JsonNode vector) {
        String compact = vector.get("token").textValue();
        if (vector.get("kind").textValue().equals("jwt")) {
            assertThat(signed(compact).verify(Jwk.read(SD_JWT.get("issuerJwk"))))
                    .isEqualTo(Verdict.PASSED);
            return;
        }
        SdJwt sdJwt = SdJwt.parse(compact, Limits.DEFAULT);
        SignedJwt jwt = signed(sdJwt.issuerJwt());
        assertThat(jwt.verify(Jwk.read(SD_JWT.get("issuerJwk")))).isEqualTo(Verdict.PASSED);

        DisclosedClaims claims = DisclosedClaims.of(jwt.claims(), sdJwt.disclosures(), 32);

        assertThat(claims.paths()).hasSameSizeAs(sdJwt.disclosures());
        if (vector.has("processed")) {
            assertThat(claims.payload()).isEqualTo(vector.get("processed"));
        }
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void section_4_3_binds_the_presentation_to_the_key_in_cnf(JsonNode vector) {
        if (!vector.get("kind").textValue().equals("sd-jwt+kb")) {
            return;
        }
        SdJwt sdJwt = SdJwt.parse(vector.get("token").textValue(), Limits.DEFAULT);
        ObjectNode payload = signed(sdJwt.issuerJwt()).claims();
        SignedJwt binding = signed(Objects.requireNonNull(sdJwt.keyBindingJwt()));

        assertThat(binding.type()).isEqualTo("kb+jwt");
        assertThat(binding.verify(Jwk.read(payload.at("/cnf/jwk")))).isEqualTo(Verdict.PASSED);
        assertThat(binding.claims().get("sd_hash").textValue())
                .isEqualTo(DisclosureHash.of(payload).digest(sdJwt.withoutKeyBinding()));
    }

    private static SignedJwt signed(String jwt) {
        return SignedJwt.parse(jwt, 64 * 1024, "vector");
    }

    private static JsonNode read(String name) {
        try (InputStream file = SdJwtVectorsTest.class.getResourceAsStream(name)) {
            return StrictJson.read(Objects.requireNonNull(file).readAllBytes(), 1 << 20, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
