package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.places;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.examples.authority.Usage;
import java.time.Duration;
import java.time.Instant;
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
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing with a seal and verifying it: GB/T 38540-2020, 7.1 to 7.3. */
class SealSignatureTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final String PROPERTY = "/Doc_0/Signs/Sign_0/Signature.xml";

    private static final SealOffice OFFICE = new SealOffice();
    private static final SealVerifier VERIFIER = OFFICE.verifier();
    private static final Seal SEAL = OFFICE.seal();
    private static final SealSignature SIGNATURE = new SealSigner(VERIFIER).sign(SEAL, OFFICE.signer(), DATA, PROPERTY);

    @Test
    void a_sound_signature_passes_and_says_what_was_signed() {
        SealSignature verified =
                VERIFIER.verify(SIGNATURE.encoded().toArray(), DATA).orThrow();

        assertThat(verified).isEqualTo(SIGNATURE);
        assertThat(verified.version()).isEqualTo(SealVersion.V4);
        assertThat(verified.seal()).isEqualTo(SEAL);
        assertThat(verified.signedAt()).isEqualTo(NOW);
        assertThat(verified.dataHash()).isEqualTo(Bytes.of(Hash.SM3.digest(DATA)));
        assertThat(verified.propertyInfo()).isEqualTo(PROPERTY);
        assertThat(verified.signer()).isEqualTo(certificate(OFFICE.signer()));
        assertThat(verified).hasToString("signature with seal 330100-0001");
    }

    @Test
    void the_checks_come_in_the_order_of_the_clause() {
        List<String> codes = VERIFIER.verify(SIGNATURE.encoded().toArray(), DATA).checks().stream()
                .filter(check -> check.where().isEmpty() || check.where().equals("seal"))
                .map(check -> check.code())
                .toList();

        assertThat(codes)
                .containsExactly(
                        "SEAL_SIGNATURE_FORMAT",
                        "SEAL_PICTURE",
                        "SEAL_ALGORITHM",
                        "SEAL_SIGNATURE",
                        "SEAL_MADE_BEFORE_USE",
                        "SEAL_MAKER_TRUST",
                        "SEAL_VALIDITY",
                        "SEAL_EXTENSIONS",
                        "SEAL_SIGNATURE_VALUE",
                        "SEAL_SIGNER_LISTED",
                        "SEAL_SIGNATURE_TIME",
                        "SEAL_DATA_HASH",
                        "SEAL_SIGNATURE_ALGORITHM",
                        "SEAL_SIGNATURE_EXTENSIONS");
    }

    @Test
    void every_check_is_made_however_many_fail() {
        byte[] broken = Asn1.der(Asn1.replace(parsed(), new DERUTF8String("x"), 0, 1, 0, 2, 1));

        assertThat(problems(VERIFIER.verify(broken, new byte[1])))
                .containsExactly("SEAL_SIGNATURE", "SEAL_SIGNATURE_VALUE", "SEAL_DATA_HASH");
    }

    // G1: the format

    @Test
    void g1_refuses_ber() {
        fails(
                Asn1.encoded(new BERSequence(ASN1Sequence.getInstance(parsed()).toArray()), "BER"),
                "SEAL_SIGNATURE_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 6})
    void g1_refuses_another_version(int version) {
        fails(signedWith(new ASN1Integer(version), 0), "SEAL_SIGNATURE_FORMAT");
    }

    @Test
    void g1_refuses_a_seal_of_another_version_inside() {
        fails(signedWith(new ASN1Integer(5), 1, 0, 0, 1), "SEAL_SIGNATURE_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261120080000", "20261120080000.5Z", "20261120160000+0800"})
    void g1_refuses_a_time_that_is_not_greenwich_time_to_the_second(String time) {
        fails(signedWith(new DERGeneralizedTime(time), 2), "SEAL_SIGNATURE_FORMAT");
    }

    @Test
    void g1_refuses_octets_after_the_end_and_a_signature_cut_off() {
        byte[] octets = SIGNATURE.encoded().toArray();

        fails(Arrays.copyOf(octets, octets.length + 1), "SEAL_SIGNATURE_FORMAT");
        fails(Arrays.copyOf(octets, octets.length - 1), "SEAL_SIGNATURE_FORMAT");
    }

    @Test
    void g1_refuses_more_than_eight_mebibytes() {
        fails(new byte[8 * 1024 * 1024 + 1], "SEAL_SIGNATURE_FORMAT");
    }

    // The seal inside, by S1 to S5

    @Test
    void refuses_a_seal_inside_that_its_maker_did_not_sign() {
        assertThat(places(VERIFIER.verify(signedWith(new DERUTF8String("另一个局"), 1, 0, 2, 1), DATA)))
                .containsExactly("seal");
    }

    @Test
    void refuses_a_seal_inside_from_a_maker_who_is_not_trusted() {
        ASN1Encodable foreign =
                Asn1.parse(new SealOffice().sealFor(OFFICE.request()).encoded().toArray());

        Report<SealSignature> report = VERIFIER.verify(signedWith(foreign, 1), DATA);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(places(report)).allMatch(place -> place.startsWith("seal / maker certificate"));
    }

    @Test
    void the_seal_is_judged_as_of_the_time_of_signing() {
        Instant muchLater = SealOffice.SEAL_UNTIL.plus(Duration.ofDays(100));
        byte[] octets = SIGNATURE.encoded().toArray();

        assertThat(problems(OFFICE.verifierAt(muchLater).verify(octets, DATA))).isEmpty();
        assertThat(problems(OFFICE.verifierAt(muchLater).verify(SEAL.encoded().toArray())))
                .containsExactly("SEAL_VALIDITY");
    }

    @Test
    void refuses_a_time_of_signing_outside_the_seals_validity() {
        Instant before = SealOffice.SEAL_FROM.minusSeconds(1);

        fails(signedWith(Asn1.time(before), 2), "SEAL_MADE_BEFORE_USE", "SEAL_VALIDITY");
    }

    // G2: the signer's value

    @Test
    void g2_refuses_raw_r_and_s() {
        byte[] raw = OFFICE.signer().sign(Asn1.der(toSign()));

        fails(besideSigned(new DERBitString(raw), 3), "SEAL_RAW_SIGNATURE_VALUE");
    }

    @Test
    void g2_refuses_a_changed_property() {
        byte[] changed = Asn1.der(Asn1.replace(parsed(), new DERIA5String("/other"), 0, 4));

        fails(changed, "SEAL_SIGNATURE_VALUE");
    }

    @Test
    void g2_refuses_another_signers_certificate_though_it_is_in_the_list() {
        SigningKey second = OFFICE.issue("Second");
        Seal forBoth = OFFICE.sealFor(
                OFFICE.request(SignerList.ofCertificates(List.of(certificate(OFFICE.signer()), certificate(second)))));
        byte[] octets = new SealSigner(VERIFIER)
                .sign(forBoth, OFFICE.signer(), DATA, PROPERTY)
                .encoded()
                .toArray();
        DEROctetString other = new DEROctetString(certificate(second).encoded().toArray());

        fails(Asn1.der(Asn1.replace(Asn1.parse(octets), other, 1)), "SEAL_SIGNATURE_VALUE");
    }

    // G3: the list

    @Test
    void g3_refuses_a_signer_who_is_not_in_the_list() {
        fails(Asn1.signed(toSign(), OFFICE.issue("Stranger")), "SEAL_SIGNER_LISTED");
    }

    @Test
    void g3_refuses_a_renewed_certificate_of_the_same_key() {
        SigningKey renewed = OFFICE.renewedSigner();

        fails(Asn1.signed(toSign(), renewed), "SEAL_SIGNER_LISTED");
    }

    @Test
    void g3_refuses_a_listed_certificate_with_another_key() {
        SigningKey stranger = OFFICE.issue("Stranger");
        ASN1Encodable forged = Asn1.replace(
                Asn1.parse(Asn1.signed(toSign(), stranger)),
                new DEROctetString(certificate(OFFICE.signer()).encoded().toArray()),
                1);

        fails(Asn1.der(forged), "SEAL_SIGNATURE_VALUE");
    }

    @Test
    void g3_accepts_a_signer_whose_digest_is_in_the_list() {
        Seal digests = OFFICE.sealFor(OFFICE.request(SignerList.ofDigests(List.of(certificate(OFFICE.signer())))));
        SealSigner signer = new SealSigner(VERIFIER);

        assertThat(signer.sign(digests, OFFICE.signer(), DATA, PROPERTY).seal()).isEqualTo(digests);
        assertThatThrownBy(() -> signer.sign(digests, OFFICE.issue("Stranger"), DATA, PROPERTY))
                .hasMessageContaining("SEAL_SIGNER_LISTED");
    }

    // G4: the signer's certificate

    @Test
    void g4_refuses_a_signer_whose_certificate_is_not_for_signing() {
        SigningKey encrypting =
                OFFICE.issue("Holder", NOW.minusSeconds(9), NOW.plus(Duration.ofDays(1)), Usage.ENCRYPTION);

        byte[] octets = signedByListed(encrypting);

        assertThat(VERIFIER.verify(octets, DATA).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(places(VERIFIER.verify(octets, DATA))).allMatch(place -> place.startsWith("signer certificate"));
    }

    @Test
    void g4_refuses_a_signer_of_an_authority_that_is_not_trusted() {
        byte[] octets = signedByListed(new SealOffice().signer());

        assertThat(VERIFIER.verify(octets, DATA).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(places(VERIFIER.verify(octets, DATA))).allMatch(place -> place.startsWith("signer certificate"));
    }

    @Test
    void g4_nothing_passes_without_trust_anchors() {
        SealVerifier trustless = SealOffice.verifier(TrustAnchors.none(), NOW);

        Report<SealSignature> report = trustless.verify(SIGNATURE.encoded().toArray(), DATA);

        assertThat(report.verdict()).isNotEqualTo(Verdict.PASSED);
        assertThat(report.subject()).isEmpty();
    }

    @Test
    void g4_refuses_a_signer_revoked_before_signing() {
        SealVerifier told = OFFICE.verifierAt(NOW.plusSeconds(9), OFFICE.signer(), NOW, CRLReason.superseded);

        assertThat(problems(told.verify(SIGNATURE.encoded().toArray(), DATA))).containsExactly("CERT_REVOCATION");
    }

    @ParameterizedTest
    @ValueSource(ints = {CRLReason.superseded, CRLReason.cessationOfOperation, CRLReason.affiliationChanged})
    void g4_a_revocation_after_signing_that_is_not_about_the_key_leaves_the_signature_alone(int reason) {
        SealVerifier told = OFFICE.verifierAt(NOW.plusSeconds(9), OFFICE.signer(), NOW.plusSeconds(5), reason);

        assertThat(problems(told.verify(SIGNATURE.encoded().toArray(), DATA))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {CRLReason.keyCompromise, CRLReason.cACompromise, CRLReason.unspecified})
    void g4_a_revocation_on_account_of_the_key_leaves_the_signature_undecided(int reason) {
        for (SigningKey revoked : List.of(OFFICE.signer(), OFFICE.maker())) {
            SealVerifier told = OFFICE.verifierAt(NOW.plusSeconds(9), revoked, NOW.plusSeconds(5), reason);

            Report<SealSignature> report = told.verify(SIGNATURE.encoded().toArray(), DATA);

            assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
            assertThat(problems(report)).containsExactly("SEAL_TIME_PROVEN");
        }
    }

    // G5: the time

    @Test
    void g5_refuses_a_signature_from_the_future() {
        byte[] octets = SIGNATURE.encoded().toArray();

        assertThat(problems(OFFICE.verifierAt(NOW.minus(Duration.ofMinutes(5))).verify(octets, DATA)))
                .isEmpty();
        assertThat(problems(OFFICE.verifierAt(NOW.minus(Duration.ofMinutes(5)).minusSeconds(1))
                        .verify(octets, DATA)))
                .containsExactly("SEAL_SIGNATURE_TIME");
    }

    @Test
    void g5_refuses_a_time_outside_the_signers_certificate() {
        SigningKey shortLived =
                OFFICE.issue("Holder", NOW.minusSeconds(9), NOW.minusSeconds(1), Usage.DIGITAL_SIGNATURE);

        assertThat(problems(VERIFIER.verify(signedByListed(shortLived), DATA))).contains("SEAL_SIGNATURE_TIME");
    }

    // G6: the data

    @Test
    void g6_refuses_other_data_so_a_seal_cannot_be_moved_to_another_document() {
        byte[] other = SealOffice.utf8("不予许可").toArray();

        assertThat(problems(VERIFIER.verify(SIGNATURE.encoded().toArray(), other)))
                .containsExactly("SEAL_DATA_HASH");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void g6_refuses_a_digest_of_another_length(int length) {
        byte[] digest = Arrays.copyOf(Hash.SM3.digest(DATA), length);

        fails(signedWith(new DERBitString(digest), 3), "SEAL_DATA_HASH");
    }

    @Test
    void refuses_two_lists_of_extensions_under_one_tag() {
        ASN1Encodable extension = new DERSequence(
                new ASN1Encodable[] {new ASN1ObjectIdentifier("1.2.3.4"), new DEROctetString(new byte[1])});
        ASN1Encodable list = new DERSequence(extension);
        ASN1Encodable two = new DERTaggedObject(false, 0, new DERSequence(new ASN1Encodable[] {list, list}));

        byte[] octets = Asn1.signed(Asn1.append(toSign(), two), OFFICE.signer());

        assertThat(problems(VERIFIER.verify(octets, DATA))).containsExactly("SEAL_SIGNATURE_FORMAT");
    }

    // G7: the time stamp

    @Test
    void g7_refuses_a_time_stamp_that_is_none() {
        ASN1Encodable stamped = Asn1.append(parsed(), new DERTaggedObject(true, 0, new DERBitString(new byte[8])));

        fails(Asn1.der(stamped), "SEAL_TIME_STAMP");
    }

    // G8: the algorithm stands outside what is signed

    @ParameterizedTest
    @ValueSource(strings = {"1.2.156.10197.1.301", "1.2.840.113549.1.1.11"})
    void g8_refuses_another_algorithm_identifier(String oid) {
        fails(besideSigned(new ASN1ObjectIdentifier(oid), 2), "SEAL_SIGNATURE_ALGORITHM");
    }

    // G9: extensions

    @ParameterizedTest
    @CsvSource({"false, ''", "true, SEAL_UNKNOWN_CRITICAL_EXTENSION"})
    void g9_refuses_critical_extensions_only(boolean critical, String code) {
        ASN1Encodable id = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.4");
        ASN1Encodable value = new DEROctetString(new byte[1]);
        ASN1Encodable extension = new DERSequence(
                critical ? new ASN1Encodable[] {id, ASN1Boolean.TRUE, value} : new ASN1Encodable[] {id, value});
        ASN1Encodable extended = Asn1.append(toSign(), new DERTaggedObject(true, 0, new DERSequence(extension)));

        List<String> found = problems(VERIFIER.verify(Asn1.signed(extended, OFFICE.signer()), DATA));

        assertThat(found).isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    // Signing: what is not allowed is found before the key is used

    @Test
    void signing_refuses_a_signer_who_is_not_in_the_list() {
        SigningKey stranger = new UntouchedKey(OFFICE.issue("Stranger"));

        assertThatThrownBy(() -> new SealSigner(VERIFIER).sign(SEAL, stranger, DATA, PROPERTY))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_SIGNER_LISTED");
    }

    @Test
    void signing_refuses_a_seal_that_is_over() {
        SealSigner later = new SealSigner(OFFICE.verifierAt(SealOffice.SEAL_UNTIL.plusSeconds(1)));

        assertThatThrownBy(() -> later.sign(SEAL, new UntouchedKey(OFFICE.signer()), DATA, PROPERTY))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_VALIDITY");
    }

    @Test
    void signing_refuses_a_seal_that_was_only_read() {
        Seal forged = Seal.readWithoutVerification(
                Asn1.der(Asn1.replace(Asn1.parse(SEAL.encoded().toArray()), new DERUTF8String("x"), 0, 2, 1)));

        assertThatThrownBy(
                        () -> new SealSigner(VERIFIER).sign(forged, new UntouchedKey(OFFICE.signer()), DATA, PROPERTY))
                .hasMessageContaining("SEAL_SIGNATURE");
    }

    @Test
    void signing_refuses_a_signer_whose_certificate_is_over() {
        SigningKey shortLived =
                OFFICE.issue("Holder", NOW.minusSeconds(9), NOW.minusSeconds(1), Usage.DIGITAL_SIGNATURE);
        Seal forShortLived =
                OFFICE.sealFor(OFFICE.request(SignerList.ofCertificates(List.of(certificate(shortLived)))));

        assertThatThrownBy(() ->
                        new SealSigner(VERIFIER).sign(forShortLived, new UntouchedKey(shortLived), DATA, PROPERTY))
                .isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void signing_refuses_a_key_that_is_not_sm2_and_a_property_that_is_not_ascii() {
        SealSigner signer = new SealSigner(VERIFIER);
        SigningKey es256 = SigningKey.generate(SignatureAlgorithm.ES256, "key");

        assertThatThrownBy(() -> signer.sign(SEAL, es256, DATA, PROPERTY)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> signer.sign(SEAL, OFFICE.signer(), DATA, "路径"))
                .isInstanceOf(InvalidValueException.class);
    }

    private ASN1Encodable parsed() {
        return Asn1.parse(SIGNATURE.encoded().toArray());
    }

    private ASN1Encodable toSign() {
        return ASN1Sequence.getInstance(parsed()).getObjectAt(0);
    }

    /** The usual signature with one thing inside {@code toSign} changed, signed by the signer. */
    private byte[] signedWith(ASN1Encodable replacement, int... path) {
        return Asn1.signed(Asn1.replace(toSign(), replacement, path), OFFICE.signer());
    }

    /** The usual signature with one of the fields beside {@code toSign} changed. */
    private byte[] besideSigned(ASN1Encodable replacement, int field) {
        return Asn1.der(Asn1.replace(parsed(), replacement, field));
    }

    /** A signature by someone whom the seal lists, whatever the certificate is worth. */
    private byte[] signedByListed(SigningKey key) {
        Seal listed = OFFICE.sealFor(OFFICE.request(SignerList.ofCertificates(List.of(certificate(key)))));
        return Asn1.signed(Asn1.replace(toSign(), Asn1.parse(listed.encoded().toArray()), 1), key);
    }

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V4", "V5"})
    void extensions_are_signed_and_read_again(SealVersion version) {
        Extension own = new Extension("1.2.3.4", false, Bytes.of(new byte[] {5, 0}));
        SealSigner signer = new SealSigner(VERIFIER).withExtensions(List.of(own));

        SealSignature signature = signer.sign(OFFICE.seal(version), OFFICE.signer(), DATA, "a");

        assertThat(SealSignature.readWithoutVerification(signature.encoded().toArray())
                        .extensions())
                .containsExactly(own);
        byte[] stored = signer.prepare(OFFICE.seal(version), certificate(OFFICE.signer()), DATA, "a")
                .encoded()
                .toArray();
        PreparedSignature resumed = new SealSigner(VERIFIER).resume(stored, DATA);
        assertThat(resumed.complete(OFFICE.signer().sign(resumed.toBeSigned().toArray()))
                        .extensions())
                .containsExactly(own);
    }

    @Test
    void extensions_have_no_place_in_version_1_and_a_critical_one_is_refused() {
        Extension own = new Extension("1.2.3.4", false, Bytes.empty());
        Extension critical = new Extension("1.2.3.4", true, Bytes.empty());
        Seal first = OFFICE.seal(SealVersion.V1);
        Seal fourth = OFFICE.seal();

        assertThatThrownBy(() ->
                        new SealSigner(VERIFIER).withExtensions(List.of(own)).sign(first, OFFICE.signer(), DATA, "a"))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new SealSigner(VERIFIER)
                        .withExtensions(List.of(critical))
                        .sign(fourth, OFFICE.signer(), DATA, "a"))
                .isInstanceOf(VerificationFailedException.class);
        assertThatThrownBy(() -> new SealSigner(VERIFIER).withExtensions(Collections.nCopies(65, own)))
                .isInstanceOf(InvalidValueException.class);
    }

    private void fails(byte[] octets, String... codes) {
        Report<SealSignature> report = VERIFIER.verify(octets, DATA);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly(codes);
        assertThat(report.subject()).isEmpty();
    }
}
