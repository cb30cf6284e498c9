package io.onevisit.core.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.core.internal.json.StrictJson;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JwkTest {
    private static final VerificationKey KEY =
            SigningKey.generate(SignatureAlgorithm.ES256, "k").verificationKey();

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void reads_back_what_it_wrote(SignatureAlgorithm algorithm) {
        VerificationKey key = SigningKey.generate(algorithm, "k").verificationKey();

        assertThat(Jwk.read(Jwk.write(key))).isEqualTo(key);
        assertThat(Jwk.write(key).get("crv").textValue()).isEqualTo(algorithm.joseCurve());
    }

    static Stream<Consumer<ObjectNode>> spoiltKeys() {
        return Stream.of(
                jwk -> jwk.put("kty", "OKP"),
                jwk -> jwk.put("kty", "ec"),
                jwk -> jwk.remove("kty"),
                jwk -> jwk.put("crv", "P-384"),
                jwk -> jwk.put("crv", "SM2"),
                jwk -> jwk.put("crv", "secp256k1"),
                jwk -> jwk.remove("crv"),
                jwk -> jwk.put("alg", "SM2"),
                jwk -> jwk.put("alg", "none"),
                jwk -> jwk.putNull("alg"),
                jwk -> jwk.put("d", "AA"),
                jwk -> jwk.remove("x"),
                jwk -> jwk.put("x", 7),
                jwk -> jwk.put("x", "AA"),
                jwk -> jwk.put("x", jwk.get("x").textValue() + "="),
                jwk -> jwk.set("y", jwk.get("x")),
                jwk -> jwk.put("x", "A".repeat(43)).put("y", "A".repeat(43)));
    }

    @ParameterizedTest
    @MethodSource("spoiltKeys")
    void refuses_a_spoilt_key(Consumer<ObjectNode> spoil) {
        ObjectNode jwk = Jwk.write(KEY);
        spoil.accept(jwk);

        refused(jwk);
    }

    @Test
    void a_set_gives_each_key_by_its_id() {
        assertThat(Jwk.readSet(StrictJson.object().arrayNode().add(named("a")).add(named("b"))))
                .containsOnlyKeys("a", "b")
                .containsValue(KEY);
    }

    static Stream<Consumer<ObjectNode>> spoiltIds() {
        return Stream.of(
                jwk -> jwk.remove("kid"),
                jwk -> jwk.put("kid", ""),
                jwk -> jwk.put("kid", " "),
                jwk -> jwk.put("kid", 7),
                jwk -> jwk.putNull("kid"),
                jwk -> jwk.put("kid", "a"));
    }

    @ParameterizedTest
    @MethodSource("spoiltIds")
    void refuses_a_set_with_a_key_that_has_no_id_of_its_own(Consumer<ObjectNode> spoil) {
        ObjectNode spoilt = named("b");
        spoil.accept(spoilt);
        JsonNode set = StrictJson.object().arrayNode().add(named("a")).add(spoilt);

        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Jwk.readSet(set));
    }

    private static ObjectNode named(String keyId) {
        return Jwk.write(KEY).put("kid", keyId);
    }

    @Test
    void refuses_what_is_no_object() {
        refused(TextNode.valueOf("EC"));
    }

    private static void refused(JsonNode jwk) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Jwk.read(jwk));
    }
}
