package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.END;
import static io.onevisit.core.crypto.Chains.START;
import static io.onevisit.core.crypto.Chains.leaf;
import static io.onevisit.core.crypto.Chains.problems;
import static io.onevisit.core.crypto.Chains.request;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Check;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.PlatformRefusedException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.RevocationStatus.Good;
import io.onevisit.core.crypto.RevocationStatus.Unknown;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.TimeStamper;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimeStampTokenTest {
    private static final byte[] MESSAGE = "signature value".getBytes(StandardCharsets.US_ASCII);

    private final CertificateAuthority root = root(KeyKind.SM2);
    private final Credential credential = root.subordinate("City").issue(request(Usage.TIME_STAMPING));
    private final TimeStampAuthority authority = authority(credential, KeyKind.SM2, AT);

    @ParameterizedTest
    @EnumSource
    void a_stamp_by_a_trusted_authority_gives_its_time(KeyKind kind) {
        CertificateAuthority root = root(kind);
        Credential credential = root.subordinate("City").issue(request(Usage.TIME_STAMPING));
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            TimeStampToken token = TimeStampToken.obtain(authority(credential, kind, AT), algorithm, MESSAGE);

            TimeStamp stamp = verify(TimeStampToken.parse(token.encoded().toArray()), trusting(root))
                    .orThrow();
            assertThat(stamp.time()).isEqualTo(AT);
            assertThat(stamp.accuracy()).isEqualTo(Duration.ofSeconds(1));
            assertThat(stamp.authority()).isEqualTo(leaf(credential));
        }
    }

    @Test
    void a_stamp_over_other_octets_fails() {
        TimeStampToken token = TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, MESSAGE);

        assertThat(problems(token.verify(new byte[] {1}, trusting(root), RevocationSource.none())))
                .containsExactly("TIME_STAMP_IMPRINT");
    }

    @Test
    void without_anchors_nothing_is_decided_and_with_others_it_fails() {
        TimeStampToken token = TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, MESSAGE);

        assertThat(verify(token, TrustAnchors.none()).verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(problems(verify(token, trusting(root(KeyKind.SM2, "Other")))))
                .containsExactly("CERT_PATH@time-stamping authority");
    }

    @Test
    void an_authority_that_had_not_begun_or_had_ended_stamps_nothing() {
        for (Instant time : List.of(START.minusSeconds(1), END.plusSeconds(1))) {
            TimeStampToken token =
                    TimeStampToken.obtain(authority(credential, KeyKind.SM2, time), SignatureAlgorithm.SM2, MESSAGE);

            assertThat(problems(verify(token, trusting(root))))
                    .contains("CERT_VALIDITY@time-stamping authority / certificate");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1, superseded, CERT_REVOCATION@time-stamping authority / certificate",
        "1, superseded, ''",
        "1, cessationOfOperation, ''",
        "1, affiliationChanged, ''",
        "1, keyCompromise, TIME_STAMP_KEY_LATER_COMPROMISED",
        "1, unspecified, TIME_STAMP_KEY_LATER_COMPROMISED"
    })
    void a_later_revocation_counts_by_its_reason_rfc3161_4(long seconds, String reason, String problem) {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(request(Usage.TIME_STAMPING));
        byte[] crl = root.crl(
                START,
                END,
                Map.of(),
                builder -> builder.addCRLEntry(
                        leaf(credential).serialNumber(), Date.from(AT.plusSeconds(seconds)), code(reason)));
        TimeStampToken token =
                TimeStampToken.obtain(authority(credential, KeyKind.SM2, AT), SignatureAlgorithm.SM2, MESSAGE);

        assertThat(problems(token.verify(MESSAGE, trusting(root), RevocationSource.ofCrls(List.of(crl)))))
                .isEqualTo(problem.isEmpty() ? List.of() : List.of(problem));
    }

    @Test
    void whether_the_key_was_revoked_later_is_not_decided_when_nobody_is_asked() {
        Report<TimeStamp> report =
                verify(TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, MESSAGE), trusting(root));

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(laterRevocation(report).note()).isTrue();
        assertThat(laterRevocation(report).verdict()).isEqualTo(Verdict.INDETERMINATE);
    }

    @Test
    void whether_the_key_was_revoked_later_is_not_decided_when_a_source_can_no_longer_tell() {
        AtomicInteger asked = new AtomicInteger();
        RevocationSource onceForEach =
                (certificate, issuer, at) -> asked.incrementAndGet() <= 2 ? new Good(at) : new Unknown("down");

        Report<TimeStamp> report = TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, MESSAGE)
                .verify(MESSAGE, trusting(root), onceForEach);

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(problems(report)).containsExactly("TIME_STAMP_KEY_LATER_COMPROMISED");
        assertThat(laterRevocation(report).actual()).isEqualTo("down");
    }

    @Test
    void a_token_changed_anywhere_says_the_same_or_nothing() {
        byte[] good = TimeStampToken.obtain(authority, SignatureAlgorithm.SM2, MESSAGE)
                .encoded()
                .toArray();
        TimeStamp said = verify(TimeStampToken.parse(good), trusting(root)).orThrow();
        int passed = 0;
        int step = 7;
        for (int i = 0; i < good.length; i += step) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            try {
                Report<TimeStamp> report = verify(TimeStampToken.parse(changed), trusting(root));
                report.subject().ifPresent(stamp -> assertThat(stamp).isEqualTo(said));
                passed += report.subject().isPresent() ? 1 : 0;
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        assertThat(passed).as("changes outside what is signed").isLessThan(good.length / step / 2);
    }

    @Test
    void the_answer_to_another_request_is_refused() {
        byte[][] first = new byte[1][];
        TimeStampAuthority replaying = request -> {
            first[0] = first[0] == null ? authority.answer(request) : first[0];
            return first[0];
        };
        TimeStampToken.obtain(replaying, SignatureAlgorithm.SM2, MESSAGE);

        assertThatThrownBy(() -> TimeStampToken.obtain(replaying, SignatureAlgorithm.SM2, MESSAGE))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("time stamp: answers another request");
    }

    @Test
    void an_authority_that_refuses_is_reported_with_its_code() {
        TimeStampAuthority refusing = request -> HexFormat.of().parseHex("30053003020102");

        assertThatThrownBy(() -> TimeStampToken.obtain(refusing, SignatureAlgorithm.SM2, MESSAGE))
                .isInstanceOfSatisfying(
                        PlatformRefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo("2"));
    }

    @Test
    void an_answer_without_a_token_or_of_another_form_is_refused() {
        for (String hex : List.of("", "00", "30053003020100", "3003020100")) {
            assertThatThrownBy(() -> TimeStampToken.obtain(
                            request -> HexFormat.of().parseHex(hex), SignatureAlgorithm.SM2, MESSAGE))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void openssl_verifies_our_authoritys_stamp_and_we_verify_openssls(@TempDir Path folder) throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        Instant early = Instant.parse("2000-01-01T00:00:00Z"); // openssl goes by the machine's clock
        Instant late = Instant.parse("2100-01-01T00:00:00Z");
        CertificateAuthority root = CertificateAuthority.root(KeyKind.P256, "Root", early, late);
        Credential credential = root.issue(new CertificateRequest("Stamper", early, late, Usage.TIME_STAMPING));
        openssl.write("root.pem", Chains.pem(root.certificate()));
        openssl.write("stamper.pem", credential.pem("secret".toCharArray()));
        openssl.write("message", MESSAGE);
        openssl.write("ts.cnf", """
                [tsa]
                default_tsa=stamper
                [stamper]
                serial=serial
                default_policy=1.2.3
                digests=sha256
                signer_digest=sha256
                ess_cert_id_chain=no
                """);

        TimeStampToken ours =
                TimeStampToken.obtain(authority(credential, KeyKind.P256, AT), SignatureAlgorithm.ES256, MESSAGE);
        openssl.write("ours", ours.encoded().toArray());
        assertThat(openssl.run("ts", "-verify", "-data", "message", "-in", "ours", "-token_in", "-CAfile", "root.pem"))
                .contains("Verification: OK");

        openssl.run("ts", "-query", "-data", "message", "-sha256", "-cert", "-out", "query");
        openssl.run(
                "ts",
                "-reply",
                "-config",
                "ts.cnf",
                "-queryfile",
                "query",
                "-signer",
                "stamper.pem",
                "-inkey",
                "stamper.pem",
                "-passin",
                "pass:secret",
                "-token_out",
                "-out",
                "theirs");
        assertThat(verify(TimeStampToken.parse(openssl.read("theirs")), trusting(root))
                        .verdict())
                .isEqualTo(Verdict.PASSED);
    }

    private static Check laterRevocation(Report<TimeStamp> report) {
        return report.checks().stream()
                .filter(check -> check.code().equals("TIME_STAMP_KEY_LATER_COMPROMISED"))
                .findFirst()
                .orElseThrow();
    }

    private static Report<TimeStamp> verify(TimeStampToken token, TrustAnchors anchors) {
        return token.verify(MESSAGE, anchors, RevocationSource.none());
    }

    private static TimeStampAuthority authority(Credential credential, KeyKind kind, Instant time) {
        TimeStamper stamper = new TimeStamper(credential, kind, Clock.fixed(time, ZoneOffset.UTC));
        return request -> {
            try {
                return stamper.answer(request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static int code(String reason) {
        return switch (reason) {
            case "superseded" -> CRLReason.superseded;
            case "cessationOfOperation" -> CRLReason.cessationOfOperation;
            case "affiliationChanged" -> CRLReason.affiliationChanged;
            case "keyCompromise" -> CRLReason.keyCompromise;
            default -> CRLReason.unspecified;
        };
    }
}
