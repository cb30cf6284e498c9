package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyFileTest {
    private static final char[] PASSWORD = "pass 密码".toCharArray();
    private static final char[] NO_PASSWORD = {};
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);
    private static final Provider BC = new BouncyCastleProvider();

    @ParameterizedTest
    @EnumSource
    void a_pkcs12_file_gives_the_key_with_its_certificates_in_order(KeyKind kind) {
        Credential credential = credential(kind);

        SigningKey key = SigningKey.fromPkcs12(credential.pkcs12(PASSWORD), PASSWORD, "key 1");

        assertThat(key.keyId()).isEqualTo("key 1");
        assertThat(key.certificates()).isEqualTo(certificates(credential)).hasSize(3);
        assertSigns(key);
    }

    @ParameterizedTest
    @EnumSource
    void a_pem_text_gives_the_key_with_its_certificates_in_order(KeyKind kind) {
        Credential credential = credential(kind);

        SigningKey key = SigningKey.fromPem("before\n" + credential.pem(PASSWORD) + "after", PASSWORD, "key 1");

        assertThat(key.certificates()).isEqualTo(certificates(credential));
        assertSigns(key);
    }

    @ParameterizedTest
    @EnumSource
    void certificates_are_ordered_whatever_their_order_in_the_file(KeyKind kind) {
        Credential credential = credential(kind);
        String text = pem("CERTIFICATE", credential.chain().get(2))
                + pem("CERTIFICATE", credential.chain().get(1))
                + pem("CERTIFICATE", credential.certificate())
                + pem("PRIVATE KEY", credential.pkcs8());

        assertThat(SigningKey.fromPem(text, NO_PASSWORD, "k").certificates()).isEqualTo(certificates(credential));
    }

    @ParameterizedTest
    @EnumSource
    void a_pkcs8_key_needs_no_certificate(KeyKind kind) {
        SigningKey key = SigningKey.fromPkcs8(credential(kind).pkcs8(), List.of(), "k");

        assertThat(key.certificates()).isEmpty();
        assertSigns(key);
    }

    @Test
    void refuses_certificates_of_another_key() {
        Credential credential = credential(KeyKind.SM2);
        List<Certificate> others = certificates(credential(KeyKind.SM2));

        assertThatThrownBy(() -> SigningKey.fromPkcs8(credential.pkcs8(), others, "k"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("certificates: must hold one for this key");
    }

    @ParameterizedTest
    @EnumSource
    void refuses_another_password_without_showing_it(KeyKind kind) {
        Credential credential = credential(kind);
        char[] other = "wrong one".toCharArray();

        assertThatThrownBy(() -> SigningKey.fromPkcs12(credential.pkcs12(PASSWORD), other, "k"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("PKCS#12: has another password, or was changed");
        assertThatThrownBy(() -> SigningKey.fromPem(credential.pem(PASSWORD), other, "k"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageNotContaining("wrong one");
    }

    @Test
    void refuses_a_pkcs12_file_that_was_changed() {
        byte[] file = credential(KeyKind.SM2).pkcs12(PASSWORD);
        file[file.length / 2] ^= 1;

        assertThatThrownBy(() -> SigningKey.fromPkcs12(file, PASSWORD, "k"))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_a_text_without_a_private_key_or_with_two() {
        Credential credential = credential(KeyKind.P256);
        String key = pem("PRIVATE KEY", credential.pkcs8());

        assertThatThrownBy(() -> SigningKey.fromPem(pem("CERTIFICATE", credential.certificate()), NO_PASSWORD, "k"))
                .hasMessage("PEM: must hold one private key, not 0");
        assertThatThrownBy(() -> SigningKey.fromPem(key + key, NO_PASSWORD, "k"))
                .hasMessage("PEM: must hold one private key, not 2");
        assertThatThrownBy(() -> SigningKey.fromPem("", NO_PASSWORD, "k")).hasMessage("PEM: holds no block");
    }

    @Test
    void refuses_a_text_over_four_million_characters() {
        assertThatThrownBy(() -> SigningKey.fromPem(" ".repeat(4 * 1024 * 1024 + 1), NO_PASSWORD, "k"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_key_that_comes_with_the_public_half_of_another() throws Exception {
        byte[] der = credential(KeyKind.P256).pkcs8();
        der[der.length - 40] ^= 1;

        assertThatThrownBy(() -> SigningKey.fromPkcs8(der, List.of(), "k"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("private key: comes with another public key");
    }

    @Test
    void refuses_a_key_that_names_two_curves() throws Exception {
        PrivateKeyInfo honest =
                PrivateKeyInfo.getInstance(credential(KeyKind.P256).pkcs8());
        ECPrivateKey key = ECPrivateKey.getInstance(honest.parsePrivateKey());
        byte[] der = new PrivateKeyInfo(
                        honest.getPrivateKeyAlgorithm(),
                        new ECPrivateKey(256, key.getKey(), GMObjectIdentifiers.sm2p256v1))
                .getEncoded();

        assertThatThrownBy(() -> SigningKey.fromPkcs8(der, List.of(), "k")).hasMessage("private key: names two curves");
    }

    @Test
    void refuses_a_pkcs12_file_of_more_than_64_items_or_of_two_keys() throws Exception {
        PrivateKeyInfo key = PrivateKeyInfo.getInstance(credential(KeyKind.P256).pkcs8());
        PKCS12PfxPduBuilder two = new PKCS12PfxPduBuilder();
        PKCS12PfxPduBuilder many = new PKCS12PfxPduBuilder();
        for (int i = 0; i < 65; i++) {
            many.addData(new PKCS12SafeBagBuilder(key).build());
        }
        two.addData(new PKCS12SafeBagBuilder(key).build());
        two.addData(new PKCS12SafeBagBuilder(key).build());

        assertThatThrownBy(() -> SigningKey.fromPkcs12(file(many), PASSWORD, "k"))
                .hasMessage("PKCS#12: must hold at most 64 items");
        assertThatThrownBy(() -> SigningKey.fromPkcs12(file(two), PASSWORD, "k"))
                .hasMessage("PKCS#12: must hold one private key, not 2");
    }

    private static byte[] file(PKCS12PfxPduBuilder builder) throws Exception {
        return builder.build(new BcPKCS12MacCalculatorBuilder(), PASSWORD).getEncoded();
    }

    @Test
    void refuses_a_key_on_another_curve_or_of_another_kind() throws Exception {
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");

        for (KeyPairGenerator generator : List.of(curve, rsa)) {
            byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
            byte[] file = file(new PKCS12PfxPduBuilder()
                    .addData(new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(der)).build()));

            for (ThrowingCallable opening : List.<ThrowingCallable>of(
                    () -> SigningKey.fromPkcs8(der, List.of(), "k"),
                    () -> SigningKey.fromPkcs12(file, PASSWORD, "k"),
                    () -> SigningKey.fromPem(pem("PRIVATE KEY", der), NO_PASSWORD, "k"))) {
                assertThatThrownBy(opening)
                        .isInstanceOf(MalformedMessageException.class)
                        .hasMessage("private key: is not on sm2p256v1 or P-256, the curve given by name");
            }
        }
    }

    @Test
    void refuses_a_bare_key_that_does_not_name_its_curve() throws Exception {
        byte[] der = new ECPrivateKey(256, BigInteger.TWO).getEncoded();

        assertThatThrownBy(() -> SigningKey.fromPem(pem("EC PRIVATE KEY", der), NO_PASSWORD, "k"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("private key: does not name its curve");
    }

    @Test
    void refuses_null_among_the_certificates() throws Exception {
        Credential credential = credential(KeyKind.P256);
        List<Certificate> withNull = Collections.singletonList(null);

        assertThatThrownBy(() -> SigningKey.fromPkcs8(credential.pkcs8(), withNull, "k"))
                .isInstanceOf(InvalidValueException.class);
        PrivateKey key = jdkKey(credential);
        assertThatThrownBy(() -> SigningKey.fromJca(key, withNull, "k", Security.getProvider("SunEC")))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_private_value_out_of_range() throws Exception {
        byte[] der = credential(KeyKind.P256).pkcs8();
        int start = indexOf(der, new byte[] {4, 32}) + 2;
        Arrays.fill(der, start, start + 32, (byte) 0);
        assertThatThrownBy(() -> SigningKey.fromPkcs8(der, List.of(), "k"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("private key: must be in range");
        Arrays.fill(der, start, start + 32, (byte) 0xff);
        assertThatThrownBy(() -> SigningKey.fromPkcs8(der, List.of(), "k"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("private key: must be in range");
    }

    @Test
    void refuses_more_than_a_million_rounds() throws Exception {
        PBKDF2Config slow = new PBKDF2Config.Builder()
                .withIterationCount(1_000_001)
                .withPRF(PBKDF2Config.PRF_SHA256)
                .build();
        byte[] encrypted = new PKCS8EncryptedPrivateKeyInfoBuilder(
                        PrivateKeyInfo.getInstance(credential(KeyKind.P256).pkcs8()))
                .build(new JcePKCSPBEOutputEncryptorBuilder(slow, NISTObjectIdentifiers.id_aes256_CBC)
                        .setProvider(BC)
                        .build(PASSWORD))
                .getEncoded();

        assertThatThrownBy(() -> SigningKey.fromPem(pem("ENCRYPTED PRIVATE KEY", encrypted), PASSWORD, "k"))
                .hasMessage("private key: asks for more than 1000000 iterations");
    }

    @Test
    void refuses_a_pkcs12_integrity_check_of_more_than_a_million_rounds() throws Exception {
        byte[] file = new PKCS12PfxPduBuilder()
                .addData(new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(
                                credential(KeyKind.P256).pkcs8()))
                        .build())
                .build(new BcPKCS12MacCalculatorBuilder().setIterationCount(1_000_001), PASSWORD)
                .getEncoded();

        assertThatThrownBy(() -> SigningKey.fromPkcs12(file, PASSWORD, "k"))
                .hasMessage("PKCS#12: asks for more than 1000000 iterations");
    }

    @Test
    void refuses_a_pkcs12_file_without_an_integrity_check() throws Exception {
        byte[] file = new PKCS12PfxPduBuilder()
                .addData(new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(
                                credential(KeyKind.P256).pkcs8()))
                        .build())
                .build(null, PASSWORD)
                .getEncoded();

        assertThatThrownBy(() -> SigningKey.fromPkcs12(file, PASSWORD, "k"))
                .hasMessage("PKCS#12: has no integrity check by password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-legacy"})
    void opens_what_openssl_exports_as_pkcs12(String option, @TempDir Path folder) throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        Credential credential = credential(KeyKind.SM2);
        openssl.write("key.pem", credential.pem("secret".toCharArray()));
        List<String> command = new ArrayList<>(List.of(
                "pkcs12",
                "-export",
                "-in",
                "key.pem",
                "-passin",
                "pass:secret",
                "-passout",
                "pass:secret",
                "-out",
                "key.p12"));
        if (!option.isEmpty()) {
            command.add(option);
        }
        openssl.run(command.toArray(String[]::new));

        SigningKey key = SigningKey.fromPkcs12(openssl.read("key.p12"), "secret".toCharArray(), "k");
        assertThat(key.certificates()).isEqualTo(certificates(credential));
        assertSigns(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem",
                "genpkey -algorithm SM2 -out key.pem",
                "ecparam -name prime256v1 -genkey -out key.pem",
                "ecparam -name SM2 -genkey -out key.pem"
            })
    void opens_every_key_form_that_openssl_writes(String generate, @TempDir Path folder) throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        openssl.run(generate.split(" "));
        SigningKey key = SigningKey.fromPem(openssl.readText("key.pem"), NO_PASSWORD, "k");
        assertSigns(key);

        for (String form : List.of(
                "ec -in key.pem -out other.pem",
                "pkcs8 -topk8 -in key.pem -nocrypt -out other.pem",
                "pkcs8 -topk8 -in key.pem -passout pass:secret -out other.pem",
                "pkcs8 -topk8 -in key.pem -v2 sm4-cbc -passout pass:secret -out other.pem",
                "pkcs8 -topk8 -in key.pem -v2 aes-128-cbc -v2prf hmacWithSHA512 -passout pass:secret -out other.pem",
                "pkcs8 -topk8 -in key.pem -v2 des3 -v2prf hmacWithSHA1 -passout pass:secret -out other.pem",
                "pkcs8 -topk8 -in key.pem -v1 PBE-SHA1-3DES -passout pass:secret -out other.pem")) {
            openssl.run(form.split(" "));
            SigningKey again = SigningKey.fromPem(openssl.readText("other.pem"), "secret".toCharArray(), "k");
            assertThat(again.verificationKey()).as(form).isEqualTo(key.verificationKey());
        }
    }

    @Test
    void says_how_to_convert_a_key_in_openssls_old_encryption(@TempDir Path folder) throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "key.pem");
        openssl.run("ec", "-in", "key.pem", "-aes128", "-passout", "pass:secret", "-out", "old.pem");

        assertThatThrownBy(() -> SigningKey.fromPem(openssl.readText("old.pem"), "secret".toCharArray(), "k"))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("openssl pkcs8 -topk8");
    }

    @Test
    void names_a_key_derivation_it_does_not_know(@TempDir Path folder) throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-out", "key.pem");
        openssl.run("pkcs8", "-topk8", "-in", "key.pem", "-scrypt", "-passout", "pass:secret", "-out", "s.pem");

        assertThatThrownBy(() -> SigningKey.fromPem(openssl.readText("s.pem"), "secret".toCharArray(), "k"))
                .hasMessage("private key: uses a key derivation that is not supported");
    }

    @Test
    void opens_what_the_jdk_stores_as_pkcs12() throws Exception {
        char[] password = "secret".toCharArray();
        Credential credential = credential(KeyKind.P256);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", jdkKey(credential), password, jdkChain(credential));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        store.store(file, password);

        SigningKey key = SigningKey.fromPkcs12(file.toByteArray(), password, "k");
        assertThat(key.certificates()).isEqualTo(certificates(credential));
        assertSigns(key);
    }

    @Test
    void a_jca_provider_of_the_jdk_signs_es256() throws Exception {
        Credential credential = credential(KeyKind.P256);

        SigningKey key =
                SigningKey.fromJca(jdkKey(credential), certificates(credential), "k", Security.getProvider("SunEC"));

        assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.ES256);
        assertSigns(key);
    }

    @Test
    void a_jca_provider_that_is_not_registered_signs_sm2() throws Exception {
        Credential credential = credential(KeyKind.SM2);
        PrivateKey held = KeyFactory.getInstance("EC", BC).generatePrivate(new PKCS8EncodedKeySpec(credential.pkcs8()));

        SigningKey key = SigningKey.fromJca(held, certificates(credential), "k", BC);

        assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.SM2);
        assertSigns(key);
    }

    @Test
    void refuses_a_jca_key_that_is_not_the_certificates_or_not_the_providers() throws Exception {
        PrivateKey key = jdkKey(credential(KeyKind.P256));
        List<Certificate> others = certificates(credential(KeyKind.P256));
        List<Certificate> sm2 = certificates(credential(KeyKind.SM2));
        Provider sunEc = Security.getProvider("SunEC");

        assertThatThrownBy(() -> SigningKey.fromJca(key, others, "k", sunEc))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("certificate: must be for this key");
        assertThatThrownBy(() -> SigningKey.fromJca(key, sm2, "k", sunEc))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("provider: must sign with this key by SM3withSM2");
        assertThatThrownBy(() -> SigningKey.fromJca(key, List.of(), "k", sunEc))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void reads_every_certificate_of_a_text_and_nothing_else() {
        Credential credential = credential(KeyKind.SM2);
        String text = pem("CERTIFICATE", credential.chain().get(1)) + pem("CERTIFICATE", credential.certificate());

        assertThat(Certificate.readPem(text))
                .containsExactly(
                        Certificate.parse(credential.chain().get(1)), Certificate.parse(credential.certificate()));
        assertThatThrownBy(() -> Certificate.readPem(text + pem("PRIVATE KEY", credential.pkcs8())))
                .hasMessage("PEM: must hold blocks of type CERTIFICATE only");
    }

    private static void assertSigns(SigningKey key) {
        byte[] signature = key.sign(MESSAGE);
        assertThat(key.verificationKey().verify(MESSAGE, signature)).isEqualTo(Verdict.PASSED);
        signature[40] ^= 1;
        assertThat(key.verificationKey().verify(MESSAGE, signature)).isEqualTo(Verdict.FAILED);
    }

    private static Credential credential(KeyKind kind) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        return CertificateAuthority.root(kind, "Root", start, end)
                .subordinate("City")
                .issue(new CertificateRequest("Bureau", start, end, Usage.DIGITAL_SIGNATURE));
    }

    private static List<Certificate> certificates(Credential credential) {
        return credential.chain().stream().map(Certificate::parse).toList();
    }

    private static String pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    private static PrivateKey jdkKey(Credential credential) throws Exception {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(credential.pkcs8()));
    }

    private static java.security.cert.Certificate[] jdkChain(Credential credential) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        credential.chain().forEach(all::writeBytes);
        return factory.generateCertificates(new ByteArrayInputStream(all.toByteArray()))
                .toArray(java.security.cert.Certificate[]::new);
    }

    private static int indexOf(byte[] octets, byte[] part) {
        for (int i = 0; i + part.length <= octets.length; i++) {
            if (Arrays.equals(octets, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}
