package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationReason;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.RevocationStatus;
import io.onevisit.core.crypto.TrustAnchors;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A verifier that has found a seal good is no softer on what comes after. */
class RememberedSealTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    /** In what is long, as pictures are, not every octet is bent. */
    private static final int STEP = 19;

    private static final SealOffice OFFICE = new SealOffice();

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4", "V5"})
    void refuses_a_remembered_seal_with_one_octet_bent_as_if_it_were_new(SealVersion version) {
        byte[] seal = OFFICE.seal(version).encoded().toArray();
        SealVerifier warm = OFFICE.verifier();
        for (int place = 0; place < seal.length; place += STEP) {
            assertThat(warm.verify(seal).verdict()).isEqualTo(Verdict.PASSED);

            Report<Seal> bent = warm.verify(bent(seal, place));

            assertThat(bent.verdict()).as("octet " + place).isNotEqualTo(Verdict.PASSED);
            assertThat(bent.subject()).isEmpty();
            assertThat(said(bent))
                    .as("octet " + place)
                    .isEqualTo(said(OFFICE.verifier().verify(bent(seal, place))));
        }
    }

    @Test
    void refuses_each_octet_of_the_value_and_the_algorithm_of_a_remembered_seal() {
        Seal seal = OFFICE.seal();
        byte[] octets = seal.encoded().toArray();
        SealVerifier warm = OFFICE.verifier();
        assertThat(warm.verify(octets).verdict()).isEqualTo(Verdict.PASSED);

        int afterCertificate =
                seal.signInfo().signedPart().length() + seal.maker().encoded().length();
        for (int place = afterCertificate; place < octets.length; place++) {
            assertThat(warm.verify(bent(octets, place)).verdict())
                    .as("octet " + place)
                    .isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void refuses_a_signature_in_which_a_remembered_seal_is_bent() {
        Seal seal = OFFICE.seal();
        byte[] signature = new SealSigner(OFFICE.verifier())
                .sign(seal, OFFICE.signer(), DATA, "notice.txt")
                .encoded()
                .toArray();
        SealVerifier warm = OFFICE.verifier();
        assertThat(warm.verify(signature, DATA).verdict()).isEqualTo(Verdict.PASSED);

        for (int place = 0; place < signature.length; place += STEP) {
            assertThat(warm.verify(bent(signature, place), DATA).verdict())
                    .as("octet " + place)
                    .isNotEqualTo(Verdict.PASSED);
        }
        assertThat(warm.verify(signature, new byte[1]).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(warm.verify(signature, DATA).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void refuses_a_remembered_seal_beside_another_makers_certificate() {
        Seal seal = OFFICE.seal();
        SealVerifier warm = OFFICE.verifier();
        assertThat(warm.verify(seal.encoded().toArray()).verdict()).isEqualTo(Verdict.PASSED);
        ASN1Encodable other = new DEROctetString(
                certificate(OFFICE.issue("Another maker")).encoded().toArray());

        byte[] replaced = Asn1.der(Asn1.replace(Asn1.parse(seal.encoded()), other, 1));

        assertThat(problems(warm.verify(replaced))).containsExactly("SEAL_SIGNATURE");
    }

    @Test
    void judges_a_remembered_seal_by_the_clock_each_time() {
        byte[] seal = OFFICE.seal().encoded().toArray();
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        SealVerifier warm = new SealVerifier(OFFICE.anchors(), List.of(), RevocationSource.none(), clock(now::get));
        assertThat(warm.verify(seal).verdict()).isEqualTo(Verdict.PASSED);

        now.set(SealOffice.SEAL_UNTIL.plusSeconds(1));
        assertThat(problems(warm.verify(seal))).containsExactly("SEAL_VALIDITY");
        now.set(SealOffice.SEAL_FROM.minusSeconds(1));
        assertThat(problems(warm.verify(seal))).containsExactly("SEAL_MADE_BEFORE_USE", "SEAL_VALIDITY");
        now.set(certificate(OFFICE.maker()).notAfter().plusSeconds(1));
        assertThat(problems(warm.verify(seal))).contains("CERT_VALIDITY");
        now.set(NOW);
        assertThat(warm.verify(seal).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void asks_for_the_revocation_of_a_remembered_seals_maker_each_time() {
        byte[] seal = OFFICE.seal().encoded().toArray();
        AtomicReference<RevocationStatus> status = new AtomicReference<>(new RevocationStatus.Good(NOW));
        SealVerifier warm = new SealVerifier(
                OFFICE.anchors(),
                List.of(),
                (certificate, issuer, at) -> status.get(),
                Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(warm.verify(seal).verdict()).isEqualTo(Verdict.PASSED);

        status.set(new RevocationStatus.Revoked(NOW.minusSeconds(1), RevocationReason.KEY_COMPROMISE));
        assertThat(problems(warm.verify(seal))).contains("CERT_REVOCATION");
        status.set(new RevocationStatus.Good(NOW));
        assertThat(warm.verify(seal).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_stricter_profile_and_other_anchors_judge_anew_what_was_remembered() {
        ASN1Encodable alias = new ASN1ObjectIdentifier("1.2.156.10197.501");
        byte[] seal = Asn1.der(Asn1.replace(Asn1.parse(OFFICE.seal().encoded()), alias, 2));
        TrustAnchors shared = OFFICE.anchors();
        assertThat(verifier(shared, SealProfile.field()).verify(seal).verdict()).isEqualTo(Verdict.PASSED);

        assertThat(problems(verifier(shared, SealProfile.strict()).verify(seal)))
                .containsExactly("SEAL_ALGORITHM_ALIAS");
        assertThat(verifier(new SealOffice().anchors(), SealProfile.field())
                        .verify(seal)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(verifier(TrustAnchors.none(), SealProfile.field())
                        .verify(seal)
                        .verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    private static SealVerifier verifier(TrustAnchors anchors, SealProfile profile) {
        return new SealVerifier(anchors, List.of(), RevocationSource.none(), Clock.fixed(NOW, ZoneOffset.UTC), profile);
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    private static byte[] bent(byte[] octets, int place) {
        byte[] bent = octets.clone();
        bent[place] ^= 1;
        return bent;
    }

    private static List<String> said(Report<?> report) {
        return report.checks().stream().map(Check::toString).toList();
    }
}
