package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.onevisit.seal.FontFile;
import io.onevisit.seal.Pictures;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealMaker;
import io.onevisit.seal.SealOffice;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.SealProfile;
import io.onevisit.seal.SealRequest;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.SealVersion;
import io.onevisit.seal.SignerList;
import io.onevisit.seal.internal.ZipWriter;
import io.onevisit.seal.ofd.StampPlace.Edge;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    private static final Seal SEAL = seal(Pictures.seal());
    private static final Bytes PLAIN = OfdWriter.write(Drafts.licence());

    private static final int CELLS = 40;
    private static final int PIXELS = 5;

    @TempDir
    private static Path folder;

    private static OfdrwFiles ofdrw;

    @BeforeAll
    static void start() throws IOException {
        ofdrw = new OfdrwFiles(folder);
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
        Map<String, Bytes> files = new TreeMap<>(Drafts.unzip(sealed(PLAIN)));
        files.put("Doc_0/Pages/Page_0/Content.xml", SealOffice.utf8("<changed/>"));

        assertThat(ofdrw.answer("validate", 4, ZipWriter.write(files))).startsWith("FileIntegrityException");
    }

    @Test
    void ofdrw_refuses_our_document_when_another_value_was_put_in() {
        Map<String, Bytes> files = new TreeMap<>(Drafts.unzip(sealed(PLAIN)));
        Map<String, Bytes> other = Drafts.unzip(sealed(PLAIN, 20));
        String value = "Doc_0/Signs/Sign_0/SignedValue.dat";
        files.put(value, other.get(value));

        assertThat(ofdrw.answer("validate", 4, ZipWriter.write(files))).startsWith("InvalidSignedValueException");
    }

    @Test
    void ofdrw_accepts_our_riding_seal_and_what_was_signed_in_two_steps() {
        List<StampPlace> places =
                List.of(StampPlace.RidingEdge.overAllPages(Edge.RIGHT, 100), new StampPlace.OnPage(3, 20, 20));
        PreparedDocument prepared =
                signer().prepare(Drafts.pages("A4", "A4", "A4"), SEAL, Certificate.parse(SIGNER.certificate()), places);
        Bytes signed =
                prepared.embed(SealOffice.key(SIGNER).sign(prepared.toBeSigned().toArray()));

        assertThat(ofdrw.answer("validate", 4, signed)).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({"RIGHT, 3", "LEFT, 4", "TOP, 5", "BOTTOM, 7"})
    void the_slices_that_ofdrw_draws_make_up_the_picture(Edge edge, int pages) throws IOException {
        String[] sizes = new String[pages];
        Arrays.fill(sizes, "60 60");
        Seal seal = seal(SealPicture.png(Pictures.cells(CELLS, PIXELS), CELLS, CELLS));
        Bytes signed = signer().sign(
                        Drafts.pages(sizes),
                        seal,
                        SealOffice.key(SIGNER),
                        List.of(StampPlace.RidingEdge.overAllPages(edge, 10)));
        List<Integer> seen = new ArrayList<>();
        for (int i = 1; i <= pages; i++) {
            boolean inOrder = edge == Edge.RIGHT || edge == Edge.BOTTOM;
            seen.addAll(cellsAt(edge, drawn(signed, inOrder ? i : pages + 1 - i)));
        }

        assertThat(seen).isSorted();
        for (int cell = 0; cell < CELLS; cell++) {
            // ofdrw rounds each slice to whole pixels.
            assertThat(Collections.frequency(seen, cell)).isBetween(PIXELS - 2, PIXELS + 1);
        }
    }

    /** The cell behind each pixel of the seal on a line across an edge. */
    private static List<Integer> cellsAt(Edge edge, BufferedImage page) {
        boolean upright = edge == Edge.LEFT || edge == Edge.RIGHT;
        int middle = 30 * PIXELS + PIXELS / 2;
        List<Integer> cells = new ArrayList<>();
        for (int i = 0; i < 60 * PIXELS; i++) {
            Color colour = new Color(upright ? page.getRGB(i, middle) : page.getRGB(middle, i));
            assertThat(colour.getRed()).isEqualTo(255);
            if (!colour.equals(Color.WHITE)) {
                cells.add((upright ? colour.getBlue() : colour.getGreen()) / Pictures.CELL_STEP);
            }
        }
        return cells;
    }

    @Test
    void ofdrw_draws_an_embedded_font_as_wide_as_it_is() throws IOException {
        OfdFont font = OfdFont.embedded("测试", new FontFile().bytes());
        OfdPage page = new OfdPage(60, 60, List.of(new OfdPage.Text(10, 20, font, 10, "A中𠮷A")));
        OfdDraft draft = new OfdDraft("字体", "测试", LocalDate.of(2026, 11, 20), Map.of(), List.of(page), List.of());
        BufferedImage drawn = drawn(OfdWriter.write(draft), 1);

        // Boxes 1 mm in from either side of A (7 mm), 中 (10 mm) and 𠮷 (12 mm).
        // ofdrw draws characters beyond the basic plane as the glyph for none, 5 mm wide; what follows is in its place.
        assertThat(blackOn(drawn, 25 * PIXELS)).containsExactly("11-16", "18-26", "28-31", "40-45");
        assertThat(blackOn(drawn, 21 * PIXELS)).isEmpty();
        assertThat(blackOn(drawn, 30 * PIXELS)).isEmpty();
    }

    /** The black stretches of a row, in whole millimetres. */
    private static List<String> blackOn(BufferedImage page, int row) {
        List<String> stretches = new ArrayList<>();
        int start = -1;
        for (int x = 0; x < page.getWidth(); x++) {
            boolean black = new Color(page.getRGB(x, row)).getRed() < 128;
            if (black && start < 0) {
                start = x;
            } else if (!black && start >= 0) {
                stretches.add(Math.round((float) start / PIXELS) + "-" + Math.round((float) x / PIXELS));
                start = -1;
            }
        }
        return stretches;
    }

    private static BufferedImage drawn(Bytes ofd, int page) throws IOException {
        Path png = ofdrw.nextFile();
        assertThat(ofdrw.answer("render", ofd, page, png)).isEqualTo("OK");
        return ImageIO.read(png.toFile());
    }

    // Both on one document

    @Test
    void ofdrw_adds_a_seal_to_ours_and_leaves_ours_good() {
        Bytes both = signedByOfdrw(4, sealed(PLAIN), madeByOfdrw(4), "open", "first");

        Report<OfdDocument> report = verify(both, SealProfile.strict());
        assertThat(problems(report)).containsExactly("OFD_CHECK_METHOD");
        assertThat(SealOffice.places(report)).containsExactly("signature 2");
        assertThat(ofdrw.answer("validate", 4, both)).isEqualTo("OK");
    }

    @Test
    void we_add_a_seal_to_one_of_ofdrw_by_a_profile_that_goes_along_with_it() {
        Bytes signed = signedByOfdrw(4, PLAIN, madeByOfdrw(4), "open", "first");
        OfdSigner signer = new OfdSigner(verifier(signedAt(signed), SealProfile.field()));

        Bytes both = signer.sign(signed, SEAL, SealOffice.key(SIGNER), List.of(new StampPlace.OnPage(1, 130, 222)));

        assertThat(verify(both, SealProfile.field()).orThrow().signatures()).hasSize(2);
        assertThat(ofdrw.answer("validate", 4, both)).isEqualTo("OK");
    }

    @Test
    void we_refuse_to_add_a_seal_where_ofdrw_closed_the_document() {
        Bytes signed = signedByOfdrw(4, PLAIN, madeByOfdrw(4), "whole", "first");
        OfdSigner signer = new OfdSigner(verifier(signedAt(signed), SealProfile.field()));
        List<StampPlace> places = List.of(new StampPlace.OnPage(1, 130, 222));

        assertThat(verify(signed, SealProfile.field()).orThrow().signatures()).hasSize(1);
        assertThatThrownBy(() -> signer.sign(signed, SEAL, SealOffice.key(SIGNER), places))
                .hasMessageContaining("OFD_OPEN");
    }

    @Test
    void we_refuse_to_add_a_seal_where_one_of_ofdrw_is_not_as_the_profile_has_it() {
        Bytes signed = signedByOfdrw(4, PLAIN, madeByOfdrw(4), "open", "first");

        assertThatThrownBy(() -> sealed(signed)).hasMessageContaining("OFD_CHECK_METHOD");
    }

    // Version 1

    @Test
    void ofdrw_accepts_what_we_sign_in_version_1() {
        Seal first = seal(SealVersion.V1, Pictures.seal());

        Bytes sealed = sealed(sealed(PLAIN, first, 130), first, 20);

        assertThat(ofdrw.answer("validate", 1, sealed)).isEqualTo("OK");
    }

    @Test
    void ofdrw_refuses_our_document_of_version_1_when_a_page_or_the_value_is_another() {
        Seal first = seal(SealVersion.V1, Pictures.seal());
        Map<String, Bytes> page = new TreeMap<>(Drafts.unzip(sealed(PLAIN, first, 130)));
        page.put("Doc_0/Pages/Page_0/Content.xml", SealOffice.utf8("<changed/>"));
        Map<String, Bytes> value = new TreeMap<>(Drafts.unzip(sealed(PLAIN, first, 130)));
        String path = "Doc_0/Signs/Sign_0/SignedValue.dat";
        value.put(path, Drafts.unzip(sealed(PLAIN, first, 20)).get(path));

        assertThat(ofdrw.answer("validate", 1, ZipWriter.write(page))).startsWith("FileIntegrityException");
        assertThat(ofdrw.answer("validate", 1, ZipWriter.write(value))).startsWith("InvalidSignedValueException");
    }

    @Test
    void we_accept_a_seal_of_version_1_that_ofdrw_made() {
        Report<Seal> report =
                verifier(NOW, SealProfile.strict()).verify(madeByOfdrw(1).toArray());

        assertThat(report.orThrow().id()).isEqualTo("ofdrw-1");
        assertThat(report.orThrow().version()).isEqualTo(SealVersion.V1);
    }

    @Test
    void a_document_signed_by_ofdrw_in_version_1_differs_from_the_text_by_what_is_named() {
        Bytes signed = signedByOfdrw(1, PLAIN, madeByOfdrw(1), "open", "first");

        // ofdrw writes the time of signing as a text into the bit string.
        assertThat(problems(verify(signed, SealProfile.strict())))
                .containsExactly("OFD_CHECK_METHOD", "SEAL_TIME_AS_TEXT");
        assertThat(verify(signed, SealProfile.field()).orThrow().signatures()).hasSize(1);
    }

    @Test
    void a_seal_of_ours_of_version_1_in_the_hands_of_ofdrw_gives_a_signature_that_we_accept() {
        Seal first = seal(SealVersion.V1, Pictures.seal());
        Bytes signed = signedByOfdrw(1, PLAIN, first.encoded(), "open", "first");

        assertThat(verify(signed, SealProfile.field()).orThrow().signatures())
                .singleElement()
                .extracting(SealSignature::seal)
                .isEqualTo(first);
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

        assertThat(problems(verify(signed, SealProfile.strict()))).containsExactly("OFD_CHECK_METHOD");
        assertThat(verify(signed, SealProfile.field()).orThrow().signatures()).hasSize(1);
    }

    @Test
    void a_riding_seal_by_ofdrw_is_shown_within_its_pages() {
        Bytes signed = signedByOfdrw(4, Drafts.pages("A4", "A4", "A4"), madeByOfdrw(4), "open", "riding");

        assertThat(problems(verify(signed, SealProfile.strict()))).containsExactly("OFD_CHECK_METHOD");
        assertThat(verify(signed, SealProfile.field()).orThrow().signatures()).hasSize(1);
    }

    @Test
    void a_seal_of_ours_in_the_hands_of_ofdrw_gives_a_signature_that_we_accept() {
        Bytes signed = signedByOfdrw(4, PLAIN, SEAL.encoded(), "open", "first");
        Map<String, Bytes> files = Drafts.unzip(signed);
        String folder = "Doc_0/Signs/Sign_0/";
        Bytes value = files.get(folder + "SignedValue.dat");

        Report<SealSignature> report = verifier(signedAt(signed), SealProfile.strict())
                .verify(value.toArray(), files.get(folder + "Signature.xml").toArray());

        assertThat(report.orThrow().seal()).isEqualTo(SEAL);
    }

    private static Report<OfdDocument> verify(Bytes signed, SealProfile profile) {
        return new OfdVerifier(verifier(signedAt(signed), profile)).verify(signed.toArray());
    }

    /** When the last signature says it was made. */
    private static Instant signedAt(Bytes signed) {
        return Drafts.unzip(signed).entrySet().stream()
                .filter(file -> file.getKey().endsWith("SignedValue.dat"))
                .map(file -> SealSignature.readWithoutVerification(
                                file.getValue().toArray())
                        .signedAt())
                .max(Comparator.naturalOrder())
                .orElseThrow();
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
        return OfdrwFiles.read(file);
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
        return OfdrwFiles.read(file);
    }

    private static Bytes sealed(Bytes ofd) {
        return sealed(ofd, 130);
    }

    private static Bytes sealed(Bytes ofd, double x) {
        return sealed(ofd, SEAL, x);
    }

    private static Bytes sealed(Bytes ofd, Seal seal, double x) {
        return signer().sign(ofd, seal, SealOffice.key(SIGNER), List.of(new StampPlace.OnPage(1, x, 222)));
    }

    private static OfdSigner signer() {
        return new OfdSigner(verifier(NOW, SealProfile.strict()));
    }

    private static Seal seal(SealPicture picture) {
        return seal(SealVersion.V4, picture);
    }

    private static Seal seal(SealVersion version, SealPicture picture) {
        SignerList signers = SignerList.ofCertificates(List.of(Certificate.parse(SIGNER.certificate())));
        return new SealMaker("OneVisit", SealOffice.key(MAKER), verifier(NOW, SealProfile.strict()))
                .make(new SealRequest("330100-0001", 1, "示例市政务服务局", picture, START, END, signers).withVersion(version));
    }

    private static Credential credential(String name) {
        return AUTHORITY.issue(new CertificateRequest(name, START, END, Usage.DIGITAL_SIGNATURE));
    }

    private static SealVerifier verifier(Instant at, SealProfile profile) {
        TrustAnchors anchors = TrustAnchors.of(List.of(Certificate.parse(AUTHORITY.certificate())));
        return new SealVerifier(anchors, List.of(), RevocationSource.none(), Clock.fixed(at, ZoneOffset.UTC), profile);
    }
}
