package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What revocation lists say of a certificate after it signed, also lists that have run out by now. */
class LaterRevocationTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final SealOffice OFFICE = new SealOffice();
    private static final byte[] SIGNATURE = new SealSigner(OFFICE.verifier())
            .sign(OFFICE.seal(), OFFICE.signer(), DATA, "a")
            .encoded()
            .toArray();
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void a_list_that_says_the_key_is_in_other_hands_counts_as_well_once_it_has_run_out(int daysLater) {
        byte[] list = OFFICE.crl(NOW.plus(DAY), OFFICE.signer(), NOW.plusSeconds(60), CRLReason.keyCompromise);

        Report<SealSignature> report = verify(list, NOW.plus(DAY.multipliedBy(daysLater)));

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(problems(report)).containsExactly("SEAL_TIME_PROVEN");
    }

    @Test
    void a_replacement_in_a_list_that_has_run_out_is_noted_only() {
        byte[] list = OFFICE.crl(NOW.plus(DAY), OFFICE.signer(), NOW.plusSeconds(60), CRLReason.superseded);

        Report<SealSignature> report = verify(list, NOW.plus(DAY.multipliedBy(100)));

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(SealOffice.notes(report)).containsExactly("SEAL_CERTIFICATE_STILL_GOOD");
    }

    @Test
    void that_no_list_tells_of_now_is_noted() {
        Report<SealSignature> report = verify(OFFICE.crl(NOW), NOW.plus(DAY.multipliedBy(200)));

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(undecidedNotes(report)).contains("SEAL_CERTIFICATE_STILL_GOOD");
    }

    @Test
    void where_a_list_tells_of_now_nothing_is_noted() {
        Report<SealSignature> report = verify(OFFICE.crl(NOW), NOW);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(undecidedNotes(report)).doesNotContain("SEAL_CERTIFICATE_STILL_GOOD");
    }

    private static List<String> undecidedNotes(Report<?> report) {
        return report.checks().stream()
                .filter(check -> check.note() && check.verdict() == Verdict.INDETERMINATE)
                .map(Check::code)
                .toList();
    }

    private static Report<SealSignature> verify(byte[] list, Instant at) {
        assertThat(certificate(OFFICE.signer()).notAfter()).isAfter(at);
        return new SealVerifier(
                        OFFICE.anchors(),
                        List.of(),
                        RevocationSource.ofCrls(List.of(list)),
                        Clock.fixed(at, ZoneOffset.UTC))
                .verify(SIGNATURE, DATA);
    }
}
