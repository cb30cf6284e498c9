package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Report;
import io.onevisit.core.crypto.Certificate;
import io.onevisit.core.crypto.RevocationSource;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.examples.authority.CertificateAuthority;
import io.onevisit.examples.authority.CertificateRequest;
import io.onevisit.examples.authority.Credential;
import io.onevisit.examples.authority.KeyKind;
import io.onevisit.examples.authority.Usage;
import io.onevisit.seal.Pictures;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealMaker;
import io.onevisit.seal.SealOffice;
import io.onevisit.seal.SealProfile;
import io.onevisit.seal.SealRequest;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.SignerList;
import io.onevisit.seal.internal.ZipReader;
import io.onevisit.seal.internal.ZipWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second implementation, ofdrw 2.3.3, reads what we write, and we what it writes. */
class OfdrwTest {
    /** ofdrw signs by the clock of the machine, so everything here is good for a long time. */
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2049-12-31T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private static final CertificateAuthority AUTHORITY =
            CertificateAuthority.root(KeyKind.SM2, "Seal root", START, END);
    private static final Credential MAKER = credential("Seal maker");
    private static final Credential SIGNER = credential("Seal holder");
    private static final Seal SEAL = new SealMaker(
                    "OneVisit", SealOffice.key(MAKER), verifier(NOW, SealProfile.strict()))
            .make(new SealRequest(
                    "330100-0001",
                    1,
                    "示例市政务服务局",
                    Pictures.seal(),
                    START,
                    END,
                    SignerList.ofCertificates(List.of(Certificate.parse(SIGNER.certificate())))));
    private static final Bytes PLAIN = OfdWriter.write(Drafts.licence());

    @TempDir
    private static Path folder;

    private static OfdrwProcess ofdrw;

    @BeforeAll
    static void start() throws IOException {
        ofdrw = new OfdrwProcess(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        ofdrw.close();
    }

    // What we make, ofdrw accepts

    @Test
    void ofdrw_accepts_what_we_sign() {
        assertThat(ofdrw.answer("validate", 4, sealed(PLAIN))).isEqualTo("OK");
    }

    @Test
    void ofdrw_accepts_our_document_with_two_seals() {
        assertThat(ofdrw.answer("validate", 4, sealed(sealed(PLAIN)))).isEqualTo("OK");
    }

    @Test
    void ofdrw_refuses_our_document_when_a_page_was_changed_after_signing() {
        Map<String, Bytes> files = new TreeMap<>(ZipReader.read(sealed(PLAIN).toArray()));
        files.put("Doc_0/Pages/Page_0/Content.xml", SealOffice.utf8("<changed/>"));

        assertThat(ofdrw.answer("validate", 4, ZipWriter.write(files))).startsWith("FileIntegrityException");
    }

    @Test
    void ofdrw_refuses_our_document_when_another_value_was_put_in() {
        Map<String, Bytes> files = new TreeMap<>(ZipReader.read(sealed(PLAIN).toArray()));
        Map<String, Bytes> other = ZipReader.read(sealed(PLAIN, 20).toArray());
        String value = "Doc_0/Signs/Sign_0/SignedValue.dat";
        files.put(value, other.get(value));

        assertThat(ofdrw.answer("validate", 4, ZipWriter.write(files))).startsWith("InvalidSignedValueException");
    }

    // What ofdrw makes

    @Test
    void we_accept_a_seal_that_ofdrw_made() {
        Report<Seal> report =
                verifier(NOW, SealProfile.strict()).verify(madeByOfdrw(4).toArray());

        assertThat(report.orThrow().id()).isEqualTo("ofdrw-4");
        assertThat(report.orThrow().vendor()).isEqualTo("ofdrw");
    }

    @Test
    void a_document_signed_by_ofdrw_differs_from_the_text_by_the_name_of_its_digest_only() {
        Bytes signed = signedByOfdrw(4, PLAIN, madeByOfdrw(4), "open", "first");

        assertThat(problems(verify(signed, SealProfile.strict()))).containsExactly("OFD_SIGNATURE_ALGORITHMS");
    }

    @Test
    void a_seal_of_ours_in_the_hands_of_ofdrw_gives_a_signature_that_we_accept() {
        Bytes signed = signedByOfdrw(4, PLAIN, SEAL.encoded(), "open", "first");
        Map<String, Bytes> files = ZipReader.read(signed.toArray());
        String folder = "Doc_0/Signs/Sign_0/";
        Bytes value = files.get(folder + "SignedValue.dat");

        Report<SealSignature> report = verifier(signedAt(signed), SealProfile.strict())
                .verify(value.toArray(), files.get(folder + "Signature.xml").toArray());

        assertThat(report.orThrow().seal()).isEqualTo(SEAL);
    }

    private static Report<OfdDocument> verify(Bytes signed, SealProfile profile) {
        return new OfdVerifier(verifier(signedAt(signed), profile)).verify(signed.toArray());
    }

    /** When ofdrw says it signed first. */
    private static Instant signedAt(Bytes signed) {
        Bytes value = ZipReader.read(signed.toArray()).get("Doc_0/Signs/Sign_0/SignedValue.dat");
        return SealSignature.readWithoutVerification(value.toArray()).signedAt();
    }

    private static Bytes madeByOfdrw(int version) {
        Path file = ofdrw.nextFile();
        String answer = ofdrw.answer(
                "seal-" + version,
                Bytes.of(MAKER.pkcs8()),
                Bytes.of(MAKER.certificate()),
                Bytes.of(SIGNER.certificate()),
                Pictures.png(80, 80),
                file);
        assertThat(answer).isEqualTo("OK");
        return OfdrwProcess.read(file);
    }

    private static Bytes signedByOfdrw(int version, Bytes ofd, Bytes seal, String mode, String place) {
        Path file = ofdrw.nextFile();
        String answer = ofdrw.answer(
                "sign-" + version,
                ofd,
                file,
                seal,
                Bytes.of(SIGNER.pkcs8()),
                Bytes.of(SIGNER.certificate()),
                mode,
                place);
        assertThat(answer).isEqualTo("OK");
        return OfdrwProcess.read(file);
    }

    private static Bytes sealed(Bytes ofd) {
        return sealed(ofd, 130);
    }

    private static Bytes sealed(Bytes ofd, double x) {
        return new OfdSigner(verifier(NOW, SealProfile.strict()))
                .sign(ofd, SEAL, SealOffice.key(SIGNER), new StampPlace(1, x, 222));
    }

    private static Credential credential(String name) {
        return AUTHORITY.issue(new CertificateRequest(name, START, END, Usage.DIGITAL_SIGNATURE));
    }

    private static SealVerifier verifier(Instant at, SealProfile profile) {
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(AUTHORITY.certificate())));
        return new SealVerifier(anchors, List.of(), RevocationSource.none(), Clock.fixed(at, ZoneOffset.UTC), profile);
    }
}
