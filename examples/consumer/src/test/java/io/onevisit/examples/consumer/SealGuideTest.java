package io.onevisit.examples.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TimeStampAuthority;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.TimeStamper;
import io.onevisit.examples.authority.Usage;
import io.onevisit.examples.sandbox.Sandbox;
import io.onevisit.seal.Evidence;
import io.onevisit.seal.EvidenceRecording;
import io.onevisit.seal.PlainSignature;
import io.onevisit.seal.PreparedSignature;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealMaker;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.SealProfile;
import io.onevisit.seal.SealRequest;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.SealVersion;
import io.onevisit.seal.SignerList;
import io.onevisit.seal.ofd.OfdCoverage;
import io.onevisit.seal.ofd.OfdDocument;
import io.onevisit.seal.ofd.OfdDraft;
import io.onevisit.seal.ofd.OfdPage;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdVerifier;
import io.onevisit.seal.ofd.OfdWriter;
import io.onevisit.seal.ofd.PreparedDocument;
import io.onevisit.seal.ofd.StampPlace;
import io.onevisit.seal.picture.SealDrawing;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;

/** The code of the guide to sdk-seal. */
class SealGuideTest {
    private static final Clock CLOCK = GuideSandbox.CLOCK;
    private static final Instant FROM = GuideSandbox.NOW.minus(Duration.ofDays(10));
    private static final Instant UNTIL = GuideSandbox.NOW.plus(Duration.ofDays(365));

    private final CertificateAuthority root = CertificateAuthority.root(KeyKind.SM2, "root", FROM, UNTIL);
    private final SigningKey makerKey = key("seal maker");
    private final SigningKey signerKey = key("signer");
    private final Printed printed = new Printed();

    private SigningKey key(String name) {
        char[] password = "a password".toCharArray();
        byte[] file = root.issue(new CertificateRequest(name, FROM, UNTIL, Usage.DIGITAL_SIGNATURE))
                .pkcs12(password);
        return SigningKey.fromPkcs12(file, password, name.replace(' ', '-'));
    }

    private SealVerifier verifier() {
        List<Certificate> roots = List.of(Certificate.parse(root.certificate()));
        List<Certificate> makers = makerKey.certificates().subList(0, 1);
        List<Certificate> intermediates = List.of();
        List<byte[]> crls = List.of(root.crl(FROM, UNTIL, Map.of()));
        Clock clock = CLOCK;
        // snippet: seal-verifier
        SealVerifier verifier = new SealVerifier(
                        TrustAnchors.of(roots), intermediates, RevocationSource.ofCrls(crls), clock)
                .withMakerAnchors(TrustAnchors.of(makers));
        // end of snippet
        return verifier;
    }

    private Seal seal(SealVerifier verifier) throws IOException {
        Bytes png = picture();
        // snippet: make-seal
        Certificate signer = signerKey.certificates().get(0);
        SealRequest request = new SealRequest(
                "33010600000002",
                1,
                "示例市政务服务局",
                SealPicture.png(png, 40, 40), // 40 by 40 millimetres on paper
                signer.notBefore(),
                signer.notAfter(),
                SignerList.ofCertificates(List.of(signer)));
        Seal seal = new SealMaker("EXAMPLE", makerKey, verifier).make(request);
        byte[] file = seal.encoded().toArray();
        // end of snippet
        assertThat(verifier.verify(file).orThrow()).isEqualTo(seal);
        return seal;
    }

    private static Bytes picture() throws IOException {
        try (InputStream png = Sandbox.class.getResourceAsStream("seal.png")) {
            assertThat(png).isNotNull();
            return Bytes.of(png.readAllBytes());
        }
    }

    @Test
    void a_seal_signs_data() throws IOException {
        SealVerifier verifier = verifier();
        Seal seal = seal(verifier);
        byte[] data = "notice".getBytes(StandardCharsets.UTF_8);
        var out = printed.out;
        // snippet: sign-data
        SealSignature signature = new SealSigner(verifier).sign(seal, signerKey, data, "notice.txt");
        byte[] kept = signature.encoded().toArray();

        Report<SealSignature> report = verifier.verify(kept, data);
        for (Check check : report.problems()) {
            out.println(check.where() + " " + check.code() + " " + check.rule().zh());
        }
        report.subject().ifPresent(found -> out.println(found.seal().name() + ", " + found.signedAt()));
        // end of snippet

        assertThat(printed).hasToString("示例市政务服务局, 2026-11-21T02:00:00Z\n");
        assertThat(verifier.verify(kept, "another".getBytes(StandardCharsets.UTF_8))
                        .toString())
                .isEqualTo("FAILED [FAILED SEAL_DATA_HASH]");
    }

    @Test
    void a_device_signs_in_between() throws IOException {
        SealVerifier verifier = verifier();
        Seal seal = seal(verifier);
        byte[] data = "notice".getBytes(StandardCharsets.UTF_8);
        SigningKey device = signerKey;
        // snippet: two-step
        Certificate signer = signerKey.certificates().get(0);
        PreparedSignature prepared = new SealSigner(verifier).prepare(seal, signer, data, "notice.txt");
        byte[] stored = prepared.encoded().toArray(); // the device answers later, perhaps to another process
        byte[] value = device.sign(prepared.toBeSigned().toArray()); // or prepared.digest(), for one that takes digests

        SealSignature signature = new SealSigner(verifier).resume(stored, data).complete(value);
        // end of snippet

        assertThat(verifier.verify(signature.encoded().toArray(), data).orThrow())
                .isEqualTo(signature);
    }

    @Test
    void time_stamps_are_put_on_and_evidence_is_kept() throws IOException {
        SealVerifier verifier = verifier();
        TimeStampAuthority authority = this::stamp;
        byte[] data = "notice".getBytes(StandardCharsets.UTF_8);
        byte[] signature = stamped(verifier, authority, data).encoded().toArray();
        // snippet: keep-evidence
        EvidenceRecording recording = new EvidenceRecording(verifier);
        Report<SealSignature> then = recording.verifier().verify(signature, data);
        byte[] evidence = recording.evidence(authority).encoded().toArray();
        // end of snippet
        assertThat(then.verdict()).isEqualTo(Verdict.PASSED);
        replay(evidence, signature, data, then);
    }

    private SealSignature stamped(SealVerifier verifier, TimeStampAuthority authority, byte[] data) throws IOException {
        SealRequest request = new SealRequest(
                "33010600000003",
                1,
                "示例市政务服务局",
                SealPicture.png(picture(), 40, 40),
                FROM,
                UNTIL,
                SignerList.ofCertificates(signerKey.certificates().subList(0, 1)));
        // snippet: time-stamps
        SealMaker maker = new SealMaker("EXAMPLE", makerKey, verifier).withTimeStamps(authority);
        Seal seal = maker.make(request.withVersion(SealVersion.V5));
        SealSigner signer = new SealSigner(verifier).withTimeStamps(authority);
        SealSignature signature = signer.sign(seal, signerKey, data, "notice.txt");
        // end of snippet
        return signature;
    }

    private void replay(byte[] evidence, byte[] signature, byte[] data, Report<SealSignature> then) {
        SealVerifier verifier = verifier();
        // snippet: replay-evidence
        SealVerifier asThen = Evidence.read(evidence).replay(verifier).orThrow();
        Report<SealSignature> again = asThen.verify(signature, data);
        // end of snippet
        assertThat(again.checks()).isEqualTo(then.checks());
    }

    @Test
    void a_profile_lets_known_deviations_pass_with_a_note() throws IOException {
        List<Certificate> roots = List.of(Certificate.parse(root.certificate()));
        List<Certificate> intermediates = List.of();
        List<Certificate> makers = makerKey.certificates().subList(0, 1);
        RevocationSource revocation = RevocationSource.none();
        Clock clock = CLOCK;
        byte[] data = "notice".getBytes(StandardCharsets.UTF_8);
        byte[] signature = withAlias(new SealSigner(verifier())
                .sign(seal(verifier()), signerKey, data, "notice.txt")
                .encoded());
        var out = printed.out;
        // snippet: field-profile
        SealVerifier field = new SealVerifier(
                        TrustAnchors.of(roots), intermediates, revocation, clock, SealProfile.field())
                .withMakerAnchors(TrustAnchors.of(makers));
        Report<SealSignature> report = field.verify(signature, data);
        for (Check check : report.checks()) {
            if (check.note() && check.verdict() == Verdict.FAILED) {
                out.println("let pass: " + check.code() + " " + check.rule().zh());
            }
        }
        // end of snippet

        assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(printed.toString()).startsWith("let pass: SEAL_ALGORITHM_ALIAS ");
        assertThat(verifier().verify(signature, data).verdict()).isEqualTo(Verdict.FAILED);
    }

    /** The signature with the other identifier that some software writes for SM2-with-SM3. */
    private static byte[] withAlias(Bytes signature) throws IOException {
        ASN1Encodable[] fields = ASN1Sequence.getInstance(signature.toArray()).toArray();
        fields[2] = new ASN1ObjectIdentifier("1.2.156.10197.501");
        return new DERSequence(fields).getEncoded("DER");
    }

    private byte[] stamp(byte[] request) {
        CertificateRequest certificate = new CertificateRequest("time stamps", FROM, UNTIL, Usage.TIME_STAMPING);
        try {
            return new TimeStamper(root.issue(certificate), KeyKind.SM2, CLOCK).answer(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_document_is_written_sealed_and_verified() throws IOException {
        SealVerifier verifier = verifier();
        Seal seal = seal(verifier);
        var out = printed.out;
        // snippet: seal-ofd
        OfdPage page = OfdPage.a4(List.of(
                new OfdPage.Text(20, 30, "黑体", 8, "准予行政许可决定书"),
                new OfdPage.Line(20, 42, 190, 42, 0.3),
                new OfdPage.Text(20, 50, "宋体", 4, "经审查，你单位的申请符合法定条件。")));
        OfdDraft draft =
                new OfdDraft("准予行政许可决定书", "示例市政务服务局", LocalDate.of(2026, 11, 21), Map.of(), List.of(page), List.of());

        OfdSigner signer = new OfdSigner(verifier);
        Bytes sealed =
                signer.sign(OfdWriter.write(draft), seal, signerKey, List.of(new StampPlace.OnPage(1, 130, 220)));
        // end of snippet
        byte[] file = sealed.toArray();
        // snippet: verify-ofd
        Report<OfdDocument> report = new OfdVerifier(verifier).verify(file);
        OfdDocument document = report.orThrow(); // VerificationFailedException carries the report
        out.println(document.title() + ", " + document.pageCount() + " page");
        document.signatures().forEach(signature -> out.println(signature.seal().name()));
        // end of snippet

        assertThat(printed).hasToString("准予行政许可决定书, 1 page\n示例市政务服务局\n");
        // snippet: ofd-coverage
        OfdCoverage coverage = OfdDocument.readWithoutVerification(file).coverage();
        coverage.protectedFiles().forEach((signature, files) -> out.println(signature + " " + files.size()));
        out.println("unprotected: " + coverage.unprotected());
        out.println("of these shown or carried: " + coverage.exposed());
        // end of snippet

        assertThat(printed).hasToString("""
                准予行政许可决定书, 1 page
                示例市政务服务局
                Doc_0/Signs/Sign_0/Signature.xml 4
                unprotected: []
                of these shown or carried: []
                """);
    }

    @Test
    void a_document_is_sealed_on_several_pages_over_their_edges_and_in_two_steps() throws IOException {
        SealVerifier verifier = verifier();
        Seal seal = seal(verifier);
        OfdSigner signer = new OfdSigner(verifier);
        OfdPage page = OfdPage.a4(List.of(new OfdPage.Text(20, 30, "宋体", 4, "正文")));
        Bytes ofd = OfdWriter.write(new OfdDraft(
                "合同", "示例市政务服务局", LocalDate.of(2026, 11, 21), Map.of(), List.of(page, page, page), List.of()));
        // snippet: seal-places
        List<StampPlace> places = List.of(
                new StampPlace.OnPage(1, 130, 220),
                new StampPlace.OnPage(3, 130, 220),
                StampPlace.RidingEdge.overAllPages(StampPlace.Edge.RIGHT, 120));
        Bytes sealed = signer.sign(ofd, seal, signerKey, places);
        // end of snippet
        assertThat(new OfdVerifier(verifier).verify(sealed.toArray()).orThrow().signatures())
                .hasSize(1);

        Certificate signerCertificate = signerKey.certificates().get(0);
        // snippet: seal-two-steps
        PreparedDocument prepared = signer.prepare(ofd, seal, signerCertificate, places);
        byte[] kept = prepared.encoded().toArray(); // into storage
        Bytes digest = prepared.digest(); // to the device that signs; kept apart from the document
        // end of snippet
        byte[] value = signerKey.sign(prepared.toBeSigned().toArray());
        // snippet: seal-embed
        Bytes signed = signer.resume(kept, digest).embed(value);
        // end of snippet
        assertThat(new OfdVerifier(verifier).verify(signed.toArray()).orThrow().signatures())
                .hasSize(1);
    }

    @Test
    void a_seal_is_drawn() {
        Font font = new Font(Font.SERIF, Font.PLAIN, 1);
        assumeTrue(font.canDisplayUpTo("示例市政务服务局合同专用章张三") < 0, "no Chinese font is installed");
        // snippet: draw-seal
        SealDrawing drawing = new SealDrawing(font, SealDrawing.RED, 300); // dots per inch
        SealPicture official = drawing.official("示例市政务服务局", 42); // millimetres
        SealPicture contract = drawing.official("示例市政务服务局", "合同专用章", "3301060012345", 42);
        SealPicture personal = drawing.personal("张三", SealDrawing.Cut.RELIEF, 20, 20);
        // end of snippet

        assertThat(List.of(official, contract, personal))
                .allSatisfy(picture -> assertThat(picture.format()).isEqualTo("png"));
        assertThat(official).isNotEqualTo(contract);
    }

    @Test
    void a_signature_without_a_seal_is_verified() throws Exception {
        SealVerifier verifier = verifier();
        byte[] data = "notice".getBytes(StandardCharsets.UTF_8);
        byte[] signedData = signedData(data);
        var out = printed.out;
        // snippet: verify-plain
        Report<PlainSignature> report = verifier.verifyPlain(signedData, data);
        report.problems().forEach(check -> out.println(check.code()));
        // end of snippet

        assertThat(printed).hasToString("PLAIN_SIGNATURE_CONTENT_TYPE\n");
    }

    /** As Bouncy Castle's CMS writes it, whose content types are not those of GB/T 35275. */
    private byte[] signedData(byte[] data) throws Exception {
        Credential credential =
                root.issue(new CertificateRequest("plain signer", FROM, UNTIL, Usage.DIGITAL_SIGNATURE));
        X509CertificateHolder certificate = new X509CertificateHolder(credential.certificate());
        Provider provider = new BouncyCastleProvider();
        PrivateKey key =
                KeyFactory.getInstance("EC", provider).generatePrivate(new PKCS8EncodedKeySpec(credential.pkcs8()));
        JcaSignerInfoGeneratorBuilder signer = new JcaSignerInfoGeneratorBuilder(
                new JcaDigestCalculatorProviderBuilder().setProvider(provider).build());
        signer.setDirectSignature(true);
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(signer.build(
                new JcaContentSignerBuilder("SM3withSM2").setProvider(provider).build(key), certificate));
        generator.addCertificate(certificate);
        return generator.generate(new CMSProcessableByteArray(data)).getEncoded();
    }
}
