package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.END;
import static io.onevisit.core.crypto.Chains.START;
import static io.onevisit.core.crypto.Chains.certificate;
import static io.onevisit.core.crypto.Chains.issuers;
import static io.onevisit.core.crypto.Chains.leaf;
import static io.onevisit.core.crypto.Chains.problems;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.signer;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anchors that have judged a certificate before judge it again in everything but its signature. */
class RememberedSignatureTest {
    private final CertificateAuthority root = root(KeyKind.SM2);
    private final CertificateAuthority between = root.subordinate("Between");
    private final Credential credential = between.issue(signer());
    private final TrustAnchors anchors = Chains.trusting(root);

    @BeforeEach
    void judged_before() {
        assertThat(judge(leaf(credential), AT, RevocationSource.none()).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    private Report<List<Certificate>> judge(Certificate leaf, Instant at, RevocationSource revocation) {
        return anchors.validate(leaf, issuers(credential), KeyUse.DIGITAL_SIGNATURE, at, revocation);
    }

    @Test
    void judges_the_same_again() {
        assertThat(judge(leaf(credential), AT, RevocationSource.none()).checks())
                .isEqualTo(Chains.trusting(root)
                        .validate(
                                leaf(credential),
                                issuers(credential),
                                KeyUse.DIGITAL_SIGNATURE,
                                AT,
                                RevocationSource.none())
                        .checks());
    }

    @Test
    void passes_no_certificate_with_any_octet_changed() {
        byte[] der = credential.certificate();
        int parsed = 0;
        for (int i = 0; i < der.length; i++) {
            byte[] altered = der.clone();
            altered[i] ^= 1;
            try {
                Certificate other = Certificate.parse(altered);
                parsed++;
                Report<List<Certificate>> report = judge(other, AT, RevocationSource.none());
                assertThat(report.verdict()).as("octet " + i).isEqualTo(Verdict.FAILED);
            } catch (MalformedMessageException refused) {
                // a certificate no more
            }
        }
        assertThat(parsed).isPositive();
    }

    @Test
    void passes_no_issuer_of_the_same_name_with_another_key() {
        Certificate impostor = certificate(root(KeyKind.SM2).subordinate("Between"));
        Report<List<Certificate>> report = anchors.validate(
                leaf(credential), List.of(impostor), KeyUse.DIGITAL_SIGNATURE, AT, RevocationSource.none());

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).contains("CERT_SIGNATURE@certificate");
    }

    @Test
    void a_certificate_that_keeps_its_issuers_key_passes_under_no_other() {
        Certificate met = leaf(credential);
        assertThat(judge(met, AT, RevocationSource.none()).verdict()).isEqualTo(Verdict.PASSED);
        Certificate impostor = certificate(root(KeyKind.SM2).subordinate("Between"));

        assertThat(problems(anchors.validate(
                        met, List.of(impostor), KeyUse.DIGITAL_SIGNATURE, AT, RevocationSource.none())))
                .contains("CERT_SIGNATURE@certificate");
        assertThat(judge(met, AT, RevocationSource.none()).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void asks_for_validity_each_time() {
        assertThat(problems(judge(leaf(credential), END.plusSeconds(1), RevocationSource.none())))
                .contains("CERT_VALIDITY@certificate");
        assertThat(problems(judge(leaf(credential), START.minusSeconds(1), RevocationSource.none())))
                .contains("CERT_VALIDITY@certificate");
    }

    @Test
    void asks_for_revocation_each_time() {
        byte[] none = root.crl(AT, AT.plus(Duration.ofDays(1)), Map.of());
        byte[] revoked = between.crl(
                AT, AT.plus(Duration.ofDays(1)), Map.of(leaf(credential).serialNumber(), AT.minusSeconds(1)));
        RevocationSource lists = RevocationSource.ofCrls(List.of(none, revoked));

        assertThat(problems(judge(leaf(credential), AT, lists))).containsExactly("CERT_REVOCATION@certificate");
        assertThat(judge(leaf(credential), AT, RevocationSource.ofCrls(List.of(none)))
                        .verdict())
                .isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void asks_for_the_use_each_time() {
        assertThat(problems(anchors.validate(
                        leaf(credential), issuers(credential), KeyUse.TIME_STAMPING, AT, RevocationSource.none())))
                .containsExactly("CERT_KEY_USAGE@certificate");
    }

    @Test
    void needs_the_issuers_each_time() {
        assertThat(problems(anchors.validate(
                        leaf(credential), List.of(), KeyUse.DIGITAL_SIGNATURE, AT, RevocationSource.none())))
                .containsExactly("CERT_PATH");
    }

    @Test
    void lends_no_trust_to_other_anchors() {
        TrustAnchors others = Chains.trusting(root(KeyKind.SM2, "Another root"));
        Certificate met = leaf(credential);
        assertThat(judge(met, AT, RevocationSource.none()).verdict()).isEqualTo(Verdict.PASSED);

        assertThat(problems(others.validate(
                        met, issuers(credential), KeyUse.DIGITAL_SIGNATURE, AT, RevocationSource.none())))
                .containsExactly("CERT_PATH");
    }
}
