package io.onevisit.core.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The examples of RFC 9421 and RFC 9530, read by our reader, laid out by our signature base, verified by their keys. */
class Rfc9421Test {
    // B.1.3
    private static final String TEST_KEY_ECC_P256 = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf"
            + "w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==";
    // B.1.4
    private static final String TEST_KEY_ED25519 = "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";
    // B.1.5
    private static final String TEST_SHARED_SECRET =
            "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";

    private static final String REQUEST_DIGEST =
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

    @Test
    void a_response_by_ecdsa_p256_as_in_b_2_4() {
        String digest =
                "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:";
        SignatureInput input = input(
                "sig-b24",
                "sig-b24=(\"@status\" \"content-type\" \"content-digest\" \"content-length\")"
                        + ";created=1618884473;keyid=\"test-key-ecc-p256\"");
        byte[] base = base(
                        "\"@status\"", "200",
                        "\"content-type\"", "application/json",
                        "\"content-digest\"", digest,
                        "\"content-length\"", "23")
                .octets(input);

        assertThat(new String(base, StandardCharsets.US_ASCII))
                .isEqualTo("\"@status\": 200\n\"content-type\": application/json\n\"content-digest\": " + digest
                        + "\n\"content-length\": 23\n\"@signature-params\": (\"@status\" \"content-type\""
                        + " \"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-ecc-p256\"");
        assertThat(
                        eccKey().verify(
                                        base,
                                        signature(
                                                "sig-b24",
                                                "sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:")))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_response_bound_to_parts_of_its_request_as_in_2_4() {
        SignatureInput input = input(
                "reqres",
                "reqres=(\"@status\" \"content-digest\" \"content-type\" \"@authority\";req \"@method\";req"
                        + " \"@path\";req \"content-digest\";req);created=1618884479;keyid=\"test-key-ecc-p256\"");
        byte[] base = base(
                        "\"@status\"", "503",
                        "\"content-digest\"",
                                "sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kxsTbARtY2PTBOzq24uJFpHsMuAg==:",
                        "\"content-type\"", "application/json",
                        "\"@authority\";req", "example.com",
                        "\"@method\";req", "POST",
                        "\"@path\";req", "/foo",
                        "\"content-digest\";req", REQUEST_DIGEST)
                .octets(input);

        assertThat(
                        eccKey().verify(
                                        base,
                                        signature(
                                                "reqres",
                                                "reqres=:dMT/A/76ehrdBTD/2Xx8QuKV6FoyzEP/I9hdzKN8LQJLNgzU4W767HK05rx1i8meNQQgQPgQp8wq2ive3tV5Ag==:")))
                .isEqualTo(Verdict.PASSED);
    }

    /** The example of section 2.4 as draft 13 had it, which binds the reply to the request's signature as we do. */
    @Test
    void a_response_bound_to_the_signature_of_its_request_as_in_draft_13() {
        SignatureInput input = input(
                "reqres",
                "reqres=(\"@status\" \"content-length\" \"content-type\" \"signature\";req;key=\"sig1\""
                        + " \"@authority\";req \"@method\";req);created=1618884479;keyid=\"test-key-ecc-p256\"");
        byte[] base = base(
                        "\"@status\"",
                        "503",
                        "\"content-length\"",
                        "62",
                        "\"content-type\"",
                        "application/json",
                        "\"signature\";req;key=\"sig1\"",
                        ":LAH8BjcfcOcLojiuOBFWn0P5keD3xAOuJRGziCLuD8r5MW9S0RoXXLzLSRfGY/3SF8kVIkHjE13SEFdTo4Af/fJ/Pu9wheqoL"
                                + "VdwXyY/UkBIS1M8Brc8IODsn5DFIrG0IrburbLi0uCc+E2ZIIb6HbUJ+o+jP58JelMTe0QE3IpWINTEzpxjqDf5/Df"
                                + "+InHCAkQCTuKsamjWXUpyOT1Wkxi7YPVNOjW4MfNuTZ9HdbD2Tr65+BXeTG9ZS/9SWuXAc+BZ8WyPz0QRz//ec3uWX"
                                + "d7bYYODSjRAxHqX+S1ag3LZElYyUKaAIjZ8MGOt4gXEwCSLDv/zqxZeWLj/PDkn6w==:",
                        "\"@authority\";req",
                        "example.com",
                        "\"@method\";req",
                        "POST")
                .octets(input);

        assertThat(
                        eccKey().verify(
                                        base,
                                        signature(
                                                "reqres",
                                                "reqres=:mh17P4TbYYBmBwsXPT4nsyVzW4Rp9Fb8WcvnfqKCQLoMvzOBLD/n32tL/GPW6XE5GAS5bdsg1khK6lBzV1Cx/Q==:")))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_request_by_hmac_as_in_b_2_5() throws GeneralSecurityException {
        SignatureInput input = input(
                "sig-b25",
                "sig-b25=(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(TEST_SHARED_SECRET), "HmacSHA256"));

        byte[] base = base(
                        "\"date\"", "Tue, 20 Apr 2021 02:07:55 GMT",
                        "\"@authority\"", "example.com",
                        "\"content-type\"", "application/json")
                .octets(input);

        assertThat(mac.doFinal(base))
                .isEqualTo(signature("sig-b25", "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:"));
    }

    @Test
    void a_request_by_ed25519_as_in_b_2_6() throws GeneralSecurityException {
        SignatureInput input = input(
                "sig-b26",
                "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                        + ";created=1618884473;keyid=\"test-key-ed25519\"");
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(TEST_KEY_ED25519))));
        ed25519.update(base(
                        "\"date\"", "Tue, 20 Apr 2021 02:07:55 GMT",
                        "\"@method\"", "POST",
                        "\"@path\"", "/foo",
                        "\"@authority\"", "example.com",
                        "\"content-type\"", "application/json",
                        "\"content-length\"", "18")
                .octets(input));

        assertThat(
                        ed25519.verify(
                                signature(
                                        "sig-b26",
                                        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:")))
                .isTrue();
    }

    @Test
    void digests_as_in_rfc_9530() {
        assertThat(ContentDigest.of(bytes("{\"hello\": \"world\"}")))
                .isEqualTo("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
        assertThat(ContentDigest.of(bytes("{\"hello\": \"world\"}\n")))
                .isEqualTo("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
    }

    private static VerificationKey eccKey() {
        return VerificationKey.ofSubjectPublicKeyInfo(Base64.getDecoder().decode(TEST_KEY_ECC_P256));
    }

    private static SignatureInput input(String label, String field) {
        SignatureInput input = requireNonNull(
                StructuredField.innerLists("signature-input", field).get(label));
        assertThat(label + "=" + input).isEqualTo(field);
        return input;
    }

    private static byte[] signature(String label, String field) {
        return requireNonNull(StructuredField.byteSequences("signature", field).get(label))
                .toArray();
    }

    private static SignatureBase base(String... identifiersAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < identifiersAndValues.length; i += 2) {
            values.put(identifiersAndValues[i], identifiersAndValues[i + 1]);
        }
        return new SignatureBase(values);
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
