package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.notes;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.examples.authority.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every known deviation of seals in use: let pass with a note, refused without, and nothing more let pass by it. */
class SealProfileTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final SealOffice OFFICE = new SealOffice();
    private static final SealVerifier STRICT = OFFICE.verifier();
    private static final Seal SEAL = OFFICE.seal();
    private static final ASN1Encodable ALIAS = new ASN1ObjectIdentifier("1.2.156.10197.501");

    /**
     * One thing that seals in use do.
     *
     * @param what the deviation, and where it is
     * @param signature with that and nothing else against the text
     */
    record Example(String what, Deviation deviation, Supplier<byte[]> signature) {
        @Override
        public String toString() {
            return deviation + " " + what;
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                new Example("seal", Deviation.DEFAULT_WRITTEN_OUT, () -> with(sealWithExtension(ASN1Boolean.FALSE))),
                new Example("signature", Deviation.DEFAULT_WRITTEN_OUT, () -> extended(ASN1Boolean.FALSE)),
                new Example(
                        "seal", Deviation.UNKNOWN_CRITICAL_EXTENSION, () -> with(sealWithExtension(ASN1Boolean.TRUE))),
                new Example("signature", Deviation.UNKNOWN_CRITICAL_EXTENSION, () -> extended(ASN1Boolean.TRUE)),
                new Example("seal", Deviation.RAW_SIGNATURE_VALUE, () -> with(rawSeal())),
                new Example(
                        "signature",
                        Deviation.RAW_SIGNATURE_VALUE,
                        () -> beside(raw(toSign(SEAL), OFFICE.signer()), 3)),
                new Example("seal", Deviation.ALGORITHM_ALIAS, () -> with(besideSeal(ALIAS, 2))),
                new Example("signature", Deviation.ALGORITHM_ALIAS, () -> beside(ALIAS, 2)),
                new Example("data", Deviation.DIGEST_WITH_IDENTITY, () -> signed(withHash(identityDigest(DATA)))),
                new Example(
                        "list",
                        Deviation.DIGEST_WITH_IDENTITY,
                        () -> with(listing(identityDigest(signer().encoded().toArray())))),
                new Example("", Deviation.TIME_AS_TEXT, SealProfileTest::firstWithText),
                new Example("v4", Deviation.MADE_BEFORE_CERTIFICATE, () -> madeBeforeCertificate(SealVersion.V4)),
                new Example("v5", Deviation.MADE_BEFORE_CERTIFICATE, () -> madeBeforeCertificate(SealVersion.V5)),
                new Example(
                        "before",
                        Deviation.MADE_OUTSIDE_VALIDITY,
                        () -> madeAt(SealOffice.SEAL_FROM.minus(Duration.ofHours(8)))),
                new Example(
                        "v4",
                        Deviation.MADE_AFTER_USE,
                        () -> with(OFFICE.makerSigns(Asn1.replace(
                                SealOffice.info(OFFICE.seal()), Asn1.time(NOW.plus(Duration.ofHours(8))), 2, 4)))));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_field_profile_lets_it_pass_with_a_note(Example example) {
        Report<SealSignature> report =
                OFFICE.verifier(SealProfile.field()).verify(example.signature().get(), DATA);

        assertThat(problems(report)).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(notes(report)).containsExactly(code(example));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_strict_profile_refuses_it_by_the_same_rule(Example example) {
        Report<SealSignature> report = STRICT.verify(example.signature().get(), DATA);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly(code(example));
        assertThat(notes(report)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void its_own_tolerance_is_enough_and_all_others_are_not(Example example) {
        byte[] signature = example.signature().get();
        SealProfile own = new SealProfile(Set.of(example.deviation()));
        SealProfile others = new SealProfile(EnumSet.complementOf(EnumSet.of(example.deviation())));

        assertThat(OFFICE.verifier(own).verify(signature, DATA).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(problems(OFFICE.verifier(others).verify(signature, DATA))).containsExactly(code(example));
    }

    @Test
    void there_is_an_example_of_every_deviation_of_seals() {
        assertThat(examples().map(Example::deviation).distinct())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(
                        EnumSet.of(Deviation.DIGEST_NAME, Deviation.PATH_WITHOUT_SLASH, Deviation.FILES_LEFT_OUT)));
    }

    @Test
    void a_sound_signature_has_no_notes_under_the_field_profile() {
        assertThat(notes(OFFICE.verifier(SealProfile.field()).verify(signed(toSign(SEAL)), DATA)))
                .isEmpty();
    }

    // No tolerance opens more than it says

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65, 128})
    void raw_values_have_64_octets(int length) {
        byte[] raw = OFFICE.signer().sign(Asn1.der(toSign(SEAL)));

        refused(beside(new DERBitString(Arrays.copyOf(raw, length)), 3), "SEAL_SIGNATURE_VALUE");
    }

    @Test
    void raw_values_are_still_the_signers() {
        refused(beside(raw(toSign(SEAL), OFFICE.issue("Stranger")), 3), "SEAL_SIGNATURE_VALUE");
        refused(beside(new DERBitString(new byte[64]), 3), "SEAL_SIGNATURE_VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.156.10197.501.1", "1.2.156.10197.50", "1.2.156.10197.1.301", "1.2.156.10197.1.401"})
    void no_other_identifier_is_an_alias(String oid) {
        refused(beside(new ASN1ObjectIdentifier(oid), 2), "SEAL_SIGNATURE_ALGORITHM");
    }

    @Test
    void a_digest_with_the_identity_of_another_is_none() {
        byte[] other = OFFICE.issue("Stranger").verificationKey().messageDigest(DATA);
        byte[] otherList = OFFICE.issue("Stranger")
                .verificationKey()
                .messageDigest(signer().encoded().toArray());

        refused(signed(withHash(other)), "SEAL_DATA_HASH");
        refused(with(listing(otherList)), "SEAL_SIGNER_LISTED");
    }

    @Test
    void a_digest_with_the_identity_of_an_es256_key_would_be_sha_256_and_is_none() {
        refused(signed(withHash(Hash.SHA_256.digest(DATA))), "SEAL_DATA_HASH");
    }

    @Test
    void a_boolean_of_another_octet_is_no_default_written_out() {
        byte[] seal = sealWithExtension(ASN1Boolean.TRUE);
        byte[] text = new String(seal, StandardCharsets.ISO_8859_1)
                .replace("\u0001\u0001\u00ff", "\u0001\u0001\u0001")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(text).isNotEqualTo(seal);
        assertThat(problems(OFFICE.verifier(SealProfile.field()).verify(text))).containsExactly("SEAL_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T16:00:00", "2026/11/20 16:00:00", "2026-11-31 16:00:00", "20261120160000+0800"})
    void a_time_as_text_is_of_one_form(String text) {
        refused(firstWith(text), "SEAL_SIGNATURE_FORMAT");
    }

    @Test
    void a_time_as_text_is_judged_like_any_other() {
        refused(firstWith("2026-11-20 17:00:00"), "SEAL_SIGNATURE_TIME");
    }

    @Test
    void a_maker_who_had_ended_when_the_seal_was_made_is_not_one_who_had_not_begun() {
        SigningKey ended = OFFICE.issue("Maker", NOW.minusSeconds(90), NOW.minusSeconds(60), Usage.DIGITAL_SIGNATURE);
        byte[] seal = Asn1.signed(SealOffice.info(OFFICE.seal(SealVersion.V5)), ended);

        assertThat(problems(OFFICE.verifier(SealProfile.field()).verify(seal))).containsExactly("CERT_VALIDITY");
    }

    @Test
    void a_maker_who_has_not_begun_at_the_time_of_use_is_refused() {
        SigningKey future = OFFICE.issue("Maker", NOW.plusSeconds(60), NOW.plusSeconds(90), Usage.DIGITAL_SIGNATURE);
        byte[] seal = Asn1.signed(SealOffice.info(SEAL), future);

        assertThat(problems(OFFICE.verifier(SealProfile.field()).verify(seal))).containsExactly("CERT_VALIDITY");
    }

    @Test
    void the_field_profile_trusts_nobody_more() {
        SealVerifier field = OFFICE.verifier(SealProfile.field());
        SealOffice foreign = new SealOffice();
        SealSignature alien = new SealSigner(foreign.verifier()).sign(foreign.seal(), foreign.signer(), DATA, "a");

        assertThat(field.verify(alien.encoded().toArray(), DATA).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(field.verify(signed(toSign(SEAL)), new byte[1]))).containsExactly("SEAL_DATA_HASH");
    }

    @Test
    void a_caller_has_a_set_of_deviations_and_cannot_change_it_later() {
        EnumSet<Deviation> set = EnumSet.of(Deviation.ALGORITHM_ALIAS);
        SealProfile profile = new SealProfile(set);
        set.add(Deviation.TIME_AS_TEXT);

        assertThat(profile.tolerates(Deviation.ALGORITHM_ALIAS)).isTrue();
        assertThat(profile.tolerates(Deviation.TIME_AS_TEXT)).isFalse();
        assertThat(STRICT.profile()).isEqualTo(SealProfile.strict());
    }

    private static void refused(byte[] signature, String code) {
        Report<SealSignature> report = OFFICE.verifier(SealProfile.field()).verify(signature, DATA);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly(code);
    }

    private static String code(Example example) {
        return "SEAL_" + example.deviation();
    }

    private static Certificate signer() {
        return certificate(OFFICE.signer());
    }

    private static byte[] identityDigest(byte[] data) {
        return OFFICE.signer().verificationKey().messageDigest(data);
    }

    /** The usual {@code TBS_Sign} of version 4 or 5 with {@code seal} in it. */
    private static ASN1Encodable toSign(Seal seal) {
        SealSignature usual = new SealSigner(STRICT).sign(OFFICE.seal(seal.version()), OFFICE.signer(), DATA, "a");
        return Asn1.replace(Asn1.parse(usual.signInfo().signedPart()), Asn1.parse(seal.encoded()), 1);
    }

    private static ASN1Encodable withHash(byte[] hash) {
        return Asn1.replace(toSign(SEAL), new DERBitString(hash), 3);
    }

    private static byte[] signed(ASN1Encodable toSign) {
        return Asn1.signed(toSign, OFFICE.signer());
    }

    private static byte[] with(byte[] seal) {
        return signed(toSign(Seal.readWithoutVerification(seal)));
    }

    /** The usual signature with one of the fields beside {@code toSign} changed. */
    private static byte[] beside(ASN1Encodable replacement, int field) {
        return Asn1.der(Asn1.replace(Asn1.parse(signed(toSign(SEAL))), replacement, field));
    }

    private static byte[] besideSeal(ASN1Encodable replacement, int field) {
        return Asn1.der(Asn1.replace(Asn1.parse(SEAL.encoded()), replacement, field));
    }

    private static byte[] rawSeal() {
        return besideSeal(raw(SealOffice.info(SEAL), OFFICE.maker()), 3);
    }

    private static DERBitString raw(ASN1Encodable content, SigningKey key) {
        byte[] der = Asn1.value(content, key).getOctets();
        return new DERBitString(SignatureAlgorithm.SM2.plainSignature(der));
    }

    private static ASN1Encodable extension(ASN1Boolean critical) {
        return new DERSequence(new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.4"), critical, new DEROctetString(new byte[1])
        }));
    }

    private static byte[] sealWithExtension(ASN1Boolean critical) {
        return OFFICE.makerSigns(Asn1.append(SealOffice.info(SEAL), extension(critical)));
    }

    private static byte[] extended(ASN1Boolean critical) {
        return signed(Asn1.append(toSign(SEAL), new DERTaggedObject(true, 0, extension(critical))));
    }

    private static byte[] listing(byte[] digest) {
        Seal digests = OFFICE.sealFor(OFFICE.request(SignerList.ofDigests(List.of(signer()))));
        ASN1Encodable entry =
                new DERSequence(new ASN1Encodable[] {new DERPrintableString("SM3"), new DEROctetString(digest)});
        return OFFICE.makerSigns(Asn1.replace(SealOffice.info(digests), new DERSequence(entry), 2, 3));
    }

    private static byte[] firstWithText() {
        return firstWith("2026-11-20 16:00:00");
    }

    private static byte[] firstWith(String text) {
        SealSignature usual = new SealSigner(STRICT).sign(OFFICE.seal(SealVersion.V1), OFFICE.signer(), DATA, "a");
        ASN1Encodable time = new DERBitString(text.getBytes(StandardCharsets.US_ASCII));
        ASN1Encodable toSign = Asn1.replace(((ASN1Sequence) Asn1.parse(usual.encoded())).getObjectAt(0), time, 2);
        return Asn1.der(new DERSequence(new ASN1Encodable[] {toSign, Asn1.value(toSign, OFFICE.signer())}));
    }

    private static byte[] madeBeforeCertificate(SealVersion version) {
        SigningKey young = OFFICE.issue("Young", NOW.minusSeconds(9), NOW.plusSeconds(99), Usage.DIGITAL_SIGNATURE);
        ASN1Encodable info = Asn1.replace(SealOffice.info(OFFICE.seal(version)), Asn1.time(NOW.minusSeconds(10)), 2, 4);
        return with(Asn1.signed(info, young));
    }

    /** With a seal of version 5, made at that time. */
    private static byte[] madeAt(Instant created) {
        ASN1Encodable info = SealOffice.info(OFFICE.seal(SealVersion.V5));
        return with(OFFICE.makerSigns(Asn1.replace(info, Asn1.time(created), 2, 4)));
    }
}
