package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.places;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seals alone: GB/T 38540-2020, 6.1 and 6.3. */
class SealVerifierTest {
    private static final int[] VERSION = {0, 1};
    private static final int[] LIST = {2, 3};

    private static final SealOffice OFFICE = new SealOffice();
    private static final SealVerifier VERIFIER = OFFICE.verifier();
    private static final Seal SEAL = OFFICE.seal();

    @Test
    void a_sound_seal_passes_and_says_what_was_asked_for() {
        Seal verified = VERIFIER.verify(SEAL.encoded().toArray()).orThrow();

        assertThat(verified).isEqualTo(SEAL);
        assertThat(verified.version()).isEqualTo(SealVersion.V4);
        assertThat(verified.vendor()).isEqualTo("OneVisit");
        assertThat(verified.id()).isEqualTo("330100-0001");
        assertThat(verified.type()).isEqualTo(1);
        assertThat(verified.name()).isEqualTo("示例市政务服务局");
        assertThat(verified.created()).isEqualTo(NOW);
        assertThat(verified.validFrom()).isEqualTo(SealOffice.SEAL_FROM);
        assertThat(verified.validUntil()).isEqualTo(SealOffice.SEAL_UNTIL);
        assertThat(verified.picture()).isEqualTo(Pictures.seal());
        assertThat(verified.signers()).isEqualTo(OFFICE.request().signers());
        assertThat(verified.maker()).isEqualTo(certificate(OFFICE.maker()));
    }

    @Test
    void the_checks_come_in_the_order_of_the_clause() {
        List<String> codes = VERIFIER.verify(SEAL.encoded().toArray()).checks().stream()
                .filter(check -> check.where().isEmpty())
                .map(check -> check.code())
                .toList();

        assertThat(codes)
                .containsExactly(
                        "SEAL_FORMAT",
                        "SEAL_PICTURE",
                        "SEAL_ALGORITHM",
                        "SEAL_SIGNATURE",
                        "SEAL_MADE_BEFORE_USE",
                        "SEAL_MAKER_TRUST",
                        "SEAL_VALIDITY",
                        "SEAL_EXTENSIONS");
    }

    @Test
    void to_string_shows_the_id_only() {
        assertThat(SEAL).hasToString("seal 330100-0001");
    }

    // S1: the format

    @Test
    void s1_refuses_ber() {
        ASN1Encodable[] fields =
                ASN1Sequence.getInstance(SEAL.encoded().toArray()).toArray();

        fails(Asn1.encoded(new BERSequence(fields), "BER"), "SEAL_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 6, 4000})
    void s1_refuses_an_unknown_version_and_one_of_another_structure(int version) {
        fails(signedWith(new ASN1Integer(version), VERSION), "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_another_header() {
        fails(signedWith(new DERIA5String("EX"), 0, 0), "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_a_huge_width() {
        ASN1Integer huge = new ASN1Integer(new BigInteger("1").shiftLeft(4000));

        fails(signedWith(huge, 3, 2), "SEAL_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261120080000", "20261120080000.5Z", "20261120080000+0800", "261120080000Z"})
    void s1_refuses_a_time_that_is_not_greenwich_time_to_the_second(String time) {
        fails(signedWith(new DERGeneralizedTime(time), 2, 6), "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_an_empty_list_of_signers() {
        fails(signedWith(new DERSequence(), LIST), "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_an_unknown_kind_of_list() {
        fails(signedWith(new ASN1Integer(3), 2, 2), "SEAL_FORMAT");
        fails(signedWith(new ASN1Integer(0), 2, 2), "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_a_list_of_another_kind_than_it_says() {
        fails(signedWith(new ASN1Integer(2), 2, 2), "SEAL_FORMAT");
    }

    @ParameterizedTest
    @CsvSource({"SM3, 31", "SM3, 33", "SM3, 0", "SHA256, 32", "MD5, 16"})
    void s1_refuses_digests_that_are_not_sm3(String algorithm, int length) {
        Seal digests = OFFICE.sealFor(OFFICE.request(SignerList.ofDigests(List.of(certificate(OFFICE.signer())))));
        ASN1Encodable entry = new DERSequence(
                new ASN1Encodable[] {new DERPrintableString(algorithm), new DEROctetString(new byte[length])});
        ASN1Encodable info = Asn1.replace(SealOffice.info(digests), new DERSequence(entry), LIST);

        fails(OFFICE.makerSigns(info), "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_a_field_too_many_beside_a_digest() {
        Seal digests = OFFICE.sealFor(OFFICE.request(SignerList.ofDigests(List.of(certificate(OFFICE.signer())))));
        ASN1Encodable entry = new DERSequence(
                new ASN1Encodable[] {new DERPrintableString("SM3"), new DEROctetString(new byte[32]), DERNull.INSTANCE
                });

        fails(OFFICE.makerSigns(Asn1.replace(SealOffice.info(digests), entry, 2, 3, 0)), "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_the_v5_time_stamp_on_a_v4_seal() {
        ASN1Encodable stamped = Asn1.append(
                Asn1.parse(SEAL.encoded().toArray()), new DERTaggedObject(true, 0, new DERBitString(new byte[8])));

        fails(Asn1.der(stamped), "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_octets_after_the_end_and_a_seal_cut_off() {
        byte[] octets = SEAL.encoded().toArray();

        fails(Arrays.copyOf(octets, octets.length + 1), "SEAL_FORMAT");
        fails(Arrays.copyOf(octets, octets.length - 1), "SEAL_FORMAT");
        fails(new byte[0], "SEAL_FORMAT");
    }

    @Test
    void s1_refuses_more_than_four_mebibytes() {
        fails(new byte[Seal.MAX_OCTETS + 1], "SEAL_FORMAT");
    }

    @Test
    void reading_without_verification_throws_what_is_malformed() {
        assertThatThrownBy(() -> Seal.readWithoutVerification(new byte[] {0x30, 0}))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(Seal.readWithoutVerification(SEAL.encoded().toArray())).isEqualTo(SEAL);
    }

    // S1: the picture

    @ParameterizedTest
    @ValueSource(strings = {"svg", "gif", "jpg", "bmp", "image/png"})
    void s1_refuses_a_picture_of_another_format_by_its_name(String format) {
        fails(signedWith(new DERIA5String(format), 3, 0), "SEAL_PICTURE");
    }

    @Test
    void s1_refuses_a_picture_bomb() {
        Bytes bomb = Pictures.claiming(Pictures.png(80, 80), 60_000, 60_000);

        fails(signedWith(new DEROctetString(bomb.toArray()), 3, 1), "SEAL_PICTURE");
    }

    @Test
    void s1_refuses_a_script_that_calls_itself_png() {
        byte[] svg = "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);

        fails(signedWith(new DEROctetString(svg), 3, 1), "SEAL_PICTURE");
    }

    @Test
    void s1_refuses_a_picture_of_another_proportion_than_declared() {
        fails(signedWith(new ASN1Integer(60), 3, 2), "SEAL_PICTURE");
    }

    // The algorithm stands outside what is signed

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.156.10197.1.301",
                "1.2.840.10045.4.3.2",
                "1.2.156.10197.1.401",
                "1.2.156.10197.1.501.1",
                "1.2.156.10197.501.1"
            })
    void refuses_another_algorithm_identifier(String oid) {
        fails(unsignedPart(new ASN1ObjectIdentifier(oid), 2), "SEAL_ALGORITHM");
    }

    @Test
    void refuses_a_maker_whose_key_is_not_sm2_though_it_says_so() {
        CertificateAuthority p256 =
                CertificateAuthority.root(KeyKind.P256, "P-256 root", NOW.minusSeconds(9), NOW.plusSeconds(9));
        SigningKey maker = SealOffice.key(p256.issue(
                new CertificateRequest("Maker", NOW.minusSeconds(9), NOW.plusSeconds(9), Usage.DIGITAL_SIGNATURE)));
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(p256.certificate())));
        byte[] made = Asn1.signed(SealOffice.info(SEAL), maker);

        assertThat(problems(SealOffice.verifier(anchors, NOW).verify(made))).containsExactly("SEAL_ALGORITHM");
    }

    // S2: the maker's value

    @Test
    void s2_refuses_raw_r_and_s() {
        byte[] raw = OFFICE.maker().sign(Asn1.der(SealOffice.info(SEAL)));

        fails(unsignedPart(new DERBitString(raw), 3), "SEAL_RAW_SIGNATURE_VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123"})
    void s2_refuses_r_or_s_out_of_range(String hex) {
        ASN1Integer number = new ASN1Integer(new BigInteger(hex, 16));
        byte[] value = Asn1.der(new DERSequence(new ASN1Encodable[] {number, number}));

        fails(unsignedPart(new DERBitString(value), 3), "SEAL_SIGNATURE");
    }

    @Test
    void s2_refuses_a_negative_number_that_is_right_otherwise() {
        byte[] plain =
                SignatureAlgorithm.SM2.plainSignature(SEAL.signInfo().value().toArray());
        ASN1Encodable[] halves = {
            new ASN1Integer(new BigInteger(1, Arrays.copyOf(plain, 32)).subtract(BigInteger.ONE.shiftLeft(256))),
            new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(plain, 32, 64)))
        };

        fails(unsignedPart(new DERBitString(Asn1.der(new DERSequence(halves))), 3), "SEAL_SIGNATURE");
    }

    @Test
    void s2_refuses_another_user_identity() throws Exception {
        byte[] value = OtherSm2.sign(OFFICE.makerPkcs8(), "ALICE123@YAHOO.COM", Asn1.der(SealOffice.info(SEAL)));

        fails(unsignedPart(new DERBitString(value), 3), "SEAL_SIGNATURE");
    }

    @Test
    void s2_refuses_a_changed_name() {
        ASN1Encodable changed =
                Asn1.replace(Asn1.parse(SEAL.encoded().toArray()), new DERUTF8String("示例市公安局"), 0, 2, 1);

        fails(Asn1.der(changed), "SEAL_SIGNATURE");
    }

    @Test
    void s2_refuses_another_makers_certificate() {
        SigningKey other = OFFICE.issue("Another maker");

        fails(unsignedPart(new DEROctetString(certificate(other).encoded().toArray()), 1), "SEAL_SIGNATURE");
    }

    // S4: the maker's certificate

    @Test
    void s4_refuses_a_maker_of_another_authority() {
        Seal foreign = new SealOffice().seal();

        Report<Seal> report = VERIFIER.verify(foreign.encoded().toArray());

        assertThat(report.verdict()).isNotEqualTo(Verdict.PASSED);
        assertThat(places(report)).allMatch(place -> place.startsWith("maker certificate"));
    }

    @Test
    void s4_refuses_a_maker_whose_certificate_is_not_for_signing() {
        SigningKey encrypting = OFFICE.issue("Maker", NOW, NOW.plus(Duration.ofDays(1)), Usage.ENCRYPTION);
        byte[] made = Asn1.signed(SealOffice.info(SEAL), encrypting);

        assertThat(VERIFIER.verify(made).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(places(VERIFIER.verify(made))).allMatch(place -> place.startsWith("maker certificate"));
    }

    @Test
    void s4_refuses_a_maker_whose_certificate_is_over() {
        SigningKey shortLived =
                OFFICE.issue("Maker", NOW.minusSeconds(9), NOW.minusSeconds(1), Usage.DIGITAL_SIGNATURE);
        byte[] made = Asn1.signed(SealOffice.info(SEAL), shortLived);

        assertThat(VERIFIER.verify(made).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(places(VERIFIER.verify(made))).allMatch(place -> place.startsWith("maker certificate"));
    }

    @Test
    void s4_accepts_a_maker_below_an_authority_that_is_given_beside_the_seal() {
        CertificateAuthority root =
                CertificateAuthority.root(KeyKind.SM2, "Root", NOW.minusSeconds(9), NOW.plusSeconds(9));
        SigningKey maker = SealOffice.key(root.subordinate("City")
                .issue(new CertificateRequest(
                        "Maker", NOW.minusSeconds(9), NOW.plusSeconds(9), Usage.DIGITAL_SIGNATURE)));
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(root.certificate())));
        byte[] made = Asn1.signed(SealOffice.info(SEAL), maker);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        List<Certificate> between = List.of(maker.certificates().get(1));

        assertThat(problems(new SealVerifier(anchors, between, RevocationSource.none(), clock).verify(made)))
                .isEmpty();
        assertThat(places(new SealVerifier(anchors, List.of(), RevocationSource.none(), clock).verify(made)))
                .isNotEmpty()
                .allMatch(place -> place.startsWith("maker certificate"));
        assertThatThrownBy(() -> new SealVerifier(
                        anchors, Collections.nCopies(65, between.get(0)), RevocationSource.none(), clock))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void s4_nothing_passes_without_trust_anchors() {
        Report<Seal> report = SealOffice.verifier(TrustAnchors.none(), NOW)
                .verify(SEAL.encoded().toArray());

        assertThat(report.verdict()).isNotEqualTo(Verdict.PASSED);
        assertThat(report.subject()).isEmpty();
    }

    // S5: the validity

    @Test
    void s5_a_seal_is_good_from_its_first_to_its_last_second() {
        for (Instant good : List.of(SealOffice.SEAL_FROM, SealOffice.SEAL_UNTIL)) {
            assertThat(problems(OFFICE.verifierAt(good).verify(madeOnItsFirstDay())))
                    .isEmpty();
        }
    }

    @Test
    void s5_refuses_a_seal_before_and_after() {
        for (Instant bad : List.of(SealOffice.SEAL_FROM.minusSeconds(1), SealOffice.SEAL_UNTIL.plusSeconds(1))) {
            assertThat(problems(OFFICE.verifierAt(bad).verify(madeOnItsFirstDay())))
                    .containsExactly("SEAL_VALIDITY");
        }
    }

    private static byte[] madeOnItsFirstDay() {
        return new SealMaker("OneVisit", OFFICE.maker(), OFFICE.verifierAt(SealOffice.SEAL_FROM))
                .make(OFFICE.request())
                .encoded()
                .toArray();
    }

    // Extensions

    @Test
    void a_seal_may_carry_extensions_of_its_vendor_untagged() {
        assertThat(problems(VERIFIER.verify(withExtension(false)))).isEmpty();
    }

    @Test
    void refuses_a_critical_extension() {
        fails(withExtension(true), "SEAL_UNKNOWN_CRITICAL_EXTENSION");
    }

    @Test
    void refuses_a_default_that_is_written_out() {
        ASN1Encodable extension = new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("1.2.3.4"), ASN1Boolean.FALSE, new DEROctetString(new byte[1])
        });

        fails(
                OFFICE.makerSigns(Asn1.append(SealOffice.info(SEAL), new DERSequence(extension))),
                "SEAL_DEFAULT_WRITTEN_OUT");
    }

    @Test
    void refuses_a_sixth_field() {
        ASN1Encodable five = Asn1.append(SealOffice.info(SEAL), new DERSequence());

        fails(OFFICE.makerSigns(Asn1.append(five, DERNull.INSTANCE)), "SEAL_FORMAT");
    }

    private byte[] withExtension(boolean critical) {
        ASN1ObjectIdentifier id = new ASN1ObjectIdentifier("1.2.3.4");
        DEROctetString value = new DEROctetString(new byte[1]);
        ASN1Encodable extension = new DERSequence(
                critical ? new ASN1Encodable[] {id, ASN1Boolean.TRUE, value} : new ASN1Encodable[] {id, value});
        return OFFICE.makerSigns(Asn1.append(SealOffice.info(SEAL), new DERSequence(extension)));
    }

    /** The usual seal with one thing inside it changed, signed by the maker. */
    private byte[] signedWith(ASN1Encodable replacement, int... path) {
        return OFFICE.makerSigns(Asn1.replace(SealOffice.info(SEAL), replacement, path));
    }

    /** The usual seal with one of the fields beside {@code eSealInfo} changed. */
    private byte[] unsignedPart(ASN1Encodable replacement, int field) {
        return Asn1.der(Asn1.replace(Asn1.parse(SEAL.encoded().toArray()), replacement, field));
    }

    private void fails(byte[] octets, String... codes) {
        Report<Seal> report = VERIFIER.verify(octets);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly(codes);
        assertThat(report.subject()).isEmpty();
    }
}
