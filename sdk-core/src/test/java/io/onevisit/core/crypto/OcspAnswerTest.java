package io.onevisit.core.crypto;

import static io.onevisit.core.crypto.Chains.AT;
import static io.onevisit.core.crypto.Chains.END;
import static io.onevisit.core.crypto.Chains.START;
import static io.onevisit.core.crypto.Chains.certificate;
import static io.onevisit.core.crypto.Chains.issuers;
import static io.onevisit.core.crypto.Chains.leaf;
import static io.onevisit.core.crypto.Chains.problems;
import static io.onevisit.core.crypto.Chains.request;
import static io.onevisit.core.crypto.Chains.root;
import static io.onevisit.core.crypto.Chains.signer;
import static io.onevisit.core.crypto.Chains.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.crypto.RevocationStatus.Good;
import io.onevisit.core.crypto.RevocationStatus.Revoked;
import io.onevisit.core.crypto.RevocationStatus.Unknown;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OcspAnswerTest {
    private static final Instant LAST_UPDATE = AT.minus(Duration.ofHours(1));
    private static final Instant NEXT_UPDATE = AT.plus(Duration.ofHours(1));
    private static final CertificateStatus GOOD = CertificateStatus.GOOD;

    @ParameterizedTest
    @EnumSource
    void the_issuers_own_answer_counts(KeyKind kind) {
        CertificateAuthority root = root(kind);
        Credential credential = root.issue(signer());
        RevokedStatus revoked = new RevokedStatus(Date.from(START), CRLReason.keyCompromise);

        assertThat(statusOf(credential, answer(root, credential, GOOD))).isEqualTo(new Good(LAST_UPDATE));
        assertThat(statusOf(credential, answer(root, credential, revoked)))
                .isEqualTo(new Revoked(START, RevocationReason.KEY_COMPROMISE));
        assertThat(statusOf(credential, answer(root, credential, new UnknownStatus())))
                .isEqualTo(new Unknown("the responder does not know the certificate"));
    }

    @Test
    void revocation_before_and_after_the_moment_of_use_are_told_apart() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        byte[] response = answer(root, credential, new RevokedStatus(Date.from(AT)));

        assertThat(pathProblems(root, credential, AT, response)).containsExactly("CERT_REVOCATION@certificate");
        assertThat(pathProblems(root, credential, AT.minusSeconds(1), response)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_answer_of_a_responder_certified_by_the_issuer_counts_rfc6960_4_2_2_2(KeyKind kind) {
        CertificateAuthority root = root(kind);
        Credential credential = root.issue(signer());
        Credential responder = root.issue(request(Usage.OCSP_SIGNING));

        assertThat(statusOf(credential, answer(root, credential, responder))).isInstanceOf(Good.class);
    }

    @Test
    void the_answer_of_anybody_else_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        CertificateAuthority city = root.subordinate("City");
        Credential credential = city.issue(signer());
        CertificateRequest ended =
                new CertificateRequest("Responder", START, LAST_UPDATE.minusSeconds(1), Usage.OCSP_SIGNING);

        for (Credential responder : List.of(
                root(KeyKind.SM2, "City").issue(request(Usage.OCSP_SIGNING)),
                root.issue(request(Usage.OCSP_SIGNING)),
                city.issue(signer()),
                city.issue(request(Usage.TIME_STAMPING)),
                city.issue(ended),
                city.issue(signer(), OcspAnswerTest::exempt),
                city.issue(request(Usage.TIME_STAMPING), OcspAnswerTest::exempt),
                city.issue(
                        request(Usage.OCSP_SIGNING),
                        builder -> builder.addExtension(
                                new ASN1ObjectIdentifier("1.2.156.99999.1"), true, DERNull.INSTANCE)),
                city.issue(
                        request(Usage.OCSP_SIGNING),
                        builder -> builder.removeExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)))) {
            assertThat(statusOf(credential, answer(city, credential, responder)))
                    .isEqualTo(new Unknown("the OCSP answer is not signed by anyone authorised"));
        }
    }

    @Test
    void an_answer_by_an_authority_of_the_same_name_or_about_another_certificate_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        Unknown none = new Unknown("no statement of the issuer is at hand");

        assertThat(statusOf(credential, answer(root(KeyKind.SM2), credential, GOOD)))
                .isEqualTo(none);
        assertThat(statusOf(credential, answer(root, root.issue(signer()), GOOD)))
                .isEqualTo(none);
    }

    @Test
    void an_answer_with_a_critical_extension_not_understood_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        Extensions critical =
                new Extensions(new Extension(new ASN1ObjectIdentifier("1.2.156.99999.1"), true, new byte[] {5, 0}));
        Extensions harmless =
                new Extensions(new Extension(new ASN1ObjectIdentifier("1.2.156.99999.1"), false, new byte[] {5, 0}));

        assertThat(statusOf(
                        credential,
                        root.ocsp(
                                serial(credential),
                                GOOD,
                                LAST_UPDATE,
                                NEXT_UPDATE,
                                builder -> builder.setResponseExtensions(critical))))
                .isEqualTo(new Unknown("the OCSP answer has a critical extension that is not understood"));
        assertThat(statusOf(
                        credential,
                        root.ocsp(
                                serial(credential),
                                GOOD,
                                LAST_UPDATE,
                                NEXT_UPDATE,
                                builder -> builder.setResponseExtensions(harmless))))
                .isInstanceOf(Good.class);
    }

    @Test
    void a_stale_answer_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        byte[] stale = root.ocsp(serial(credential), GOOD, LAST_UPDATE, AT.minusSeconds(1));
        byte[] afterEnd = root.ocsp(serial(credential), GOOD, END.plusSeconds(1), END.plusSeconds(2));

        assertThat(statusOf(credential, stale)).isInstanceOf(Unknown.class);
        assertThat(statusOf(credential, afterEnd)).isInstanceOf(Unknown.class);
    }

    @Test
    void a_responder_whose_certificate_has_ended_does_not_speak_for_later_moments() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        Instant ended = START.plus(Duration.ofDays(7));
        Credential responder = root.issue(new CertificateRequest("Responder", START, ended, Usage.OCSP_SIGNING));
        byte[] backdated = root.ocsp(serial(credential), GOOD, START, NEXT_UPDATE, responder);

        assertThat(statusAt(ended, credential, backdated)).isEqualTo(new Good(START));
        assertThat(statusAt(ended.plusSeconds(1), credential, backdated))
                .isEqualTo(new Unknown("the revocation list or answer is stale"));
        assertThat(statusOf(credential, backdated)).isInstanceOf(Unknown.class);
    }

    @Test
    void an_answer_dated_after_its_response_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        CertificateID about = certificateId(root, serial(credential));

        assertThat(statusOf(
                        credential,
                        root.ocsp(
                                BigInteger.TEN,
                                GOOD,
                                START,
                                NEXT_UPDATE,
                                builder -> builder.addResponse(
                                        about, GOOD, Date.from(START.plusSeconds(1)), Date.from(NEXT_UPDATE)))))
                .isEqualTo(new Unknown("the OCSP answer is dated after the response that holds it"));
    }

    @Test
    void a_response_of_256_answers_is_read_and_one_of_more_refused() {
        CertificateAuthority root = root(KeyKind.P256);
        Credential credential = root.issue(signer());

        assertThat(statusOf(credential, answers(root, credential, 256))).isInstanceOf(Good.class);
        byte[] tooMany = answers(root, credential, 257);
        assertThatThrownBy(() -> OcspResponse.parse(tooMany))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("OCSP response: must hold at most 256 answers");
    }

    @Test
    void a_response_of_16_certificates_is_read_and_one_of_more_refused() {
        CertificateAuthority root = root(KeyKind.P256);
        Credential credential = root.issue(signer());
        Credential responder = root.issue(request(Usage.OCSP_SIGNING));
        byte[] response = answer(root, credential, responder);

        assertThat(statusOf(credential, withCertificates(response, Collections.nCopies(16, responder.certificate()))))
                .isInstanceOf(Good.class);
        byte[] tooMany = withCertificates(response, Collections.nCopies(17, responder.certificate()));
        assertThatThrownBy(() -> OcspResponse.parse(tooMany))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("OCSP response: must hold at most 16 certificates");
    }

    @Test
    void of_two_certificates_of_a_responder_the_one_that_lasts_longer_counts() {
        CertificateAuthority root = root(KeyKind.P256);
        Credential credential = root.issue(signer());
        Credential responder = root.issue(request(Usage.OCSP_SIGNING));
        byte[] key = leaf(responder).key().toSubjectPublicKeyInfo().toArray();
        byte[] shorter =
                root.certify(new CertificateRequest("Responder", START, AT.minusSeconds(1), Usage.OCSP_SIGNING), key);
        byte[] response = answer(root, credential, responder);

        assertThat(statusOf(credential, withCertificates(response, List.of(shorter))))
                .isInstanceOf(Unknown.class);
        assertThat(statusOf(credential, withCertificates(response, List.of(shorter, responder.certificate()))))
                .isInstanceOf(Good.class);
    }

    @Test
    void an_answer_changed_after_signing_tells_nothing() {
        CertificateAuthority root = root(KeyKind.SM2);
        Credential credential = root.issue(signer());
        byte[] changed = answer(root, credential, GOOD);
        changed[changed.length - 1] ^= 1;

        assertThat(statusOf(credential, changed))
                .isEqualTo(new Unknown("the OCSP answer is not signed by anyone authorised"));
    }

    @Test
    void refuses_what_is_no_answer() throws Exception {
        byte[] error =
                new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
        byte[] crl = root(KeyKind.P256).crl(LAST_UPDATE, NEXT_UPDATE, Map.of());

        assertThatThrownBy(() -> RevocationSource.ofOcspResponses(List.of(error)))
                .hasMessage("OCSP response: reports an error");
        assertThatThrownBy(() -> RevocationSource.ofOcspResponses(List.of(crl)))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void reads_what_openssl_answers(@TempDir Path folder) throws Exception {
        OpenSsl openssl = OpenSsl.in(folder);
        Instant early = Instant.parse("2000-01-01T00:00:00Z"); // openssl goes by the machine's clock
        Instant late = Instant.parse("2100-01-01T00:00:00Z");
        CertificateAuthority root = CertificateAuthority.root(KeyKind.P256, "Root", early, late);
        Credential responder = root.issue(new CertificateRequest("Responder", early, late, Usage.OCSP_SIGNING));
        Credential good = root.issue(new CertificateRequest("Good", early, late, Usage.DIGITAL_SIGNATURE));
        Credential revoked = root.issue(new CertificateRequest("Revoked", early, late, Usage.DIGITAL_SIGNATURE));
        openssl.write("root.pem", Chains.pem(root.certificate()));
        openssl.write("responder.pem", responder.pem("secret".toCharArray()));
        openssl.write(
                "index",
                "V\t491231000000Z\t\t" + hex(good) + "\tunknown\t/CN=good\n"
                        + "R\t491231000000Z\t260301000000Z,superseded\t" + hex(revoked) + "\tunknown\t/CN=revoked\n");
        for (Credential credential : List.of(good, revoked)) {
            openssl.write("leaf.pem", Chains.pem(credential.certificate()));
            openssl.run("ocsp", "-issuer", "root.pem", "-cert", "leaf.pem", "-reqout", "request", "-no_nonce");
            openssl.run(
                    "ocsp",
                    "-index",
                    "index",
                    "-CA",
                    "root.pem",
                    "-rsigner",
                    "responder.pem",
                    "-passin",
                    "pass:secret",
                    "-reqin",
                    "request",
                    "-respout",
                    "response-" + (credential == good),
                    "-ndays",
                    "3650");
        }

        RevocationSource source = RevocationSource.ofOcspResponses(
                List.of(openssl.read("response-true"), openssl.read("response-false")));
        assertThat(source.statusOf(leaf(good), certificate(root), AT)).isInstanceOf(Good.class);
        assertThat(source.statusOf(leaf(revoked), certificate(root), AT))
                .isEqualTo(new Revoked(Instant.parse("2026-03-01T00:00:00Z"), RevocationReason.SUPERSEDED));
    }

    private static void exempt(X509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
    }

    private static RevocationStatus statusOf(Credential credential, byte[] response) {
        return statusAt(AT, credential, response);
    }

    private static RevocationStatus statusAt(Instant at, Credential credential, byte[] response) {
        return RevocationSource.ofOcspResponses(List.of(response))
                .statusOf(leaf(credential), issuers(credential).get(0), at);
    }

    /** A response with answers about other certificates too. */
    private static byte[] answers(CertificateAuthority root, Credential about, int count) {
        return root.ocsp(serial(about), GOOD, LAST_UPDATE, NEXT_UPDATE, builder -> {
            for (int i = 1; i < count; i++) {
                CertificateID other = certificateId(root, BigInteger.valueOf(i));
                builder.addResponse(other, GOOD, Date.from(LAST_UPDATE), Date.from(NEXT_UPDATE));
            }
        });
    }

    private static CertificateID certificateId(CertificateAuthority issuer, BigInteger serial) {
        try {
            DigestCalculator sha1 = new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1);
            return new CertificateID(sha1, certificate(issuer).holder(), serial);
        } catch (OperatorCreationException | OCSPException e) {
            throw new IllegalStateException("Bouncy Castle has SHA-1", e);
        }
    }

    /** The same response with other certificates enclosed; they are not signed. */
    static byte[] withCertificates(byte[] response, List<byte[]> certificates) {
        BasicOCSPResponse basic = BasicOCSPResponse.getInstance(OCSPResponse.getInstance(response)
                .getResponseBytes()
                .getResponse()
                .getOctets());
        ASN1Encodable[] enclosed = certificates.stream()
                .map(org.bouncycastle.asn1.x509.Certificate::getInstance)
                .toArray(ASN1Encodable[]::new);
        BasicOCSPResponse other = new BasicOCSPResponse(
                basic.getTbsResponseData(),
                basic.getSignatureAlgorithm(),
                basic.getSignature(),
                new DERSequence(enclosed));
        try {
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, new BasicOCSPResp(other))
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OCSPException e) {
            throw new IllegalStateException("a basic response can be wrapped", e);
        }
    }

    private static List<String> pathProblems(
            CertificateAuthority root, Credential credential, Instant at, byte[] response) {
        return problems(trusting(root)
                .validate(
                        leaf(credential),
                        List.of(),
                        KeyUse.DIGITAL_SIGNATURE,
                        at,
                        RevocationSource.ofOcspResponses(List.of(response))));
    }

    private static byte[] answer(CertificateAuthority authority, Credential about, CertificateStatus status) {
        return authority.ocsp(serial(about), status, LAST_UPDATE, NEXT_UPDATE);
    }

    private static byte[] answer(CertificateAuthority authority, Credential about, Credential responder) {
        return authority.ocsp(serial(about), GOOD, LAST_UPDATE, NEXT_UPDATE, responder);
    }

    private static BigInteger serial(Credential credential) {
        return leaf(credential).serialNumber();
    }

    private static String hex(Credential credential) {
        String hex = serial(credential).toString(16).toUpperCase(Locale.ROOT);
        return hex.length() % 2 == 0 ? hex : "0" + hex;
    }
}
