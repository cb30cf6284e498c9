package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TimeStampAuthority;
import io.onevisit.core.crypto.TimeStampToken;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.Usage;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time stamps on seals and signatures: S6 and G7. */
class SealTimeStampTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final SealOffice OFFICE = new SealOffice();
    private static final SealVerifier VERIFIER = OFFICE.verifier();
    private static final TimeStampAuthority STAMPS = OFFICE.timeStamps(NOW);
    private static final Seal SEAL = OFFICE.seal();
    private static final Seal FIFTH = OFFICE.seal(SealVersion.V5);
    private static final SealSignature SIGNATURE = sign(SEAL);

    @Test
    void s6_a_v5_seal_is_made_with_a_time_stamp() {
        Seal stamped = stampedSeal(STAMPS);

        assertThat(VERIFIER.verify(stamped.encoded().toArray()).orThrow().timeStamp())
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V4", "V5"})
    void g7_a_signature_is_made_with_a_time_stamp(SealVersion version) {
        SealSignature stamped =
                new SealSigner(VERIFIER).withTimeStamps(STAMPS).sign(OFFICE.seal(version), OFFICE.signer(), DATA, "a");

        assertThat(stamped.timeStamped()).isTrue();
        assertThat(VERIFIER.verify(stamped.encoded().toArray(), DATA).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void what_has_no_place_for_a_time_stamp_is_made_without() {
        SealMaker maker = new SealMaker("OneVisit", OFFICE.maker(), VERIFIER).withTimeStamps(STAMPS);

        assertThat(maker.make(OFFICE.request()).timeStamp()).isNull();
        Seal first = maker.make(OFFICE.request().withVersion(SealVersion.V1));
        assertThat(new SealSigner(VERIFIER)
                        .withTimeStamps(STAMPS)
                        .sign(first, OFFICE.signer(), DATA, "a")
                        .timeStamped())
                .isFalse();
    }

    @Test
    void an_authority_that_does_not_answer_leaves_nothing_half_made() {
        TimeStampAuthority silent = request -> {
            throw new PlatformUnreachableException("time stamps", "does not answer", null);
        };
        SealSigner signer = new SealSigner(VERIFIER).withTimeStamps(silent);

        assertThatThrownBy(() -> signer.sign(SEAL, OFFICE.signer(), DATA, "a"))
                .isInstanceOf(PlatformUnreachableException.class);
    }

    @Test
    void a_stamp_that_would_be_refused_is_not_put_on() {
        TimeStampAuthority early = OFFICE.timeStamps(NOW.minusSeconds(10));
        SealSigner signer = new SealSigner(VERIFIER).withTimeStamps(early);

        assertThatThrownBy(() -> stampedSeal(early)).isInstanceOf(VerificationFailedException.class);
        assertThatThrownBy(() -> signer.sign(SEAL, OFFICE.signer(), DATA, "a"))
                .hasMessageContaining("SEAL_TIME_STAMP_TIME");
    }

    // What a stamp must be

    @Test
    void g7_refuses_a_stamp_over_something_else_than_the_value() {
        for (byte[] other : List.of(
                DATA,
                SIGNATURE.signInfo().signedPart().toArray(),
                OFFICE.signer().sign(DATA),
                SignatureAlgorithm.SM2.plainSignature(
                        SIGNATURE.signInfo().value().toArray()))) {
            fails(stamped(SIGNATURE, token(STAMPS, other)), "TIME_STAMP_IMPRINT");
        }
    }

    @Test
    void g7_refuses_the_stamp_of_another_signature() {
        SealSignature other = new SealSigner(VERIFIER).withTimeStamps(STAMPS).sign(SEAL, OFFICE.signer(), DATA, "b");

        fails(stamped(SIGNATURE, other.timeStamp()), "TIME_STAMP_IMPRINT");
    }

    @Test
    void g7_refuses_a_stamp_from_before_the_time_of_signing() {
        fails(stampedAt(NOW.minusSeconds(2)), "SEAL_TIME_STAMP_TIME");
    }

    @Test
    void g7_allows_for_the_accuracy_of_the_stamp() {
        assertThat(problems(VERIFIER.verify(stampedAt(NOW.minusSeconds(1)), DATA)))
                .isEmpty();
    }

    @Test
    void g7_refuses_a_stamp_from_the_future() {
        assertThat(problems(VERIFIER.verify(stampedAt(NOW.plusSeconds(300)), DATA)))
                .isEmpty();
        fails(stampedAt(NOW.plusSeconds(301)), "SEAL_TIME_STAMP_TIME");
    }

    @ParameterizedTest
    @EnumSource(
            value = Usage.class,
            names = {"DIGITAL_SIGNATURE", "OCSP_SIGNING", "ENCRYPTION"})
    void g7_refuses_an_authority_whose_key_is_not_for_time_stamps(Usage usage) {
        Bytes honest = token(STAMPS, SIGNATURE.signInfo().value().toArray());
        Bytes hostile = HostileStamps.signedBy(OFFICE.credential("Not for stamps", usage), honest);

        fails(stamped(SIGNATURE, hostile), "CERT_KEY_USAGE");
    }

    @Test
    void g7_accepts_the_same_stamp_of_another_authority_for_time_stamps() {
        Bytes honest = token(STAMPS, SIGNATURE.signInfo().value().toArray());
        Bytes other = HostileStamps.signedBy(OFFICE.credential("For stamps", Usage.TIME_STAMPING), honest);

        assertThat(problems(VERIFIER.verify(stamped(SIGNATURE, other), DATA))).isEmpty();
    }

    @Test
    void g7_refuses_a_stamp_of_an_authority_that_is_not_trusted() {
        TimeStampAuthority foreign = new SealOffice().timeStamps(NOW);
        byte[] octets =
                stamped(SIGNATURE, token(foreign, SIGNATURE.signInfo().value().toArray()));

        assertThat(problems(VERIFIER.verify(octets, DATA))).containsExactly("CERT_SIGNATURE");
    }

    @Test
    void g7_other_anchors_may_be_trusted_for_time_stamps() {
        SealOffice foreign = new SealOffice();
        byte[] octets = stamped(
                SIGNATURE,
                token(foreign.timeStamps(NOW), SIGNATURE.signInfo().value().toArray()));
        SealVerifier both = VERIFIER.withTimeStampAnchors(foreign.anchors());

        assertThat(both.verify(octets, DATA).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(both.verify(stampedAt(NOW), DATA).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(VERIFIER.withTimeStampAnchors(TrustAnchors.none())
                        .verify(octets, DATA)
                        .verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void anchors_for_time_stamps_are_not_trusted_for_signers() {
        SealOffice foreign = new SealOffice();
        SealSignature alien = new SealSigner(foreign.verifier()).sign(foreign.seal(), foreign.signer(), DATA, "a");

        assertThat(VERIFIER.withTimeStampAnchors(foreign.anchors())
                        .verify(alien.encoded().toArray(), DATA)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 3000})
    void refuses_octets_that_are_no_time_stamp(int length) {
        Bytes none = Bytes.of(new byte[length]);

        fails(stamped(SIGNATURE, none), "SEAL_TIME_STAMP");
        assertThat(problems(VERIFIER.verify(stamped(FIFTH, none)))).containsExactly("SEAL_TIME_STAMP");
    }

    @Test
    void refuses_two_time_stamps_and_one_that_is_no_bit_string() {
        Bytes stamped = Bytes.of(stampedAt(NOW));
        ASN1Encodable tagged = new DERTaggedObject(true, 0, new DERBitString(new byte[8]));

        fails(Asn1.der(Asn1.append(Asn1.parse(stamped), tagged)), "SEAL_SIGNATURE_FORMAT");
        fails(
                Asn1.der(Asn1.append(Asn1.parse(SIGNATURE.encoded()), new DERTaggedObject(true, 0, new DERSequence()))),
                "SEAL_SIGNATURE_FORMAT");
        fails(
                Asn1.der(Asn1.append(
                        Asn1.parse(SIGNATURE.encoded()), new DERTaggedObject(true, 1, new DERBitString(new byte[8])))),
                "SEAL_SIGNATURE_FORMAT");
    }

    @Test
    void s6_refuses_a_stamp_from_before_the_making_and_over_something_else() {
        byte[] value = FIFTH.signInfo().value().toArray();

        assertThat(problems(VERIFIER.verify(stamped(FIFTH, token(OFFICE.timeStamps(NOW.minusSeconds(2)), value)))))
                .containsExactly("SEAL_TIME_STAMP_TIME");
        assertThat(problems(VERIFIER.verify(stamped(FIFTH, token(STAMPS, DATA)))))
                .containsExactly("TIME_STAMP_IMPRINT");
    }

    // What a stamp proves

    @Test
    void a_stamp_from_before_the_revocation_proves_the_signature_older() {
        SealVerifier told =
                OFFICE.verifierAt(NOW.plusSeconds(90), OFFICE.signer(), NOW.plusSeconds(60), CRLReason.keyCompromise);

        Report<SealSignature> report = told.verify(stampedAt(NOW.plusSeconds(5)), DATA);

        assertThat(problems(report)).isEmpty();
        assertThat(report.checks())
                .anyMatch(check -> check.code().equals("SEAL_TIME_PROVEN") && check.verdict() == Verdict.PASSED);
        assertThat(told.verify(SIGNATURE.encoded().toArray(), DATA).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @ParameterizedTest
    @ValueSource(ints = {59, 60, 61})
    void a_stamp_that_may_be_as_late_as_the_revocation_proves_nothing(int seconds) {
        SealVerifier told =
                OFFICE.verifierAt(NOW.plusSeconds(90), OFFICE.signer(), NOW.plusSeconds(60), CRLReason.keyCompromise);

        Report<SealSignature> report = told.verify(stampedAt(NOW.plusSeconds(seconds)), DATA);

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(problems(report)).containsExactly("SEAL_TIME_PROVEN");
    }

    @Test
    void a_stamp_that_does_not_pass_proves_nothing() {
        SealVerifier told =
                OFFICE.verifierAt(NOW.plusSeconds(90), OFFICE.signer(), NOW.plusSeconds(60), CRLReason.keyCompromise);
        byte[] octets = stamped(SIGNATURE, token(STAMPS, DATA));

        assertThat(problems(told.verify(octets, DATA))).containsExactly("SEAL_TIME_PROVEN", "TIME_STAMP_IMPRINT");
    }

    @Test
    void a_stamp_on_the_signature_proves_the_seal_inside_older_too() {
        SealVerifier told =
                OFFICE.verifierAt(NOW.plusSeconds(90), OFFICE.maker(), NOW.plusSeconds(60), CRLReason.keyCompromise);

        assertThat(problems(told.verify(SIGNATURE.encoded().toArray(), DATA))).containsExactly("SEAL_TIME_PROVEN");
        assertThat(problems(told.verify(stampedAt(NOW.plusSeconds(5)), DATA))).isEmpty();
    }

    @Test
    void a_stamp_on_the_seal_proves_the_seal_older_and_not_the_signature() {
        Seal stamped = stampedSeal(STAMPS);
        byte[] signature = sign(stamped).encoded().toArray();

        for (SigningKey revoked : List.of(OFFICE.maker(), OFFICE.signer())) {
            SealVerifier told =
                    OFFICE.verifierAt(NOW.plusSeconds(90), revoked, NOW.plusSeconds(60), CRLReason.keyCompromise);
            boolean proven = revoked == OFFICE.maker();

            assertThat(problems(told.verify(signature, DATA)))
                    .isEqualTo(proven ? List.of() : List.of("SEAL_TIME_PROVEN"));
            assertThat(problems(told.verify(stamped.encoded().toArray()))).isEmpty();
        }
        SealVerifier told =
                OFFICE.verifierAt(NOW.plusSeconds(90), OFFICE.maker(), NOW.plusSeconds(60), CRLReason.keyCompromise);
        assertThat(problems(told.verify(FIFTH.encoded().toArray()))).containsExactly("SEAL_TIME_PROVEN");
    }

    // Version 1, where the time of signing may be a time stamp

    @Test
    void g7_v1_takes_its_time_from_a_stamp_over_the_data() {
        byte[] octets = firstWith(token(OFFICE.timeStamps(NOW.minusSeconds(3)), DATA));

        assertThat(VERIFIER.verify(octets, DATA).orThrow().signedAt()).isEqualTo(NOW.minusSeconds(3));
    }

    @Test
    void g7_v1_refuses_a_stamp_over_other_data_or_of_nobody_trusted() {
        fails(firstWith(token(STAMPS, new byte[1])), "TIME_STAMP_IMPRINT");
        assertThat(VERIFIER.verify(firstWith(token(new SealOffice().timeStamps(NOW), DATA)), DATA)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void g7_v1_a_stamp_over_the_data_proves_nothing_about_the_signature() {
        SealVerifier told =
                OFFICE.verifierAt(NOW.plusSeconds(90), OFFICE.signer(), NOW.plusSeconds(60), CRLReason.keyCompromise);

        assertThat(problems(told.verify(firstWith(token(STAMPS, DATA)), DATA))).containsExactly("SEAL_TIME_PROVEN");
    }

    private static SealSignature sign(Seal seal) {
        return new SealSigner(VERIFIER).sign(seal, OFFICE.signer(), DATA, "a");
    }

    private static Seal stampedSeal(TimeStampAuthority authority) {
        return new SealMaker("OneVisit", OFFICE.maker(), VERIFIER)
                .withTimeStamps(authority)
                .make(OFFICE.request().withVersion(SealVersion.V5));
    }

    private static Bytes token(TimeStampAuthority authority, byte[] message) {
        return TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, message).encoded();
    }

    private static byte[] stampedAt(Instant at) {
        return stamped(
                SIGNATURE,
                token(OFFICE.timeStamps(at), SIGNATURE.signInfo().value().toArray()));
    }

    private static byte[] stamped(SealSignature signature, Bytes token) {
        return stamped(signature.encoded(), token);
    }

    private static byte[] stamped(Seal seal, Bytes token) {
        return stamped(seal.encoded(), token);
    }

    private static byte[] stamped(Bytes octets, Bytes token) {
        return Asn1.der(
                Asn1.append(Asn1.parse(octets), new DERTaggedObject(true, 0, new DERBitString(token.toArray()))));
    }

    /** A signature of version 1 whose {@code timeInfo} is a time stamp. */
    private static byte[] firstWith(Bytes token) {
        ASN1Sequence usual =
                (ASN1Sequence) Asn1.parse(sign(OFFICE.seal(SealVersion.V1)).encoded());
        ASN1Encodable toSign = Asn1.replace(usual.getObjectAt(0), new DERBitString(token.toArray()), 2);
        return Asn1.der(new DERSequence(new ASN1Encodable[] {toSign, Asn1.value(toSign, OFFICE.signer())}));
    }

    private static void fails(byte[] octets, String code) {
        Report<SealSignature> report = VERIFIER.verify(octets, DATA);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly(code);
    }

    // What a late stamp no longer proves

    @Test
    void a_signature_stamped_after_its_signers_certificate_ended_is_undecided() {
        SigningKey brief = OFFICE.issue("brief", SealOffice.SEAL_FROM, NOW.plusSeconds(60), Usage.DIGITAL_SIGNATURE);
        Seal seal = OFFICE.sealFor(OFFICE.request(SignerList.ofCertificates(List.of(SealOffice.certificate(brief)))));

        assertThat(stampedAt(seal, brief, NOW.plusSeconds(50)).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(problems(stampedAt(seal, brief, NOW.plusSeconds(61)))).containsExactly("SEAL_STAMPED_IN_TIME");
        assertThat(stampedAt(seal, brief, NOW.plusSeconds(61)).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void a_signature_stamped_after_its_seal_ended_is_undecided() {
        assertThat(problems(stampedAt(FIFTH, OFFICE.signer(), SealOffice.SEAL_UNTIL.minusSeconds(10))))
                .isEmpty();
        assertThat(problems(stampedAt(FIFTH, OFFICE.signer(), SealOffice.SEAL_UNTIL.plusSeconds(1))))
                .containsExactly("SEAL_STAMPED_IN_TIME");
    }

    @Test
    void a_seal_stamped_after_its_makers_certificate_ended_is_undecided() {
        SigningKey brief = OFFICE.issue("maker", SealOffice.SEAL_FROM, NOW.plusSeconds(60), Usage.DIGITAL_SIGNATURE);
        SealMaker maker = new SealMaker("OneVisit", brief, VERIFIER);
        Seal seal = maker.make(OFFICE.request().withVersion(SealVersion.V5));

        assertThat(problems(stampedSealAt(seal, NOW.plusSeconds(50)))).isEmpty();
        assertThat(problems(stampedSealAt(seal, NOW.plusSeconds(61)))).containsExactly("SEAL_STAMPED_IN_TIME");
    }

    private static Report<SealSignature> stampedAt(Seal seal, SigningKey signer, Instant stamped) {
        SealSignature plain = new SealSigner(VERIFIER).sign(seal, signer, DATA, "a");
        Bytes value = plain.signInfo().value();
        Bytes whole = seal.version()
                .layout()
                .signature(
                        plain.signInfo().signedPart(),
                        plain.signer(),
                        value,
                        SealMaker.stamp(OFFICE.timeStamps(stamped), value));
        return OFFICE.verifierAt(stamped.plusSeconds(60)).verify(whole.toArray(), DATA);
    }

    private static Report<Seal> stampedSealAt(Seal seal, Instant stamped) {
        Bytes value = seal.signInfo().value();
        Bytes whole = seal.version()
                .layout()
                .seal(
                        seal.signInfo().signedPart(),
                        seal.maker(),
                        value,
                        SealMaker.stamp(OFFICE.timeStamps(stamped), value));
        return OFFICE.verifierAt(stamped.plusSeconds(60)).verify(whole.toArray());
    }
}
