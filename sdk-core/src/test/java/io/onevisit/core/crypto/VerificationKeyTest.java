package io.onevisit.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationKeyTest {
    private static final BigInteger SM2_ORDER =
            new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16);
    private static final BigInteger P256_ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);
    private static final byte[] MESSAGE = "message digest".getBytes(StandardCharsets.US_ASCII);
    private static final Provider BC = new BouncyCastleProvider();

    /** GM/T 0003.5-2012 annex A: the example on the recommended curve with the default identity. */
    private static final VerificationKey STANDARD_SM2_KEY = VerificationKey.of(
            SignatureAlgorithm.SM2,
            hex("09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"),
            hex("CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"));

    private static final byte[] STANDARD_SM2_SIGNATURE =
            hex("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
                    + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");

    @Test
    void verifies_the_example_of_gm_t_0003_5_annex_a() {
        assertThat(STANDARD_SM2_KEY.verify(MESSAGE, STANDARD_SM2_SIGNATURE)).isEqualTo(Verdict.PASSED);
    }

    @Test
    void hashes_the_example_of_gm_t_0003_5_annex_a() {
        assertThat(STANDARD_SM2_KEY.messageDigest(MESSAGE))
                .isEqualTo(hex("F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640"));
    }

    @ParameterizedTest
    @CsvSource({
        "sample, EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,"
                + " F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        "test, F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367,"
                + " 019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
    })
    void verifies_the_examples_of_rfc6979_a_2_5(String message, String r, String s) {
        VerificationKey key = VerificationKey.of(
                SignatureAlgorithm.ES256,
                hex("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"),
                hex("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"));

        assertThat(key.verify(message.getBytes(StandardCharsets.US_ASCII), hex(r + s)))
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void verifies_the_example_of_rfc7515_a_3() {
        VerificationKey key = VerificationKey.of(
                SignatureAlgorithm.ES256,
                base64("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                base64("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
        String signed = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        byte[] signature =
                base64("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");

        assertThat(key.verify(signed.getBytes(StandardCharsets.US_ASCII), signature))
                .isEqualTo(Verdict.PASSED);
    }

    static Stream<Arguments> partsOutOfRange() {
        return Stream.of(SignatureAlgorithm.values()).flatMap(algorithm -> {
            BigInteger n = order(algorithm);
            BigInteger largest = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
            return Stream.of(BigInteger.ZERO, n, n.add(BigInteger.ONE), largest)
                    .map(part -> Arguments.of(algorithm, part));
        });
    }

    @ParameterizedTest
    @MethodSource("partsOutOfRange")
    void fails_r_or_s_out_of_range(SignatureAlgorithm algorithm, BigInteger part) {
        SigningKey key = SigningKey.generate(algorithm, "k");
        byte[] good = key.sign(MESSAGE);
        byte[] badR = joined(part, s(good));
        byte[] badS = joined(r(good), part);

        assertThat(key.verificationKey().verify(MESSAGE, badR)).isEqualTo(Verdict.FAILED);
        assertThat(key.verificationKey().verify(MESSAGE, badS)).isEqualTo(Verdict.FAILED);
        assertThat(key.verificationKey().verify(MESSAGE, joined(part, part))).isEqualTo(Verdict.FAILED);
    }

    @Test
    void fails_sm2_where_r_and_s_add_up_to_the_order_gb_t_32918_2_b5() {
        SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2, "k");
        BigInteger r = r(key.sign(MESSAGE));

        assertThat(key.verificationKey().verify(MESSAGE, joined(r, SM2_ORDER.subtract(r))))
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void es256_has_two_signatures_for_each_so_none_may_serve_as_an_identifier() {
        SigningKey es256 = SigningKey.generate(SignatureAlgorithm.ES256, "k");
        SigningKey sm2 = SigningKey.generate(SignatureAlgorithm.SM2, "k");
        byte[] first = es256.sign(MESSAGE);
        byte[] second = sm2.sign(MESSAGE);

        assertThat(es256.verificationKey().verify(MESSAGE, joined(r(first), P256_ORDER.subtract(s(first)))))
                .isEqualTo(Verdict.PASSED);
        assertThat(sm2.verificationKey().verify(MESSAGE, joined(r(second), SM2_ORDER.subtract(s(second)))))
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @EnumSource
    void fails_a_signature_of_any_other_length_or_form(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "k");
        byte[] good = key.sign(MESSAGE);

        for (byte[] other : new byte[][] {
            {}, Arrays.copyOf(good, 63), Arrays.copyOf(good, 65), Arrays.copyOf(good, 128), algorithm.derSignature(good)
        }) {
            assertThat(key.verificationKey().verify(MESSAGE, other)).isEqualTo(Verdict.FAILED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fails_every_single_changed_bit(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "k");
        byte[] good = key.sign(MESSAGE);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] changed = good.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.verificationKey().verify(MESSAGE, changed)).isEqualTo(Verdict.FAILED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fails_another_message_and_another_key(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm, "k");
        byte[] signature = key.sign(MESSAGE);

        assertThat(key.verificationKey().verify(new byte[0], signature)).isEqualTo(Verdict.FAILED);
        for (SignatureAlgorithm other : SignatureAlgorithm.values()) {
            assertThat(SigningKey.generate(other, "k").verificationKey().verify(MESSAGE, signature))
                    .isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void fails_sm2_signed_under_another_identity() throws Exception {
        KeyPair pair = jcaPair("sm2p256v1", BC);
        VerificationKey key =
                VerificationKey.ofSubjectPublicKeyInfo(pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SM3withSM2", BC);
        signature.setParameter(new SM2ParameterSpec("ALICE123@YAHOO.COM".getBytes(StandardCharsets.US_ASCII)));
        signature.initSign(pair.getPrivate());
        signature.update(MESSAGE);

        assertThat(key.verify(MESSAGE, SignatureAlgorithm.SM2.plainSignature(signature.sign())))
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, SHA256withECDSA", "sm2p256v1, SM3withSM2"})
    void agrees_with_a_jca_provider_both_ways(String curve, String name) throws Exception {
        Provider provider = curve.startsWith("sm2") ? BC : Security.getProvider("SunEC");
        KeyPair pair = jcaPair(curve, provider);
        VerificationKey key =
                VerificationKey.ofSubjectPublicKeyInfo(pair.getPublic().getEncoded());
        SigningKey own = SigningKey.generate(key.algorithm(), "k");
        X509EncodedKeySpec ownPublic = new X509EncodedKeySpec(
                own.verificationKey().toSubjectPublicKeyInfo().toArray());
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] message = new byte[random.nextInt(200)];
            random.nextBytes(message);

            Signature theirs = Signature.getInstance(name, provider);
            theirs.initSign(pair.getPrivate());
            theirs.update(message);
            assertThat(key.verify(message, key.algorithm().plainSignature(theirs.sign())))
                    .isEqualTo(Verdict.PASSED);

            theirs.initVerify(KeyFactory.getInstance("EC", provider).generatePublic(ownPublic));
            theirs.update(message);
            assertThat(theirs.verify(key.algorithm().derSignature(own.sign(message))))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"SM2, SM2, -sm3", "prime256v1, EC, -sha256"})
    void agrees_with_openssl_both_ways(String curve, String kind, String digest, @TempDir Path folder)
            throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        openssl.run("ecparam", "-name", curve, "-genkey", "-noout", "-out", "key.pem");
        openssl.run("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
        SigningKey key = SigningKey.fromPem(openssl.readText("key.pem"), new char[0], "k");
        openssl.write("message", MESSAGE);
        String[] identity = kind.equals("SM2") ? new String[] {"-sigopt", "distid:1234567812345678"} : new String[] {};

        openssl.run(joined(identity, "dgst", digest, "-sign", "key.pem", "-out", "signature", "message"));
        byte[] theirs = key.algorithm().plainSignature(openssl.read("signature"));
        assertThat(key.verificationKey().verify(MESSAGE, theirs)).isEqualTo(Verdict.PASSED);

        openssl.write("ours", key.algorithm().derSignature(key.sign(MESSAGE)));
        String[] verify = joined(identity, "dgst", digest, "-verify", "public.pem", "-signature", "ours", "message");
        assertThat(openssl.run(verify)).contains("Verified OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SM2", "prime256v1"})
    void a_remote_signer_may_be_given_the_digest_in_place_of_the_message(String curve, @TempDir Path folder)
            throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        openssl.run("ecparam", "-name", curve, "-genkey", "-noout", "-out", "key.pem");
        VerificationKey key = SigningKey.fromPem(openssl.readText("key.pem"), new char[0], "k")
                .verificationKey();

        openssl.write("digest", key.messageDigest(MESSAGE));
        openssl.run("pkeyutl", "-sign", "-inkey", "key.pem", "-in", "digest", "-out", "signature");

        byte[] signature = key.algorithm().plainSignature(openssl.read("signature"));
        assertThat(key.verify(MESSAGE, signature)).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @EnumSource
    void refuses_a_point_that_is_not_on_the_curve(SignatureAlgorithm algorithm) {
        VerificationKey good = SigningKey.generate(algorithm, "k").verificationKey();
        byte[] y = good.y().toArray();
        y[31] ^= 1;
        SignatureAlgorithm other =
                algorithm == SignatureAlgorithm.SM2 ? SignatureAlgorithm.ES256 : SignatureAlgorithm.SM2;

        assertThatThrownBy(() -> VerificationKey.of(algorithm, good.x().toArray(), y))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() ->
                        VerificationKey.of(other, good.x().toArray(), good.y().toArray()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> VerificationKey.of(algorithm, new byte[32], new byte[32]))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_coordinate_that_is_not_reduced() {
        BigInteger p =
                GMNamedCurves.getByName("sm2p256v1").getCurve().getField().getCharacteristic();
        BigInteger b = GMNamedCurves.getByName("sm2p256v1").getCurve().getB().toBigInteger();
        BigInteger y = b.modPow(p.add(BigInteger.ONE).shiftRight(2), p);

        assertThat(VerificationKey.of(SignatureAlgorithm.SM2, new byte[32], padded(y)))
                .isNotNull();
        assertThatThrownBy(() -> VerificationKey.of(SignatureAlgorithm.SM2, padded(p), padded(y)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_coordinates_of_other_lengths() {
        assertThatThrownBy(() -> VerificationKey.of(SignatureAlgorithm.SM2, new byte[31], new byte[32]))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> VerificationKey.of(SignatureAlgorithm.SM2, new byte[32], new byte[33]))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_public_key_info_gives_the_same_key(SignatureAlgorithm algorithm) {
        VerificationKey key = SigningKey.generate(algorithm, "k").verificationKey();
        Bytes der = key.toSubjectPublicKeyInfo();

        assertThat(VerificationKey.ofSubjectPublicKeyInfo(der.toArray()))
                .isEqualTo(key)
                .hasSameHashCodeAs(key);
        assertThat(VerificationKey.of(algorithm, key.x().toArray(), key.y().toArray()))
                .isEqualTo(key);
    }

    static Stream<Arguments> hostilePublicKeys() throws Exception {
        VerificationKey key = SigningKey.generate(SignatureAlgorithm.SM2, "k").verificationKey();
        byte[] der = key.toSubjectPublicKeyInfo().toArray();
        byte[] x = key.x().toArray();
        byte[] hybrid = key.uncompressedPoint();
        hybrid[0] = (byte) (6 + (hybrid[64] & 1));
        byte[] compressed = new byte[33];
        compressed[0] = (byte) (2 + (hybrid[64] & 1));
        System.arraycopy(x, 0, compressed, 1, 32);
        X9ECParameters explicit = GMNamedCurves.getByName("sm2p256v1");
        return Stream.of(
                Arguments.of("infinity", info(GMObjectIdentifiers.sm2p256v1, new byte[] {0})),
                Arguments.of("compressed", info(GMObjectIdentifiers.sm2p256v1, compressed)),
                Arguments.of("hybrid", info(GMObjectIdentifiers.sm2p256v1, hybrid)),
                Arguments.of("no point", info(GMObjectIdentifiers.sm2p256v1, new byte[] {})),
                Arguments.of("zero point", info(GMObjectIdentifiers.sm2p256v1, Arrays.copyOf(new byte[] {4}, 65))),
                Arguments.of("curve spelt out", info(explicit, key.uncompressedPoint())),
                Arguments.of("another curve's name", info(SECObjectIdentifiers.secp256r1, key.uncompressedPoint())),
                Arguments.of("a curve not known", info(SECObjectIdentifiers.secp256k1, key.uncompressedPoint())),
                Arguments.of("RSA", rsa()),
                Arguments.of("octets left over", Arrays.copyOf(der, der.length + 1)),
                Arguments.of("cut short", Arrays.copyOf(der, der.length - 1)),
                Arguments.of("nothing", new byte[] {}),
                Arguments.of("too long", new byte[1025]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostilePublicKeys")
    void refuses_a_public_key_info_with(String what, byte[] der) {
        assertThatThrownBy(() -> VerificationKey.ofSubjectPublicKeyInfo(der))
                .isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @EnumSource
    void both_forms_of_a_signature_are_the_same(SignatureAlgorithm algorithm) {
        byte[] plain = SigningKey.generate(algorithm, "k").sign(MESSAGE);

        assertThat(algorithm.plainSignature(algorithm.derSignature(plain))).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "3000", // no numbers
                "3003020101", // one number
                "30090201010201010201013000", // three and more
                "300602010102010100", // octets left over
                "30800201010201010000", // length not definite
                "308106020101020101", // length not the shortest
                "30070202000102 0101", // number not the shortest
                "3006020181020101", // negative r
                "300602010102 0181", // negative s
                "3106020101020101", // a set
            })
    void refuses_a_der_signature_that_is_not_canonical(String hex) {
        byte[] der = hex(hex.replace(" ", ""));

        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            assertThatThrownBy(() -> algorithm.plainSignature(der)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void refuses_to_convert_numbers_as_large_as_the_order() {
        byte[] plain = joined(SM2_ORDER, BigInteger.ONE);

        assertThatThrownBy(() -> SignatureAlgorithm.SM2.derSignature(plain))
                .isInstanceOf(MalformedMessageException.class);
    }

    private static byte[] info(ASN1Encodable curve, byte[] point) throws Exception {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
        return new SubjectPublicKeyInfo(algorithm, point).getEncoded();
    }

    private static byte[] rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        return generator.generateKeyPair().getPublic().getEncoded();
    }

    private static KeyPair jcaPair(String curve, Provider provider) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static BigInteger order(SignatureAlgorithm algorithm) {
        return algorithm == SignatureAlgorithm.SM2 ? SM2_ORDER : P256_ORDER;
    }

    private static BigInteger r(byte[] signature) {
        return new BigInteger(1, Arrays.copyOf(signature, 32));
    }

    private static BigInteger s(byte[] signature) {
        return new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    }

    private static byte[] joined(BigInteger r, BigInteger s) {
        byte[] both = Arrays.copyOf(padded(r), 64);
        System.arraycopy(padded(s), 0, both, 32, 32);
        return both;
    }

    private static String[] joined(String[] options, String... command) {
        String[] all = Arrays.copyOf(command, command.length + options.length);
        System.arraycopy(command, 2, all, 2 + options.length, command.length - 2);
        System.arraycopy(options, 0, all, 2, options.length);
        return all;
    }

    private static byte[] padded(BigInteger number) {
        byte[] octets = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(32, octets.length);
        System.arraycopy(octets, octets.length - length, padded, 32 - length, length);
        return padded;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] base64(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
