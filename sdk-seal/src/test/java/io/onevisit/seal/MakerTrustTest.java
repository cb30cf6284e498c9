package io.onevisit.seal;

import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may make seals, told from who may sign with them: S4. */
class MakerTrustTest {
    private static final byte[] DATA = SealOffice.utf8("准予许可").toArray();
    private static final SealOffice OFFICE = new SealOffice();
    private static final SigningKey SHOP = OFFICE.issue("Any shop");
    private static final SealVerifier TOLD_APART =
            OFFICE.verifier().withMakerAnchors(TrustAnchors.of(List.of(certificate(OFFICE.maker()))));

    @ParameterizedTest
    @EnumSource(
            value = SealVersion.class,
            names = {"V1", "V4", "V5"})
    void a_seal_that_an_ordinary_holder_makes_in_the_offices_name_fails(SealVersion version) {
        Seal forged = forged(version);
        byte[] signature = new SealSigner(OFFICE.verifier())
                .sign(forged, SHOP, DATA, "a")
                .encoded()
                .toArray();

        assertThat(TOLD_APART.verify(forged.encoded().toArray()).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(TOLD_APART.verify(signature, DATA).problems())
                .extracting(Check::where)
                .containsOnly("seal / maker certificate");
        assertThat(problems(TOLD_APART.verify(signature, DATA))).contains("CERT_PATH");
    }

    @Test
    void the_makers_own_seal_passes_without_the_note() {
        Report<Seal> report = TOLD_APART.verify(OFFICE.seal().encoded().toArray());

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.checks()).noneMatch(check -> check.code().equals("SEAL_MAKER_TRUST"));
    }

    @Test
    void signers_are_still_trusted_by_the_anchors_and_not_by_those_of_makers() {
        Seal seal = OFFICE.seal();

        assertThat(new SealSigner(TOLD_APART)
                        .sign(seal, OFFICE.signer(), DATA, "a")
                        .seal())
                .isEqualTo(seal);
        SealVerifier onlyMakers =
                SealOffice.verifier(TrustAnchors.none(), SealOffice.NOW).withMakerAnchors(OFFICE.anchors());
        assertThatThrownBy(() -> new SealSigner(onlyMakers).sign(seal, OFFICE.signer(), DATA, "a"))
                .isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void nobody_makes_seals_whom_the_policy_does_not_name() {
        assertThatThrownBy(() -> new SealMaker("OneVisit", SHOP, TOLD_APART).make(OFFICE.request()))
                .isInstanceOf(VerificationFailedException.class);
        assertThat(new SealMaker("OneVisit", OFFICE.maker(), TOLD_APART)
                        .make(OFFICE.request())
                        .maker())
                .isEqualTo(certificate(OFFICE.maker()));
    }

    @Test
    void without_such_trust_every_report_says_so() {
        SealVerifier verifier = OFFICE.verifier();
        Seal seal = OFFICE.seal();
        byte[] signature = new SealSigner(verifier)
                .sign(seal, OFFICE.signer(), DATA, "a")
                .encoded()
                .toArray();

        for (Report<?> report : List.of(verifier.verify(seal.encoded().toArray()), verifier.verify(signature, DATA))) {
            assertThat(report.checks())
                    .filteredOn(check -> check.code().equals("SEAL_MAKER_TRUST"))
                    .singleElement()
                    .matches(check -> check.note() && check.verdict() == Verdict.INDETERMINATE);
        }
    }

    @Test
    void trust_in_makers_stays_when_time_stamps_are_trusted_otherwise() {
        SealVerifier both = TOLD_APART.withTimeStampAnchors(OFFICE.anchors());

        assertThat(both.verify(forged(SealVersion.V4).encoded().toArray()).verdict())
                .isEqualTo(Verdict.FAILED);
    }

    private static Seal forged(SealVersion version) {
        SealRequest request = OFFICE.request(SignerList.ofCertificates(List.of(certificate(SHOP))));
        return new SealMaker("X", SHOP, OFFICE.verifier()).make(request.withVersion(version));
    }
}
