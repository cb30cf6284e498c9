package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.notes;
import static io.onevisit.seal.SealOffice.places;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.examples.authority.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs between the versions: GM/T 0031-2014, GB/T 38540-2020 and GM/T 0031-2025. */
class SealVersionTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final SealOffice OFFICE = new SealOffice();
    private static final SealVerifier VERIFIER = OFFICE.verifier();
    private static final Duration DAY = Duration.ofDays(1);

    // Every version

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4", "V5"})
    void a_seal_is_made_signed_with_and_verified_in_its_version(SealVersion version) {
        Seal seal = OFFICE.seal(version);
        SealSignature signature = sign(seal);

        assertThat(seal.version()).isEqualTo(version);
        assertThat(seal.created()).isEqualTo(NOW);
        assertThat(seal.validUntil()).isEqualTo(SealOffice.SEAL_UNTIL);
        assertThat(VERIFIER.verify(seal.encoded().toArray()).orThrow()).isEqualTo(seal);
        SealSignature verified =
                VERIFIER.verify(signature.encoded().toArray(), DATA).orThrow();
        assertThat(verified.version()).isEqualTo(version);
        assertThat(verified.signedAt()).isEqualTo(NOW);
        assertThat(verified.signer()).isEqualTo(certificate(OFFICE.signer()));
    }

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4", "V5"})
    void extensions_are_made_and_kept(SealVersion version) {
        List<Extension> extensions = List.of(new Extension("1.2.156.1", false, Bytes.of(new byte[] {7})));

        Seal seal = OFFICE.sealFor(OFFICE.request().withVersion(version).withExtensions(extensions));

        assertThat(Seal.readWithoutVerification(seal.encoded().toArray()).extensions())
                .isEqualTo(extensions);
    }

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4", "V5"})
    void a_critical_extension_is_not_made_since_nobody_would_know_it(SealVersion version) {
        SealRequest request = OFFICE.request()
                .withVersion(version)
                .withExtensions(List.of(new Extension("1.2.156.1", true, Bytes.empty())));

        assertThatThrownBy(() -> OFFICE.sealFor(request)).hasMessageContaining("SEAL_UNKNOWN_CRITICAL_EXTENSION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "3.1", "1.40", "1.2.", "1.02", "a.b", "1.2.-3"})
    void an_extension_is_named_by_an_object_identifier(String id) {
        assertThatThrownBy(() -> new Extension(id, false, Bytes.empty())).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4", "V5"})
    void one_octet_changed_anywhere_in_what_is_signed_is_found(SealVersion version) {
        byte[] octets = sign(OFFICE.seal(version)).encoded().toArray();
        int last = octets.length - 80; // the signer's value, and what stands beside it, begins about here

        for (int i = 5; i < last; i += 131) {
            byte[] changed = octets.clone();
            changed[i] ^= 1;
            assertThat(VERIFIER.verify(changed, DATA).verdict())
                    .as("octet " + i)
                    .isEqualTo(Verdict.FAILED);
        }
    }

    @ParameterizedTest
    @CsvSource({"V1, V4", "V1, V5", "V4, V1", "V4, V5", "V5, V1", "V5, V4"})
    void refuses_a_signature_of_another_version_than_its_seal(SealVersion of, SealVersion with) {
        ASN1Sequence signature = (ASN1Sequence) Asn1.parse(sign(OFFICE.seal(of)).encoded());
        ASN1Encodable other = Asn1.replace(
                signature.getObjectAt(0), Asn1.parse(OFFICE.seal(with).encoded()), 1);

        failsToRead(Asn1.signed(other, OFFICE.signer()));
        failsToRead(firstSigned(other));
    }

    // Versions 1 to 3: GM/T 0031-2014

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void versions_2_and_3_are_verified_but_neither_made_nor_signed_with(int version) {
        byte[] octets = OFFICE.makerSignsFirst(Asn1.replace(firstInfo(), new ASN1Integer(version), 0, 1));
        Seal seal = VERIFIER.verify(octets).orThrow();

        assertThat(seal.version().number()).isEqualTo(version);
        assertThatThrownBy(() -> OFFICE.request().withVersion(seal.version()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> sign(seal)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void a_signature_of_version_2_is_verified() {
        Seal second = Seal.readWithoutVerification(
                OFFICE.makerSignsFirst(Asn1.replace(firstInfo(), new ASN1Integer(2), 0, 1)));
        ASN1Encodable toSign =
                Asn1.replace(Asn1.replace(firstToSign(), new ASN1Integer(2), 0), Asn1.parse(second.encoded()), 1);

        assertThat(VERIFIER.verify(firstSigned(toSign), DATA).orThrow().version())
                .isEqualTo(SealVersion.V2);
    }

    @Test
    void v1_lists_certificates_bare_or_in_octet_strings() {
        ASN1Encodable bare = Asn1.parse(certificate(OFFICE.signer()).encoded());
        byte[] octets = OFFICE.makerSignsFirst(Asn1.replace(firstInfo(), bare, 2, 2, 0));

        assertThat(VERIFIER.verify(octets).orThrow().signers())
                .isEqualTo(OFFICE.request().signers());
        assertThat(sign(Seal.readWithoutVerification(octets)).version()).isEqualTo(SealVersion.V1);
    }

    @Test
    void v1_refuses_what_is_no_certificate_in_the_list() {
        for (ASN1Encodable entry : List.of(
                new DERIA5String("1"),
                new DERSequence(),
                new DEROctetString(new byte[3]),
                new DERSequence(new ASN1Encodable[] {new DERUTF8String("SM3"), new DEROctetString(new byte[32])}))) {
            fails(OFFICE.makerSignsFirst(Asn1.replace(firstInfo(), entry, 2, 2, 0)), "SEAL_FORMAT");
        }
    }

    @Test
    void v1_is_asked_for_with_certificates_and_before_2050() {
        SignerList digests = SignerList.ofDigests(List.of(certificate(OFFICE.signer())));
        SealRequest long1 = new SealRequest(
                "id",
                1,
                "name",
                Pictures.seal(),
                NOW,
                Instant.parse("2050-01-01T00:00:00Z"),
                OFFICE.request().signers());

        assertThatThrownBy(() -> OFFICE.request(digests).withVersion(SealVersion.V1))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> long1.withVersion(SealVersion.V1)).hasMessageContaining("2049");
    }

    @Test
    void v1_a_year_beyond_2049_reads_as_1950_and_the_seal_has_ended() {
        fails(
                OFFICE.makerSignsFirst(Asn1.replace(firstInfo(), new DERUTCTime("500101000000Z"), 2, 5)),
                "SEAL_VALIDITY");
    }

    @Test
    void v1_refuses_times_of_the_later_versions() {
        fails(OFFICE.makerSignsFirst(Asn1.replace(firstInfo(), Asn1.time(NOW), 2, 3)), "SEAL_FORMAT");
    }

    @Test
    void v1_the_algorithm_is_signed_too() {
        ASN1Encodable seal = Asn1.parse(OFFICE.seal(SealVersion.V1).encoded());
        ASN1Encodable alias = new ASN1ObjectIdentifier("1.2.156.10197.501");

        fails(Asn1.der(Asn1.replace(seal, alias, 1, 1)), "SEAL_ALGORITHM_ALIAS", "SEAL_SIGNATURE");
    }

    @Test
    void v1_refuses_a_field_too_many_beside_the_makers_value() {
        ASN1Sequence seal =
                (ASN1Sequence) Asn1.parse(OFFICE.seal(SealVersion.V1).encoded());
        ASN1Encodable longer = Asn1.append(seal.getObjectAt(1), new ASN1Integer(1));

        fails(Asn1.der(Asn1.replace(seal, longer, 1)), "SEAL_FORMAT");
    }

    @Test
    void v1_the_makers_certificate_is_signed_too() {
        ASN1Encodable seal = Asn1.parse(OFFICE.seal(SealVersion.V1).encoded());
        SigningKey other = OFFICE.issue("Another maker");
        byte[] certificate = certificate(other).encoded().toArray();

        fails(Asn1.der(Asn1.replace(seal, new DEROctetString(certificate), 1, 0)), "SEAL_SIGNATURE");
    }

    @Test
    void v1_has_no_place_for_a_time_stamp() {
        ASN1Encodable stamp = new DERTaggedObject(true, 0, new DERBitString(new byte[8]));

        fails(Asn1.der(Asn1.append(Asn1.parse(OFFICE.seal(SealVersion.V1).encoded()), stamp)), "SEAL_FORMAT");
        failsToRead(Asn1.der(
                Asn1.append(Asn1.parse(sign(OFFICE.seal(SealVersion.V1)).encoded()), stamp)));
    }

    @Test
    void v1_has_no_extensions_in_what_is_signed() {
        ASN1Encodable extended = Asn1.append(firstToSign(), new DERTaggedObject(true, 0, new DERSequence()));

        failsToRead(firstSigned(extended));
    }

    @Test
    void v1_is_not_the_later_structure_with_its_number() {
        ASN1Encodable info = Asn1.replace(SealOffice.info(OFFICE.seal()), new ASN1Integer(1), 0, 1);

        fails(OFFICE.makerSigns(info), "SEAL_FORMAT");
        fails(OFFICE.makerSignsFirst(info), "SEAL_FORMAT");
        fails(OFFICE.makerSigns(firstInfo()), "SEAL_FORMAT");
    }

    @Test
    void v1_refuses_a_listed_certificate_with_another_key() {
        SigningKey stranger = OFFICE.issue("Stranger");
        ASN1Sequence genuine =
                (ASN1Sequence) Asn1.parse(sign(OFFICE.seal(SealVersion.V1)).encoded());
        byte[] forged = Asn1.der(new DERSequence(
                new ASN1Encodable[] {genuine.getObjectAt(0), Asn1.value(genuine.getObjectAt(0), stranger)}));

        assertThat(problems(VERIFIER.verify(forged, DATA))).containsExactly("SEAL_SIGNATURE_VALUE");
    }

    // Version 5: GM/T 0031-2025

    @Test
    void v5_the_checks_come_in_the_order_of_the_clause() {
        SealMaker maker = new SealMaker("OneVisit", OFFICE.maker(), VERIFIER).withTimeStamps(OFFICE.timeStamps(NOW));
        Seal seal = maker.make(OFFICE.request().withVersion(SealVersion.V5));

        assertThat(VERIFIER.verify(seal.encoded().toArray()).checks().stream()
                        .filter(check -> check.where().isEmpty())
                        .map(check -> check.code()))
                .containsExactly(
                        "SEAL_FORMAT",
                        "SEAL_PICTURE",
                        "SEAL_ALGORITHM",
                        "SEAL_SIGNATURE",
                        "SEAL_CREATION",
                        "SEAL_MADE_BEFORE_USE",
                        "SEAL_MAKER_TRUST",
                        "SEAL_VALIDITY",
                        "SEAL_TIME_STAMP",
                        "SEAL_TIME_STAMP_TIME",
                        "SEAL_STAMPED_IN_TIME",
                        "SEAL_EXTENSIONS");
    }

    @Test
    void s3_refuses_a_v5_seal_made_more_than_a_day_outside_its_validity() {
        for (Instant made : List.of(
                SealOffice.SEAL_FROM.minus(DAY).minusSeconds(1),
                SealOffice.SEAL_UNTIL.plus(DAY).plusSeconds(1))) {
            SealVerifier field = OFFICE.verifier(SealProfile.field());

            assertThat(problems(field.verify(fifthWith(Asn1.time(made), 2, 4)))).contains("SEAL_CREATION");
            assertThat(problems(field.verify(
                            OFFICE.makerSigns(Asn1.replace(SealOffice.info(OFFICE.seal()), Asn1.time(made), 2, 4)))))
                    .doesNotContain("SEAL_CREATION");
        }
    }

    @Test
    void s4_a_maker_who_has_ended_later_is_a_note_in_v5_and_a_failure_in_v4() {
        SigningKey shortLived =
                OFFICE.issue("Maker", NOW.minusSeconds(9), NOW.plusSeconds(60), Usage.DIGITAL_SIGNATURE);
        SealMaker maker = new SealMaker("OneVisit", shortLived, VERIFIER);
        byte[] fifth = maker.make(OFFICE.request().withVersion(SealVersion.V5))
                .encoded()
                .toArray();
        byte[] fourth = maker.make(OFFICE.request()).encoded().toArray();
        SealVerifier later = OFFICE.verifierAt(NOW.plusSeconds(61));

        assertThat(problems(later.verify(fifth))).isEmpty();
        assertThat(notes(later.verify(fifth))).containsExactly("SEAL_CERTIFICATE_STILL_GOOD");
        assertThat(problems(later.verify(fourth))).containsExactly("CERT_VALIDITY");
    }

    @ParameterizedTest
    @ValueSource(ints = {CRLReason.superseded, CRLReason.cessationOfOperation, CRLReason.affiliationChanged})
    void s4_a_maker_revoked_later_for_a_harmless_reason_is_a_note_in_v5_and_a_failure_in_v4(int reason) {
        SealVerifier told = OFFICE.verifierAt(NOW.plusSeconds(9), OFFICE.maker(), NOW.plusSeconds(5), reason);

        Report<Seal> fifth = told.verify(OFFICE.seal(SealVersion.V5).encoded().toArray());

        assertThat(problems(fifth)).isEmpty();
        assertThat(notes(fifth)).containsExactly("SEAL_CERTIFICATE_STILL_GOOD");
        assertThat(problems(told.verify(OFFICE.seal().encoded().toArray()))).containsExactly("CERT_REVOCATION");
    }

    @Test
    void s4_a_maker_revoked_before_the_making_is_a_failure_in_v5() {
        SealVerifier told =
                OFFICE.verifierAt(NOW.plusSeconds(9), OFFICE.maker(), NOW.minusSeconds(5), CRLReason.superseded);

        assertThat(problems(told.verify(OFFICE.seal(SealVersion.V5).encoded().toArray())))
                .containsExactly("CERT_REVOCATION");
    }

    @Test
    void s4_a_maker_who_had_ended_at_the_making_is_a_failure_in_v5() {
        SigningKey shortLived =
                OFFICE.issue("Maker", NOW.minusSeconds(9), NOW.minusSeconds(1), Usage.DIGITAL_SIGNATURE);
        byte[] made = Asn1.signed(SealOffice.info(OFFICE.seal(SealVersion.V5)), shortLived);

        assertThat(problems(VERIFIER.verify(made))).containsExactly("CERT_VALIDITY");
    }

    @Test
    void s4_a_maker_whose_certificate_is_not_for_signing_is_a_failure_in_v5() {
        SigningKey encrypting = OFFICE.issue("Maker", NOW.minusSeconds(9), NOW.plusSeconds(9), Usage.ENCRYPTION);
        byte[] made = Asn1.signed(SealOffice.info(OFFICE.seal(SealVersion.V5)), encrypting);

        assertThat(VERIFIER.verify(made).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(places(VERIFIER.verify(made))).allMatch(place -> place.startsWith("maker certificate"));
    }

    @Test
    void s4_a_maker_who_is_not_trusted_is_a_failure_in_v5() {
        byte[] made = new SealOffice().seal(SealVersion.V5).encoded().toArray();

        assertThat(VERIFIER.verify(made).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void s5_a_v5_seal_that_is_over_is_refused() {
        byte[] seal = OFFICE.seal(SealVersion.V5).encoded().toArray();

        assertThat(problems(
                        OFFICE.verifierAt(SealOffice.SEAL_UNTIL.plusSeconds(1)).verify(seal)))
                .containsExactly("SEAL_VALIDITY");
    }

    @Test
    void g4_a_signer_who_has_ended_since_is_a_note() {
        SigningKey shortLived =
                OFFICE.issue("Signer", NOW.minusSeconds(9), NOW.plusSeconds(60), Usage.DIGITAL_SIGNATURE);
        Seal seal = OFFICE.sealFor(OFFICE.request(SignerList.ofCertificates(List.of(certificate(shortLived))))
                .withVersion(SealVersion.V5));
        byte[] signature = new SealSigner(VERIFIER)
                .sign(seal, shortLived, DATA, "a")
                .encoded()
                .toArray();

        Report<SealSignature> report = OFFICE.verifierAt(NOW.plusSeconds(61)).verify(signature, DATA);

        assertThat(problems(report)).isEmpty();
        assertThat(notes(report)).containsExactly("SEAL_CERTIFICATE_STILL_GOOD");
    }

    // Making what would be refused

    @Test
    void a_v5_seal_that_begins_later_is_not_made() {
        SealRequest usual = OFFICE.request();
        SealRequest later = new SealRequest(
                usual.id(), 1, usual.name(), usual.picture(), NOW.plusSeconds(1), usual.validUntil(), usual.signers());

        assertThatThrownBy(() -> OFFICE.sealFor(later.withVersion(SealVersion.V5)))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_VALIDITY");
    }

    private static SealSignature sign(Seal seal) {
        return new SealSigner(VERIFIER).sign(seal, OFFICE.signer(), DATA, "notice.txt");
    }

    /** The usual {@code eSealInfo} of version 1. */
    private static ASN1Encodable firstInfo() {
        return ((ASN1Sequence) Asn1.parse(OFFICE.seal(SealVersion.V1).encoded())).getObjectAt(0);
    }

    /** The usual {@code TBS_Sign} of version 1. */
    private static ASN1Encodable firstToSign() {
        return ((ASN1Sequence) Asn1.parse(sign(OFFICE.seal(SealVersion.V1)).encoded())).getObjectAt(0);
    }

    private static byte[] firstSigned(ASN1Encodable toSign) {
        return Asn1.der(new DERSequence(new ASN1Encodable[] {toSign, Asn1.value(toSign, OFFICE.signer())}));
    }

    private static byte[] fifthWith(ASN1Encodable replacement, int... path) {
        ASN1Encodable info = SealOffice.info(OFFICE.seal(SealVersion.V5));
        return OFFICE.makerSigns(Asn1.replace(info, replacement, path));
    }

    private static void fails(byte[] seal, String... codes) {
        assertThat(VERIFIER.verify(seal).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(VERIFIER.verify(seal))).containsExactly(codes);
    }

    private static void failsToRead(byte[] signature) {
        assertThat(problems(VERIFIER.verify(signature, DATA))).containsExactly("SEAL_SIGNATURE_FORMAT");
    }

    // A seal from the future

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4", "V5"})
    void a_seal_made_more_than_a_day_after_its_use_fails_under_every_profile(SealVersion version) {
        Seal future = madeAt(version, NOW.plus(Duration.ofDays(1)).plusSeconds(1));

        for (SealProfile profile : List.of(SealProfile.strict(), SealProfile.field())) {
            assertThat(problems(OFFICE.verifier(profile).verify(future.encoded().toArray())))
                    .containsExactly("SEAL_MADE_BEFORE_USE");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4"})
    void a_clock_ahead_by_a_day_at_most_is_a_deviation_of_old_versions(SealVersion version) {
        Seal ahead = madeAt(version, NOW.plus(Duration.ofHours(8)));
        byte[] octets = ahead.encoded().toArray();

        assertThat(problems(OFFICE.verifier().verify(octets))).containsExactly("SEAL_MADE_AFTER_USE");
        Report<Seal> field = OFFICE.verifier(SealProfile.field()).verify(octets);
        assertThat(field.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(SealOffice.notes(field)).containsExactly("SEAL_MADE_AFTER_USE");
    }

    @Test
    void a_clock_ahead_is_no_excuse_in_version_5() {
        Seal ahead = madeAt(SealVersion.V5, NOW.plus(Duration.ofHours(8)));

        assertThat(problems(OFFICE.verifier(SealProfile.field())
                        .verify(ahead.encoded().toArray())))
                .containsExactly("SEAL_MADE_BEFORE_USE");
    }

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4", "V5"})
    void clocks_may_be_five_minutes_apart(SealVersion version) {
        Seal ahead = madeAt(version, NOW.plusSeconds(300));

        assertThat(OFFICE.verifier().verify(ahead.encoded().toArray()).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void nobody_signs_with_a_seal_from_the_future() {
        Seal future = madeAt(SealVersion.V4, NOW.plus(Duration.ofDays(200)));
        SealSigner signer = new SealSigner(OFFICE.verifier());

        assertThatThrownBy(() -> signer.sign(future, OFFICE.signer(), DATA, "a"))
                .isInstanceOf(VerificationFailedException.class);
    }

    private static Seal madeAt(SealVersion version, Instant at) {
        return new SealMaker("OneVisit", OFFICE.maker(), OFFICE.verifierAt(at))
                .make(OFFICE.request().withVersion(version));
    }
}
