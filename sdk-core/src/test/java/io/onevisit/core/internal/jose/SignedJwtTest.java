package io.onevisit.core.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.json.StrictJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedJwtTest {
    private static final SigningKey SM2 = SigningKey.generate(SignatureAlgorithm.SM2, "sm2-1");
    private static final SigningKey ES256 = SigningKey.generate(SignatureAlgorithm.ES256, "es-1");
    private static final String CLAIMS = "{\"sub\":\"x\"}";
    private static final String ES256_HEADER = "{\"alg\":\"ES256\",\"typ\":\"t\",\"kid\":\"es-1\"}";

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void reads_back_what_it_signed(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "k");
        ObjectNode claims = StrictJson.object().put("sub", "张三").put("iat", 7);

        SignedJwt jwt = parse(SignedJwt.sign(key, "example+jwt", claims));

        assertThat(jwt.verify(key.verificationKey())).isEqualTo(Verdict.PASSED);
        assertThat(jwt.type()).isEqualTo("example+jwt");
        assertThat(jwt.keyId()).isEqualTo("k");
        assertThat(jwt.claims().get("sub").textValue()).isEqualTo("张三");
    }

    @Test
    void verifies_the_es256_example_of_rfc_7515_a3() {
        SignedJwt jwt = parse("eyJhbGciOiJFUzI1NiJ9"
                + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        ObjectNode key = StrictJson.object()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
                .put("y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");

        assertThat(jwt.verify(Jwk.read(key))).isEqualTo(Verdict.PASSED);
        assertThat(jwt.type()).isEmpty();
        assertThat(jwt.keyId()).isEmpty();
    }

    @Test
    void jose4j_verifies_an_es256_token() throws Exception {
        JsonWebSignature peer = new JsonWebSignature();
        peer.setCompactSerialization(
                SignedJwt.sign(ES256, "t", StrictJson.object().put("sub", "x")));
        peer.setKey(PublicJsonWebKey.Factory.newPublicJwk(
                        new String(StrictJson.write(Jwk.write(ES256.verificationKey())), StandardCharsets.UTF_8))
                .getPublicKey());

        assertThat(peer.verifySignature()).isTrue();
        assertThat(peer.getAlgorithmHeaderValue()).isEqualTo(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    }

    @Test
    void the_generic_curve_of_bouncy_castle_verifies_an_sm2_token() {
        String token = SignedJwt.sign(SM2, "t", StrictJson.object().put("sub", "x"));
        int dot = token.lastIndexOf('.');
        byte[] input = token.substring(0, dot).getBytes(StandardCharsets.US_ASCII);
        X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
        SM2Signer peer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        peer.init(
                false,
                new ParametersWithID(
                        new ECPublicKeyParameters(
                                curve.getCurve()
                                        .createPoint(
                                                new BigInteger(
                                                        1,
                                                        SM2.verificationKey()
                                                                .x()
                                                                .toArray()),
                                                new BigInteger(
                                                        1,
                                                        SM2.verificationKey()
                                                                .y()
                                                                .toArray())),
                                new ECDomainParameters(curve)),
                        "1234567812345678".getBytes(StandardCharsets.US_ASCII)));
        peer.update(input, 0, input.length);

        assertThat(peer.verifySignature(Base64Url.decode(token.substring(dot + 1), "signature")))
                .isTrue();
        assertThat(new String(Base64Url.decode(token.substring(0, token.indexOf('.')), "h"), StandardCharsets.UTF_8))
                .isEqualTo("{\"kid\":\"sm2-1\",\"typ\":\"t\",\"alg\":\"SM2\"}");
    }

    @Test
    void fails_under_another_key_of_the_same_algorithm() {
        SigningKey other = SigningKey.generate(SignatureAlgorithm.SM2, "sm2-1");

        assertThat(parse(SignedJwt.sign(SM2, "t", StrictJson.object())).verify(other.verificationKey()))
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void fails_when_the_header_names_the_algorithm_of_another_key() {
        SignedJwt sm2Claimed = parse(Forgery.token("{\"alg\":\"SM2\"}", CLAIMS, ES256));
        SignedJwt es256Claimed = parse(Forgery.token("{\"alg\":\"ES256\"}", CLAIMS, SM2));

        assertThat(sm2Claimed.verify(ES256.verificationKey())).isEqualTo(Verdict.FAILED);
        assertThat(es256Claimed.verify(SM2.verificationKey())).isEqualTo(Verdict.FAILED);
    }

    @Test
    void fails_when_any_part_was_changed() {
        String token = SignedJwt.sign(ES256, "t", StrictJson.object().put("sub", "x"));
        String[] parts = token.split("\\.", -1);

        assertThat(parse(Forgery.encode(ES256_HEADER) + "." + parts[1] + "." + parts[2])
                        .verify(ES256.verificationKey()))
                .isEqualTo(Verdict.FAILED);
        assertThat(parse(parts[0] + "." + Forgery.encode("{\"sub\":\"y\"}") + "." + parts[2])
                        .verify(ES256.verificationKey()))
                .isEqualTo(Verdict.FAILED);
        byte[] signature = Base64Url.decode(parts[2], "s");
        signature[63] ^= 1;
        assertThat(parse(parts[0] + "." + parts[1] + "." + Base64Url.encode(signature))
                        .verify(ES256.verificationKey()))
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void fails_for_a_signature_of_nothing() {
        String body = Forgery.encode(ES256_HEADER) + "." + Forgery.encode(CLAIMS) + ".";

        assertThat(parse(body + Base64Url.encode(new byte[64])).verify(ES256.verificationKey()))
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"None\"}",
                "{\"alg\":\"HS256\"}",
                "{\"alg\":\"RS256\"}",
                "{\"alg\":\"ES384\"}",
                "{\"alg\":\"es256\"}",
                "{\"alg\":\"sm2\"}",
                "{\"alg\":\"SM2SM3\"}",
                "{\"alg\":\"\"}",
                "{\"alg\":null}",
                "{\"alg\":1}",
                "{\"alg\":[\"ES256\"]}",
                "{}",
                "{\"alg\":\"ES256\",\"crit\":[]}",
                "{\"alg\":\"ES256\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"ES256\",\"crit\":null}",
                "{\"alg\":\"ES256\",\"b64\":false}",
                "{\"alg\":\"ES256\",\"b64\":true}",
                "{\"alg\":\"ES256\",\"jwk\":{}}",
                "{\"alg\":\"ES256\",\"jku\":\"https://evil.example\"}",
                "{\"alg\":\"ES256\",\"x5u\":\"https://evil.example\"}",
                "{\"alg\":\"ES256\",\"x5c\":[]}",
                "{\"alg\":\"ES256\",\"typ\":1}",
                "{\"alg\":\"ES256\",\"kid\":{}}",
                "{\"alg\":\"ES256\",\"kid\":null}",
                "{\"alg\":\"ES256\",\"alg\":\"ES256\"}",
                "{\"alg\":\"ES256\"} {}",
                "[\"alg\",\"ES256\"]",
                "\"ES256\"",
                "{\"alg\":\"ES256\"",
                "",
                " ",
                "\uFEFF{\"alg\":\"ES256\"}"
            })
    void refuses_the_header(String header) {
        refuses(Forgery.token(header, CLAIMS, ES256));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "7",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}x",
                "{\"a\":1},",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "\uFEFF{}"
            })
    void refuses_the_payload(String payload) {
        refuses(Forgery.token(ES256_HEADER, payload, ES256));
    }

    @Test
    void refuses_a_payload_that_is_not_utf_8() {
        byte[] latin1 = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};

        refuses(Forgery.token(ES256_HEADER.getBytes(StandardCharsets.UTF_8), latin1, ES256));
        refuses(Forgery.token(ES256_HEADER.getBytes(StandardCharsets.UTF_8), overlong, ES256));
    }

    @Test
    void refuses_a_payload_that_nests_too_deep() {
        refuses(Forgery.token(ES256_HEADER, "{\"a\":".repeat(33) + "1" + "}".repeat(33), ES256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", " ", "\n", "\r\n", "\t", "+", "/", "é", "~", ".", "\0"})
    void refuses_characters_beside_base64url(String extra) {
        String token = Forgery.token(ES256_HEADER, CLAIMS, ES256);
        int dot = token.indexOf('.');

        refuses(token + extra);
        refuses(extra + token);
        refuses(token.substring(0, dot) + extra + token.substring(dot));
    }

    @Test
    void refuses_bits_left_over_in_the_last_character() {
        String[] parts = Forgery.token(ES256_HEADER, CLAIMS, ES256).split("\\.", -1);
        String signature = parts[2];
        // 64 octets leave four unused bits in the last of 86 characters
        String respelt = signature.substring(0, 85) + next(signature.charAt(85));

        refuses(parts[0] + "." + parts[1] + "." + respelt);
    }

    private static char next(char last) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(last) + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 63, 65, 70, 72, 128})
    void refuses_a_signature_that_is_not_64_octets(int length) {
        String body = Forgery.encode(ES256_HEADER) + "." + Forgery.encode(CLAIMS) + ".";

        refuses(body + Base64Url.encode(new byte[length]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void refuses_anything_but_three_parts(int count) {
        String[] parts = Forgery.token(ES256_HEADER, CLAIMS, ES256).split("\\.", -1);
        String[] wrong = new String[count];
        Arrays.setAll(wrong, i -> parts[i % 3]);

        refuses(String.join(".", wrong));
    }

    @Test
    void refuses_a_token_above_the_limit() {
        String token = Forgery.token(ES256_HEADER, CLAIMS, ES256);

        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> SignedJwt.parse(token, token.length() - 1, "token"));
        assertThat(SignedJwt.parse(token, token.length(), "token").type()).isEqualTo("t");
    }

    @Test
    void gives_out_a_copy_of_the_claims() {
        SignedJwt jwt = parse(Forgery.token(ES256_HEADER, CLAIMS, ES256));
        jwt.claims().put("sub", "changed");

        assertThat(jwt.claims().get("sub").textValue()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"iss\":5}", "{\"iss\":true}", "{\"iss\":null}", "{\"iss\":[\"a\"]}", "{\"iss\":\"\"}"})
    void an_issuer_that_is_no_text_is_none(String claims) {
        assertThat(parse(Forgery.token(ES256_HEADER, claims, ES256)).issuer()).isEmpty();
    }

    private static SignedJwt parse(String text) {
        return SignedJwt.parse(text, 64 * 1024, "token");
    }

    private static void refuses(String token) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> parse(token));
    }

    /** Makes tokens that no decent signer would. */
    private static final class Forgery {
        static String token(String header, String payload, SigningKey key) {
            return token(header.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8), key);
        }

        static String token(byte[] header, byte[] payload, SigningKey key) {
            String input = Base64Url.encode(header) + "." + Base64Url.encode(payload);
            return input + "." + Base64Url.encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
        }

        static String encode(String text) {
            return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
