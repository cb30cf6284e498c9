package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationReason;
import io.onevisit.core.crypto.RevocationStatus;
import io.onevisit.core.crypto.TrustAnchors;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An authority for time stamps whose certificate has been met before is judged each time as if it were new. */
class RememberedStampTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final int STEP = 23;
    private static final SealOffice OFFICE = new SealOffice();
    private static final SealSignature STAMPED = new SealSigner(OFFICE.verifier())
            .withTimeStamps(OFFICE.timeStamps(NOW))
            .sign(OFFICE.seal(), OFFICE.signer(), DATA, "notice.txt");
    private static final byte[] OCTETS = STAMPED.encoded().toArray();

    private final AtomicReference<RevocationStatus> ofStamps = new AtomicReference<>(new RevocationStatus.Good(NOW));
    private final SealVerifier warm = verifier(OFFICE.anchors());

    private SealVerifier verifier(TrustAnchors stamps) {
        return new SealVerifier(
                        OFFICE.anchors(),
                        List.of(),
                        (certificate, issuer, at) -> certificate.subject().contains("Time stamps")
                                ? ofStamps.get()
                                : new RevocationStatus.Good(NOW),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .withTimeStampAnchors(stamps);
    }

    @BeforeEach
    void met_before() {
        for (int i = 0; i < 3; i++) {
            assertThat(warm.verify(OCTETS, DATA).verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void says_of_a_stamp_with_one_octet_bent_what_it_would_say_had_it_met_none() {
        assertThat(STAMPED.timeStamp()).isNotNull();
        int passed = 0;
        int bentOnes = 0;
        for (int place = OCTETS.length - STAMPED.timeStamp().length(); place < OCTETS.length; place += STEP) {
            byte[] bent = OCTETS.clone();
            bent[place] ^= 1;

            Report<SealSignature> report = warm.verify(bent, DATA);

            assertThat(said(report))
                    .as("octet " + place)
                    .isEqualTo(said(verifier(OFFICE.anchors()).verify(bent, DATA)));
            passed += report.verdict() == Verdict.PASSED ? 1 : 0;
            bentOnes++;
        }
        assertThat(passed).as("in the frame, which nobody signs").isLessThan(bentOnes / 4);
        assertThat(warm.verify(OCTETS, DATA).verdict()).isEqualTo(Verdict.PASSED);
    }

    private static List<String> said(Report<?> report) {
        return report.checks().stream().map(Check::toString).toList();
    }

    @Test
    void asks_for_the_authoritys_revocation_each_time() {
        ofStamps.set(new RevocationStatus.Revoked(Instant.EPOCH, RevocationReason.KEY_COMPROMISE));
        assertThat(warm.verify(OCTETS, DATA).verdict()).isEqualTo(Verdict.FAILED);

        ofStamps.set(new RevocationStatus.Unknown("nothing is known"));
        assertThat(warm.verify(OCTETS, DATA).verdict()).isEqualTo(Verdict.INDETERMINATE);

        ofStamps.set(new RevocationStatus.Good(NOW));
        assertThat(warm.verify(OCTETS, DATA).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void other_anchors_for_stamps_judge_anew() {
        assertThat(verifier(new SealOffice().anchors()).verify(OCTETS, DATA).verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(verifier(TrustAnchors.none()).verify(OCTETS, DATA).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }
}
