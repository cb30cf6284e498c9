package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformUnreachableException;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.TimeStampAuthority;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealOffice;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.SealVersion;
import io.onevisit.seal.internal.ZipWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents whose signatures carry time stamps: G7 of GB/T 38540-2020 and GM/T 0031-2025. */
class OfdTimeStampTest {
    private static final SealOffice OFFICE = new SealOffice();
    private static final SealVerifier SEALS = OFFICE.verifier();
    private static final OfdVerifier VERIFIER = new OfdVerifier(SEALS);
    private static final Seal SEAL = OFFICE.seal();
    private static final Bytes PLAIN = Drafts.pages("A4");
    private static final List<StampPlace> PLACE = List.of(new StampPlace.OnPage(1, 130, 222));
    private static final String VALUE = "Doc_0/Signs/Sign_0/SignedValue.dat";
    /** The place of the time stamp in {@code SES_Signature}. */
    private static final int STAMP = 4;

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V4", "V5"})
    void a_document_is_signed_with_a_time_stamp(SealVersion version) {
        Bytes sealed = signer(OFFICE.timeStamps(NOW)).sign(PLAIN, OFFICE.seal(version), OFFICE.signer(), PLACE);

        assertThat(VERIFIER.verify(sealed.toArray()).orThrow().signatures())
                .singleElement()
                .matches(SealSignature::timeStamped);
    }

    @Test
    void version_1_has_no_place_for_a_time_stamp_and_asks_for_none() {
        Seal first = OFFICE.seal(SealVersion.V1);

        Bytes sealed = signer(OfdTimeStampTest::unreachable).sign(PLAIN, first, OFFICE.signer(), PLACE);

        assertThat(VERIFIER.verify(sealed.toArray()).orThrow().signatures())
                .singleElement()
                .matches(signature -> !signature.timeStamped());
    }

    @Test
    void in_two_steps_the_time_stamp_is_asked_for_when_the_value_is_there() {
        AtomicInteger asked = new AtomicInteger();
        TimeStampAuthority authority = OFFICE.timeStamps(NOW);
        OfdSigner signer = signer(request -> {
            asked.incrementAndGet();
            return authority.answer(request);
        });
        PreparedDocument prepared = signer.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);
        PreparedDocument resumed = signer.resume(prepared.encoded().toArray(), prepared.digest());
        assertThat(asked).hasValue(0);

        Bytes sealed = resumed.embed(value(resumed));

        assertThat(asked).hasValue(1);
        assertThat(VERIFIER.verify(sealed.toArray()).orThrow().signatures())
                .singleElement()
                .matches(SealSignature::timeStamped);
    }

    @Test
    void what_is_no_value_gets_no_time_stamp() {
        AtomicInteger asked = new AtomicInteger();
        OfdSigner signer = signer(request -> {
            asked.incrementAndGet();
            return request;
        });
        PreparedDocument prepared = signer.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);

        assertThatThrownBy(() -> prepared.embed(new byte[10])).isInstanceOf(MalformedMessageException.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_value_can_be_tried_again_after_the_authority_gave_no_answer() {
        PreparedDocument prepared =
                signer(OfdTimeStampTest::unreachable).prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);
        byte[] value = value(prepared);
        assertThatThrownBy(() -> prepared.embed(value)).isInstanceOf(PlatformUnreachableException.class);

        Bytes sealed = signer(OFFICE.timeStamps(NOW))
                .resume(prepared.encoded().toArray(), prepared.digest())
                .embed(value);

        assertThat(VERIFIER.verify(sealed.toArray()).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void refuses_an_answer_that_is_no_time_stamp() {
        assertThatThrownBy(() -> sign(request -> new byte[] {0x30, 0})).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refuses_a_time_stamp_from_before_the_signing() {
        assertThatThrownBy(() -> sign(OFFICE.timeStamps(NOW.minusSeconds(10))))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("SEAL_TIME_STAMP_TIME");
    }

    @Test
    void refuses_a_time_stamp_of_an_authority_that_is_not_trusted() {
        assertThatThrownBy(() -> sign(new SealOffice().timeStamps(NOW)))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("CERT_SIGNATURE");
    }

    @Test
    void a_document_with_the_time_stamp_of_another_fails() {
        Map<String, Bytes> files = new LinkedHashMap<>(Drafts.unzip(sign(OFFICE.timeStamps(NOW))));
        ASN1Sequence ours = sequence(files.get(VALUE));
        ASN1Sequence others =
                sequence(Drafts.unzip(sign(OFFICE.timeStamps(NOW))).get(VALUE));
        ASN1Encodable[] fields = ours.toArray();
        fields[STAMP] = others.getObjectAt(STAMP);
        files.put(VALUE, der(new DERSequence(fields)));

        assertThat(problems(VERIFIER.verify(ZipWriter.write(files).toArray()))).containsExactly("TIME_STAMP_IMPRINT");
    }

    @Test
    void only_a_time_stamp_keeps_a_document_good_once_the_key_is_in_other_hands() {
        OfdVerifier told = new OfdVerifier(
                OFFICE.verifierAt(NOW.plusSeconds(90), OFFICE.signer(), NOW.plusSeconds(60), CRLReason.keyCompromise));
        Bytes without = new OfdSigner(SEALS).sign(PLAIN, SEAL, OFFICE.signer(), PLACE);

        assertThat(told.verify(sign(OFFICE.timeStamps(NOW)).toArray()).verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(told.verify(without.toArray()).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    private static ASN1Sequence sequence(Bytes octets) {
        return ASN1Sequence.getInstance(octets.toArray());
    }

    private static Bytes der(ASN1Encodable value) {
        try {
            return Bytes.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unreachable(byte[] request) {
        throw new PlatformUnreachableException("time stamps", "does not answer", null);
    }

    private static OfdSigner signer(TimeStampAuthority authority) {
        return new OfdSigner(new SealSigner(SEALS).withTimeStamps(authority), OfdLimits.standard());
    }

    private static Bytes sign(TimeStampAuthority authority) {
        return signer(authority).sign(PLAIN, SEAL, OFFICE.signer(), PLACE);
    }

    private static byte[] value(PreparedDocument prepared) {
        return OFFICE.signer().sign(prepared.toBeSigned().toArray());
    }
}
