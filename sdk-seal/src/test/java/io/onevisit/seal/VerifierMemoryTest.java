package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationReason;
import io.onevisit.core.crypto.RevocationStatus;
import io.onevisit.core.crypto.TrustAnchors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a verifier remembers of good signatures, with all its keys at speed, never makes a bad one pass. */
class VerifierMemoryTest {
    private static final SealOffice OFFICE = new SealOffice();
    private static final byte[] DATA = "准予行政许可决定书".getBytes(UTF_8);
    private static final byte[] GOOD = new SealSigner(OFFICE.verifier())
            .sign(OFFICE.seal(), OFFICE.signer(), DATA, "data")
            .encoded()
            .toArray();
    private static final int CERTIFICATE = 1;
    private static final int VALUE = 3;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicReference<RevocationStatus> status = new AtomicReference<>(new RevocationStatus.Good(NOW));
    private final InstantSource time = now::get;
    private final SealVerifier verifier = new SealVerifier(
            OFFICE.anchors(), List.of(), (certificate, issuer, at) -> status.get(), time.withZone(ZoneOffset.UTC));

    @BeforeEach
    void meets_a_good_signature_a_hundred_times() {
        for (int i = 0; i < 100; i++) {
            assertThat(verifier.verify(GOOD, DATA).verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    private void fails(byte[] signature, byte[] data) {
        assertThat(verifier.verify(signature, data).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(verifier.verify(GOOD, DATA).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void refuses_other_data() {
        fails(GOOD, "不予行政许可决定书".getBytes(UTF_8));
    }

    @Test
    void judges_what_else_the_signer_seals_by_itself() {
        byte[] data = "不予行政许可决定书".getBytes(UTF_8);
        byte[] longer = signed(OFFICE.seal(), data, "a longer name");
        byte[] otherSeal = signed(OFFICE.sealFor(otherRequest()), DATA, "data");

        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(longer, data).verdict()).isEqualTo(Verdict.PASSED);
            fails(longer, DATA);
            assertThat(verifier.verify(otherSeal, DATA).verdict()).isEqualTo(Verdict.PASSED);
            fails(otherSeal, data);
        }
    }

    @Test
    void refuses_the_value_of_one_seal_beside_another() {
        byte[] other = signed(OFFICE.sealFor(otherRequest()), DATA, "data");
        ASN1Encodable value = ASN1Sequence.getInstance(GOOD).getObjectAt(VALUE);

        fails(Asn1.der(Asn1.replace(Asn1.parse(Bytes.of(other)), value, VALUE)), DATA);
    }

    private static SealRequest otherRequest() {
        SealRequest usual = OFFICE.request();
        return new SealRequest(
                usual.id(), 2, usual.name(), usual.picture(), usual.validFrom(), usual.validUntil(), usual.signers());
    }

    private static byte[] signed(Seal seal, byte[] data, String name) {
        return new SealSigner(OFFICE.verifier())
                .sign(seal, OFFICE.signer(), data, name)
                .encoded()
                .toArray();
    }

    @Test
    void refuses_every_octet_changed() {
        for (int i = 0; i < GOOD.length; i += 17) {
            byte[] changed = GOOD.clone();
            changed[i] ^= 1;
            assertThat(verifier.verify(changed, DATA).verdict())
                    .as("octet %d", i)
                    .isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void refuses_another_certificate_for_the_very_key_that_it_knows() {
        fails(withCertificate(certificate(OFFICE.renewedSigner()).encoded().toArray()), DATA);
    }

    @Test
    void refuses_the_certificate_of_the_maker_that_it_knows_in_place_of_the_signer() {
        fails(withCertificate(certificate(OFFICE.maker()).encoded().toArray()), DATA);
    }

    private static byte[] withCertificate(byte[] certificate) {
        ASN1Encodable swapped = Asn1.replace(Asn1.parse(GOOD), new DEROctetString(certificate), CERTIFICATE);
        return Asn1.der(swapped);
    }

    @Test
    void asks_for_revocation_each_time() {
        status.set(new RevocationStatus.Revoked(NOW.minus(Duration.ofDays(1)), RevocationReason.KEY_COMPROMISE));
        assertThat(verifier.verify(GOOD, DATA).verdict()).isEqualTo(Verdict.FAILED);

        status.set(new RevocationStatus.Unknown("nothing is known"));
        assertThat(verifier.verify(GOOD, DATA).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void asks_the_clock_each_time() {
        now.set(NOW.minus(Duration.ofDays(1)));

        assertThat(verifier.verify(GOOD, DATA).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void remembers_nothing_for_a_verifier_with_other_anchors() {
        SealVerifier strange = SealOffice.verifier(new SealOffice().anchors(), NOW);

        assertThat(strange.verify(GOOD, DATA).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(SealOffice.verifier(TrustAnchors.none(), NOW)
                        .verify(GOOD, DATA)
                        .verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void many_threads_get_the_answers_that_one_gets() {
        SealVerifier shared = SealOffice.verifier(OFFICE.anchors(), NOW);
        byte[] other = "不予行政许可决定书".getBytes(UTF_8);

        List<Verdict> verdicts = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> shared.verify(GOOD, i % 2 == 0 ? DATA : other))
                .map(Report::verdict)
                .toList();

        assertThat(IntStream.range(0, 200).filter(i -> verdicts.get(i) == Verdict.PASSED))
                .allMatch(i -> i % 2 == 0)
                .hasSize(100);
        assertThat(verdicts).containsOnly(Verdict.PASSED, Verdict.FAILED);
    }
}
