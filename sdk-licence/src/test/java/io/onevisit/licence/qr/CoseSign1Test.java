package io.onevisit.licence.qr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.VerificationKey;
import io.onevisit.licence.qr.Cbor.Entries;
import io.onevisit.licence.qr.Cbor.Int;
import io.onevisit.licence.qr.Cbor.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CoseSign1Test {
    private static final VerificationKey KEY_11 = VerificationKey.of(
            SignatureAlgorithm.ES256,
            Bytes.ofHex("bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff")
                    .toArray(),
            Bytes.ofHex("20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e")
                    .toArray());

    static Stream<Arguments> examplesOfTheWorkingGroup() throws IOException {
        try (InputStream file = CoseSign1Test.class.getResourceAsStream("cose-sign1.tsv")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
            return text
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arguments.of((Object[]) line.split("\t", -1)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("examplesOfTheWorkingGroup")
    void finds_in_the_examples_of_the_cose_working_group_what_they_say(String file, String expected, String hex) {
        byte[] message = Bytes.ofHex(hex.toLowerCase(Locale.ROOT)).toArray();
        if (expected.equals("MALFORMED")) {
            assertThatThrownBy(() -> read(message)).as(file).isInstanceOf(MalformedMessageException.class);
        } else {
            assertThat(read(message).verify(KEY_11)).as(file).isEqualTo(Verdict.valueOf(expected));
        }
    }

    @Test
    void reads_the_parts_of_an_example_and_writes_the_same_octets() {
        String hex = "d28445a201260300a10442313154546869732069732074686520636f6e74656e742e5840"
                + "eae868ecc176883766c5dc5ba5b8dca25dab3c2e56a551ce5705b793914348e1"
                + "72727f48461fabbba2e343492ddecac3983686250bc68e9f1a7a07d41225b59f";

        CoseSign1 message = read(Bytes.ofHex(hex).toArray());

        assertThat(message.header())
                .isEqualTo(Entries.none().with(CoseSign1.ALGORITHM, new Int(-7)).with(3, new Int(0)));
        assertThat(message.unprotected())
                .isEqualTo(Entries.none().with(CoseSign1.KEY_ID, new Octets(Bytes.ofHex("3131"))));
        assertThat(message.payload()).isEqualTo(Bytes.of("This is the content.".getBytes(UTF_8)));
        assertThat(Bytes.of(message.encode()).toHex()).isEqualTo(hex);
    }

    /** Bouncy Castle's own SM2 over a Sig_structure written out by hand. */
    @Test
    void an_sm2_signature_stands_before_bouncy_castle_directly() {
        SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2, "k");
        CoseSign1 message = CoseSign1.sign(
                Entries.none().with(CoseSign1.ALGORITHM, new Int(-48)), Bytes.of("licence".getBytes(UTF_8)), key);
        byte[] signed = Bytes.ofHex("846a5369676e61747572653144a101382f40476c6963656e6365")
                .toArray();

        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        signer.init(false, new ParametersWithID(publicKey(key), "1234567812345678".getBytes(UTF_8)));
        signer.update(signed, 0, signed.length);

        assertThat(signer.verifySignature(message.signature().toArray())).isTrue();
        assertThat(message.verify(key.verificationKey())).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_signature_of_another_key_fails() {
        CoseSign1 message = CoseSign1.sign(
                Entries.none(), Bytes.of("licence".getBytes(UTF_8)), SigningKey.generate(SignatureAlgorithm.SM2, "a"));
        SigningKey other = SigningKey.generate(SignatureAlgorithm.SM2, "b");

        assertThat(message.verify(other.verificationKey())).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "d2830040" + "40",
        "d28540a0404040",
        "d284a0a04040",
        "d28440404040",
        "d28440a0f640",
        "d28440a04080",
        "d28441ffa04040",
        "d2844101a04040",
        "d280",
        "d2a0",
        "40"
    })
    void refuses_messages_of_another_structure(String hex) {
        assertThatThrownBy(() -> read(Bytes.ofHex(hex).toArray())).isInstanceOf(MalformedMessageException.class);
    }

    private static CoseSign1 read(byte[] octets) {
        return CoseSign1.of(CborReader.read(octets));
    }

    private static ECPublicKeyParameters publicKey(SigningKey key) {
        X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
        Bytes point = Bytes.ofHex("04" + key.verificationKey().x().toHex()
                + key.verificationKey().y().toHex());
        return new ECPublicKeyParameters(
                curve.getCurve().decodePoint(point.toArray()),
                new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN()));
    }
}
