package io.onevisit.licence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.internal.jose.Jwk;
import io.onevisit.core.internal.json.StrictJson;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicence.HolderCodes;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How old the entry of an issuer on the trust list may be. */
class TrustAgeTest {
    private static final Bureau BUREAU = new Bureau(SignatureAlgorithm.ES256);
    private static final String TOKEN = BUREAU.issue().token();
    private static final Limits A_MONTH = Limits.DEFAULT.withTrustAge(Duration.ofDays(30));
    private static final Instant A_MONTH_AGO = Bureau.NOW.minus(Duration.ofDays(30));

    @Test
    void without_a_limit_the_age_is_stated_and_does_not_weigh() {
        Report<Licence> report = verify(TOKEN, Bureau.NOW.minus(Duration.ofDays(4000)), Limits.DEFAULT);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(age(report).note()).isTrue();
        assertThat(age(report).actual()).contains("PT96000H");
        assertThat(verify(TOKEN, null, Limits.DEFAULT).checks())
                .extracting(Check::code)
                .doesNotContain("LICENCE_TRUST_AGE");
    }

    @Test
    void a_young_entry_passes_and_its_age_is_stated() {
        Report<Licence> report = verify(TOKEN, A_MONTH_AGO, A_MONTH);

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(age(report).note()).isFalse();
        assertThat(age(report).actual()).contains("PT720H");
        assertThat(verify(TOKEN, Bureau.NOW.plusSeconds(60), A_MONTH).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void stale_trust_trust_from_the_future_and_trust_without_a_date_decide_nothing() {
        for (Instant issued : new @Nullable Instant[] {A_MONTH_AGO.minusSeconds(1), Bureau.NOW.plusSeconds(61), null}) {
            Report<Licence> report = verify(TOKEN, issued, A_MONTH);

            assertThat(report).hasToString("INDETERMINATE [INDETERMINATE LICENCE_TRUST_AGE]");
            assertThat(report.subject()).isEmpty();
        }
    }

    @Test
    void stale_trust_hides_no_revocation() {
        Bureau bureau = new Bureau(SignatureAlgorithm.ES256);
        IssuedLicence issued = bureau.issue();
        bureau.change(issued.id(), LicenceStatus.REVOKED);
        LicenceVerifier verifier = new LicenceVerifier(
                trusted(bureau, A_MONTH_AGO.minusSeconds(1)), bureau.published(), Bureau.CLOCK, A_MONTH);

        assertThat(verifier.verify(issued.token()))
                .hasToString("FAILED [FAILED LICENCE_STATUS, INDETERMINATE LICENCE_TRUST_AGE]");
    }

    @Test
    void stale_trust_decides_nothing_on_paper_either() {
        Licence licence = BUREAU.verifier().verify(TOKEN).orThrow();
        String text =
                Bureau.paperWriter(BUREAU.key).write(PaperLicence.of(licence, List.of("KZ_MJ"), HolderCodes.MASKED));

        assertThat(paper(A_MONTH_AGO).verify(text).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(paper(A_MONTH_AGO.minusSeconds(1)).verify(text))
                .hasToString("INDETERMINATE [INDETERMINATE LICENCE_TRUST_AGE]");
    }

    @Test
    void an_entry_may_say_when_it_was_issued() {
        assertThat(TrustedIssuer.read(entry("\"2026-11-20T00:00:00Z\"")).issued())
                .isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
        assertThat(TrustedIssuer.read(entry(null)).issued()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "\"\"",
                "\"2026-11-20\"",
                "\"2026-11-20T00:00:00\"",
                "\"2026-11-20T08:00:00+08:00\"",
                "\"2026-02-30T00:00:00Z\"",
                "[]"
            })
    void refuses_an_entry_with_another_date(String issued) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> TrustedIssuer.read(entry(issued)));
    }

    @Test
    void refuses_a_limit_that_is_none() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Limits.DEFAULT.withTrustAge(Duration.ZERO));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> Limits.DEFAULT.withTrustAge(Duration.ofDays(-1)));
    }

    private static byte[] entry(@Nullable String issued) {
        ObjectNode entry = StrictJson.object().put("code", Bureau.CODE);
        entry.putArray("licenceTypes").add(Bureau.TYPE);
        entry.putArray("keys").add(Jwk.write(BUREAU.key.verificationKey()).put("kid", "k"));
        String text = entry.toString();
        return (issued == null ? text : text.replaceFirst("\\{", "{\"issued\":" + issued + ",")).getBytes(UTF_8);
    }

    private static Report<Licence> verify(String token, @Nullable Instant issued, Limits limits) {
        return new LicenceVerifier(trusted(BUREAU, issued), BUREAU.published(), Bureau.CLOCK, limits).verify(token);
    }

    private static PaperLicenceVerifier paper(Instant issued) {
        return new PaperLicenceVerifier(trusted(BUREAU, issued), BUREAU.published(), Bureau.CLOCK, A_MONTH);
    }

    private static TrustedIssuers trusted(Bureau bureau, @Nullable Instant issued) {
        return new TrustedIssuers(List.of(new TrustedIssuer(
                Bureau.CODE, Map.of("bureau-1", bureau.key.verificationKey()), Set.of(Bureau.TYPE), issued)));
    }

    private static Check age(Report<?> report) {
        return report.checks().stream()
                .filter(check -> check.code().equals("LICENCE_TRUST_AGE"))
                .findFirst()
                .orElseThrow();
    }
}
