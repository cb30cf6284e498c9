package io.onevisit.licence.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceToken;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.Limits;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicence.HolderCodes;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.licence.qr.PaperLicenceWriter;
import io.onevisit.seal.Seal;
import io.onevisit.seal.ofd.OfdAttachment;
import io.onevisit.seal.ofd.OfdDocument;
import io.onevisit.seal.ofd.OfdDraft;
import io.onevisit.seal.ofd.OfdPage;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdVerifier;
import io.onevisit.seal.ofd.OfdWriter;
import io.onevisit.seal.ofd.StampPlace;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LicenceDocumentTest {
    private static final String SEAL_ID = "3301060012345";

    private static final SealOffice OFFICE = new SealOffice();
    private static final Seal SEAL = OFFICE.seal(SEAL_ID);

    private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
    private final IssuedLicence issued = bureau.issue();
    private final Licence licence = bureau.verifier().verify(issued.token()).orThrow();
    private final LicenceType type = LicenceType.shipped().stream()
            .filter(shipped -> shipped.code().equals(Bureau.TYPE))
            .findFirst()
            .orElseThrow();

    @Test
    void a_sealed_document_verifies_whole_and_gives_the_licence() {
        Bytes document = writer().write(issued.token());

        Report<Licence> report = verify(document);

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASSED);
        assertThat(report.orThrow()).isEqualTo(licence);
    }

    @Test
    void a_document_with_a_qr_code_verifies_whole() {
        Report<Licence> report = verify(writer().write(issued.token(), paper(licence), Bureau.paperWriter(bureau.key)));

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.PASSED);
        assertThat(report.checks()).extracting(Check::where).contains("document", "licence", "paper");
    }

    @Test
    void shows_people_what_the_token_discloses() throws IOException {
        String page = pages(writer().write(issued.token()));

        assertThat(page)
                .contains(issued.id().toString(), licence.name(), licence.issuerName())
                .contains("张三", "11010519491231002X", "公民身份号码")
                .contains("坐落", "西湖区某路1号", "自 2026-11-21 起长期有效");
    }

    @Test
    void shows_nothing_that_the_token_does_not_disclose() throws IOException {
        String shown = LicenceToken.parse(issued.token())
                .present(Set.of("/holders/0/CZZT"))
                .compact();
        Bytes document = writer().write(shown);

        assertThat(verify(document).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(pages(document))
                .contains("张三", "（未披露）")
                .doesNotContain("11010519491231002X", "李四", "西湖区", "坐落", "证照编号");
    }

    @Test
    void breaks_long_texts_into_lines_and_pages() {
        Licence long_ = new Licence(
                licence.id(),
                licence.name(),
                licence.number(),
                licence.issuerName(),
                licence.issued(),
                licence.validFrom(),
                licence.validUntil(),
                licence.holders(),
                licence.allHoldersShown(),
                Map.of("KZ_FJ", "附记".repeat(500)),
                licence.operation(),
                null,
                null,
                licence.status());

        OfdDraft draft = LicenceLayout.draft(long_, type, issued.token(), null);

        assertThat(draft.pages()).hasSize(2);
        assertThat(draft).isEqualTo(LicenceLayout.draft(long_, type, issued.token(), null));
    }

    @Test
    void no_document_is_made_of_a_licence_that_does_not_pass() {
        bureau.change(issued.id(), LicenceStatus.REVOKED);

        assertThatThrownBy(() -> writer().write(issued.token())).isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void no_document_is_made_of_a_type_that_is_not_known() {
        LicenceDocumentWriter knowsNothing = new LicenceDocumentWriter(
                bureau.verifier(), List.of(), new OfdSigner(OFFICE.verifier()), SEAL, OFFICE.signer);

        assertThatThrownBy(() -> knowsNothing.write(issued.token())).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_document_without_a_seal() {
        Bytes bare = OfdWriter.write(LicenceLayout.draft(licence, type, issued.token(), null));

        assertFails(verify(bare), "OFD_SIGNED");
    }

    @Test
    void refuses_what_is_no_document() {
        assertFails(verify(Bytes.of("no document".getBytes(UTF_8))), "OFD_CONTAINER");
    }

    @Test
    void refuses_a_document_without_a_licence_inside() {
        assertFails(verify(sealed(with(honest(), List.of()))), "DOCUMENT_TOKEN");
    }

    @Test
    void refuses_anything_else_inside() {
        List<OfdAttachment> more = new ArrayList<>(honest().attachments());
        more.add(new OfdAttachment("readme", "text/plain", Bytes.of(new byte[] {1})));

        assertFails(verify(sealed(with(honest(), more))), "DOCUMENT_TOKEN");
    }

    @Test
    void refuses_pages_that_say_something_else_although_the_issuer_sealed_them() {
        List<OfdPage.Item> items = new ArrayList<>(honest().pages().get(0).items());
        items.replaceAll(
                item -> item instanceof OfdPage.Text text && text.text().equals("89.50")
                        ? new OfdPage.Text(text.x(), text.y(), text.font(), text.size(), "989.50")
                        : item);

        assertThat(items).isNotEqualTo(honest().pages().get(0).items());
        assertFails(verify(sealed(withPages(List.of(OfdPage.a4(items))))), "DOCUMENT_PAGE");
    }

    @Test
    void refuses_a_page_more_and_another_title() {
        OfdPage blank = OfdPage.a4(List.of());
        OfdDraft honest = honest();
        OfdDraft renamed = new OfdDraft(
                "居住证", honest.creator(), honest.created(), honest.metadata(), honest.pages(), honest.attachments());

        assertFails(verify(sealed(withPages(List.of(honest.pages().get(0), blank)))), "DOCUMENT_PAGE");
        assertFails(verify(sealed(renamed)), "DOCUMENT_PAGE");
    }

    @Test
    void refuses_the_seal_of_another_body() {
        Bytes document = new OfdSigner(OFFICE.verifier())
                .sign(
                        OfdWriter.write(honest()),
                        OFFICE.seal("3301069999999"),
                        OFFICE.signer,
                        List.of(new StampPlace.OnPage(1, 140, 240)));

        assertFails(verify(document), "DOCUMENT_SEAL_OWNER");
    }

    @Test
    void refuses_a_seal_that_nobody_trusts() {
        Bytes document = writer().write(issued.token());
        LicenceDocumentVerifier elsewhere = verifier(new SealOffice(), LicenceType.shipped());

        assertThat(elsewhere.verify(document.toArray()).verdict()).isNotEqualTo(Verdict.PASSED);
    }

    @Test
    void refuses_a_licence_revoked_since() {
        Bytes document = writer().write(issued.token());
        bureau.change(issued.id(), LicenceStatus.REVOKED);

        assertFails(verify(document), "LICENCE_STATUS");
    }

    @Test
    void no_document_is_made_with_a_qr_code_that_says_something_else() {
        PaperLicenceWriter paperWriter = Bureau.paperWriter(bureau.key);

        assertThatThrownBy(() -> writer().write(issued.token(), another(), paperWriter))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_qr_code_that_says_something_else() {
        String paper = Bureau.paperWriter(bureau.key).write(another());

        assertFails(
                verify(sealed(LicenceLayout.draft(licence, type, issued.token(), png(paper)))),
                "DOCUMENT_PAPER_AGREES");
    }

    /** The code is the right one; under it stands what the licence does not say. */
    @Test
    void refuses_a_picture_with_something_drawn_beside_the_qr_code() throws IOException {
        String paper = Bureau.paperWriter(bureau.key).write(paper(licence));
        BufferedImage code = ImageIO.read(new ByteArrayInputStream(png(paper).toArray()));
        BufferedImage drawn = new BufferedImage(code.getWidth(), code.getHeight() + 90, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = drawn.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        pen.drawImage(code, 0, 0, null);
        pen.setColor(Color.BLACK);
        pen.fillRect(40, code.getHeight() + 20, 200, 40);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(drawn, "png", png);

        Report<Licence> report =
                verify(sealed(LicenceLayout.draft(licence, type, issued.token(), Bytes.of(png.toByteArray()))));

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).containsExactly("DOCUMENT_QR_PICTURE");
    }

    @Test
    void refuses_a_qr_code_that_is_no_licence() {
        assertFails(
                verify(sealed(LicenceLayout.draft(licence, type, issued.token(), png("https://example.cn")))),
                "PAPER_TEXT");
    }

    @Test
    void refuses_a_picture_without_a_qr_code() throws IOException {
        ByteArrayOutputStream blank = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(90, 90, BufferedImage.TYPE_BYTE_GRAY), "png", blank);
        Bytes png = Bytes.of(blank.toByteArray());

        assertFails(verify(sealed(LicenceLayout.draft(licence, type, issued.token(), png))), "DOCUMENT_QR_PICTURE");
    }

    @Test
    void does_not_know_the_pages_of_a_type_that_it_does_not_know() {
        Report<Licence> report = verifier(OFFICE, List.of())
                .verify(writer().write(issued.token()).toArray());

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(codes(report)).containsExactly("DOCUMENT_TYPE");
    }

    private LicenceDocumentWriter writer() {
        return new LicenceDocumentWriter(
                bureau.verifier(), LicenceType.shipped(), new OfdSigner(OFFICE.verifier()), SEAL, OFFICE.signer);
    }

    private Report<Licence> verify(Bytes document) {
        return verifier(OFFICE, LicenceType.shipped()).verify(document.toArray());
    }

    private LicenceDocumentVerifier verifier(SealOffice trusted, List<LicenceType> types) {
        return new LicenceDocumentVerifier(
                new OfdVerifier(trusted.verifier()),
                bureau.verifier(),
                new PaperLicenceVerifier(bureau.trusted(), bureau.published(), Bureau.CLOCK, Limits.DEFAULT),
                types,
                Map.of(Bureau.CODE, Set.of(SEAL_ID)));
    }

    private OfdDraft honest() {
        return LicenceLayout.draft(licence, type, issued.token(), null);
    }

    private static OfdDraft with(OfdDraft draft, List<OfdAttachment> attachments) {
        return new OfdDraft(
                draft.title(), draft.creator(), draft.created(), draft.metadata(), draft.pages(), attachments);
    }

    private OfdDraft withPages(List<OfdPage> pages) {
        OfdDraft draft = honest();
        return new OfdDraft(
                draft.title(), draft.creator(), draft.created(), draft.metadata(), pages, draft.attachments());
    }

    private Bytes sealed(OfdDraft draft) {
        return new OfdSigner(OFFICE.verifier())
                .sign(OfdWriter.write(draft), SEAL, OFFICE.signer, List.of(new StampPlace.OnPage(1, 140, 240)));
    }

    private static PaperLicence paper(Licence shown) {
        return PaperLicence.of(shown, List.of("KZ_ZL", "KZ_MJ"), HolderCodes.MASKED);
    }

    /** What an issuer makes that cannot read its own licences. */
    private PaperLicence another() {
        return new PaperLicence(
                licence.id(),
                licence.issued(),
                licence.validFrom(),
                licence.validUntil(),
                List.of(),
                Map.of("KZ_MJ", "989.50"),
                licence.status());
    }

    private static Bytes png(String text) {
        return Bytes.of(QrCode.of(text, ErrorCorrection.M).png(6, 300));
    }

    private static void assertFails(Report<Licence> report, String code) {
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.FAILED);
        assertThat(codes(report)).contains(code);
        assertThat(report.subject()).isEmpty();
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }

    private static String pages(Bytes ofd) throws IOException {
        assertThat(OfdDocument.readWithoutVerification(ofd.toArray()).pageCount())
                .isPositive();
        StringBuilder text = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(ofd.toArray()))) {
            @Nullable ZipEntry entry = zip.getNextEntry();
            while (entry != null) {
                if (entry.getName().contains("Pages/")) {
                    text.append(new String(zip.readAllBytes(), UTF_8));
                }
                entry = zip.getNextEntry();
            }
        }
        return text.toString();
    }
}
