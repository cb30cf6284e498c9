package io.onevisit.licence.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.onevisit.core.Bytes;
import io.onevisit.core.CaseNumber;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MatterCode;
import io.onevisit.core.Purpose;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SignatureAlgorithm;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.id.CitizenId;
import io.onevisit.core.id.CreditCode;
import io.onevisit.core.qr.ErrorCorrection;
import io.onevisit.core.qr.QrCode;
import io.onevisit.licence.Annotator;
import io.onevisit.licence.Bureau;
import io.onevisit.licence.Holder;
import io.onevisit.licence.HolderCodeType;
import io.onevisit.licence.IssuedLicence;
import io.onevisit.licence.Licence;
import io.onevisit.licence.LicenceDraft;
import io.onevisit.licence.LicenceId;
import io.onevisit.licence.LicenceStatus;
import io.onevisit.licence.LicenceToken;
import io.onevisit.licence.LicenceType;
import io.onevisit.licence.LicenceVerifier;
import io.onevisit.licence.Limits;
import io.onevisit.licence.Occasion;
import io.onevisit.licence.TrustedAnnotator;
import io.onevisit.licence.document.LicenceDocumentVerifier;
import io.onevisit.licence.document.LicenceDocumentWriter;
import io.onevisit.licence.document.SealOffice;
import io.onevisit.licence.qr.A4;
import io.onevisit.licence.qr.PaperLicence;
import io.onevisit.licence.qr.PaperLicence.HolderCodes;
import io.onevisit.licence.qr.PaperLicenceVerifier;
import io.onevisit.seal.Seal;
import io.onevisit.seal.ofd.OfdAttachment;
import io.onevisit.seal.ofd.OfdDraft;
import io.onevisit.seal.ofd.OfdPage;
import io.onevisit.seal.ofd.OfdSigner;
import io.onevisit.seal.ofd.OfdVerifier;
import io.onevisit.seal.ofd.OfdWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One door for all forms of a licence. */
class AnyFormVerifierTest {
    private static final String SEAL_ID = "3301060012345";
    private static final LicenceId OTHER_ID = LicenceId.make(Bureau.TYPE, Bureau.CODE, "ZJ2026BDC0007", 1);
    private static final CitizenId HOLDER = CitizenId.parse("11010519491231002X");
    private static final CitizenId SOMEBODY_ELSE = CitizenId.parse("330106199003073514");
    private static final Occasion OCCASION = new Occasion(
            "https://counter.example.gov.cn",
            "n-0123456789abcdef",
            new Purpose(new CaseNumber("case-1"), new MatterCode("123456789012"), "b", "o", Set.of("f")));

    private static final SealOffice OFFICE = new SealOffice();
    private static final Seal SEAL = OFFICE.seal(SEAL_ID);
    private static final SigningKey WALLET = SigningKey.generate(SignatureAlgorithm.SM2, "wallet");
    private static final SigningKey PLATFORM = SigningKey.generate(SignatureAlgorithm.SM2, "platform");

    private static final Forms FORMS = new Forms();

    private final IssuedLicence issued = FORMS.issued;
    private final Licence licence = FORMS.licence;

    @ParameterizedTest
    @EnumSource(LicenceForm.class)
    void every_form_is_known_and_gives_the_same_licence(LicenceForm form) {
        byte[] octets = licenceIn(form);

        LicenceContent content = judge(verifier(), octets).orThrow();

        assertThat(LicenceForm.of(octets)).contains(form);
        assertThat(content.form()).isEqualTo(form);
        assertThat(content.id()).isEqualTo(issued.id());
        assertThat(content.validUntil()).isEqualTo(licence.validUntil());
        assertThat(content.status()).isEqualTo(licence.status());
        assertThat(content.holders())
                .hasSize(2)
                .first()
                .satisfies(holder -> assertThat(holder.name()).isEqualTo("张三"));
        assertThat(content.fields()).containsEntry("KZ_MJ", "89.50");
        assertThat(content.toString()).doesNotContain("张三", "ZJ2026");
    }

    @ParameterizedTest
    @EnumSource(LicenceForm.class)
    void every_form_of_a_revoked_licence_fails(LicenceForm form) {
        Forms forms = new Forms();
        byte[] octets = forms.of(form);
        forms.bureau.change(forms.issued.id(), LicenceStatus.REVOKED);

        Report<LicenceContent> report = judge(forms.verifier(), octets);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.problems()).extracting(Check::code).first().asString().endsWith("_STATUS");
        assertThat(report.subject()).isEmpty();
    }

    /** A document is sealed over its files, not over what ZIP writes about them. */
    @ParameterizedTest
    @EnumSource(value = LicenceForm.class, mode = EnumSource.Mode.EXCLUDE, names = "DOCUMENT")
    void no_form_passes_with_one_octet_changed(LicenceForm form) {
        byte[] octets = licenceIn(form);
        for (int at = octets.length / 7; at < octets.length - 1; at += octets.length / 5) {
            byte[] changed = octets.clone();
            changed[at] ^= 1;
            assertThat(judge(verifier(), changed).verdict()).isNotEqualTo(Verdict.PASSED);
        }
    }

    @ParameterizedTest
    @EnumSource(LicenceForm.class)
    void every_form_fails_for_another_holder(LicenceForm form) {
        Report<LicenceContent> report = judge(verifier().forHolder(SOMEBODY_ELSE), licenceIn(form));

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.problems())
                .extracting(Check::code)
                .singleElement()
                .asString()
                .endsWith("_HOLDER");
    }

    @ParameterizedTest
    @EnumSource(value = LicenceForm.class, mode = EnumSource.Mode.EXCLUDE, names = "PAPER")
    void every_form_with_the_number_passes_for_its_holder(LicenceForm form) {
        assertThat(judge(verifier().forHolder(HOLDER), licenceIn(form)).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    void whose_a_masked_paper_is_stays_undecided() {
        Report<LicenceContent> report = verifier().forHolder(HOLDER).verify(licenceIn(LicenceForm.PAPER));

        assertThat(report.verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(report.problems()).extracting(Check::code).containsExactly("FORM_HOLDER");
    }

    @Test
    void a_paper_with_the_whole_number_passes_for_its_holder() {
        byte[] paper = paper(PaperLicence.of(licence, List.of("KZ_MJ"), HolderCodes.FULL));

        assertThat(verifier().forHolder(HOLDER).verify(paper).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_picture_is_what_the_code_in_it_says() {
        String text = new String(licenceIn(LicenceForm.PAPER), US_ASCII);
        byte[] png = QrCode.of(text, ErrorCorrection.M).png(4, 300);

        assertThat(LicenceForm.of(png)).contains(LicenceForm.PAPER);
        assertThat(verifier().verify(png).orThrow().form()).isEqualTo(LicenceForm.PAPER);
    }

    @Test
    void one_code_of_a_sheet_does_not_pass_by_itself() {
        byte[] half = A4.of(FORMS.sheet().subList(0, 1), 4);

        assertThat(verifier().verify(half)).hasToString("INDETERMINATE [INDETERMINATE PAPER_SHEET_COMPLETE]");
    }

    @Test
    void a_picture_of_several_licences_is_not_taken_for_one() {
        Report<LicenceContent> good = verifier().verify(A4.of(FORMS.sheet(), 4));
        Report<LicenceContent> mixed = verifier()
                .verify(A4.of(List.of(FORMS.sheet().get(0), FORMS.sheet().get(1)), 4));

        assertThat(good).hasToString("INDETERMINATE [INDETERMINATE FORM_ONE]");
        assertThat(good.subject()).isEmpty();
        assertThat(mixed.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_sheet_with_a_revoked_licence_fails_whichever_code_is_read_first() {
        Forms forms = new Forms();
        Licence other = forms.licence(Bureau.draft(OTHER_ID, null));
        List<byte[]> sheets =
                List.of(A4.of(forms.sheet(forms.licence, other), 4), A4.of(forms.sheet(other, forms.licence), 4));
        forms.bureau.change(OTHER_ID, LicenceStatus.REVOKED);

        for (byte[] sheet : sheets) {
            assertThat(codes(forms.verifier().verify(sheet))).containsExactlyInAnyOrder("LICENCE_STATUS", "FORM_ONE");
        }
    }

    @Test
    void a_picture_of_several_things_is_none_of_them() {
        String paper = new String(licenceIn(LicenceForm.PAPER), US_ASCII);
        byte[] both = A4.of(List.of(paper, "eyJ.eyJ.x"), 4);

        assertThat(LicenceForm.of(both)).isEmpty();
        assertThat(codes(verifier().verify(both))).containsExactly("FORM_ONE");
        assertThat(codes(verifier().verifyPresentation(both, OCCASION))).containsExactly("FORM_ONE");
    }

    /** As on a token: a number is of a holder only as the sort of code that it is. */
    @Test
    void a_passport_that_reads_as_the_number_asked_about_is_not_it() {
        Forms forms = new Forms();
        Holder passport = new Holder("张三", HOLDER.value(), HolderCodeType.PASSPORT);
        Licence odd = forms.licence(Bureau.draft(OTHER_ID, null).heldBy(List.of(passport)));

        for (HolderCodes codes : HolderCodes.values()) {
            byte[] paper = forms.paper(PaperLicence.of(odd, List.of(), codes));
            assertThat(codes(forms.verifier().forHolder(HOLDER).verify(paper))).containsExactly("FORM_HOLDER");
            assertThat(forms.verifier().forHolder(HOLDER).verify(paper).verdict())
                    .isEqualTo(Verdict.FAILED);
        }
    }

    @Test
    void a_picture_of_a_sheet_gives_all_its_licences() {
        Report<List<LicenceContent>> report = verifier().verifyPicture(A4.of(FORMS.sheet(), 4));

        assertThat(report).hasToString("PASSED []");
        assertThat(report.orThrow())
                .hasSize(2)
                .allSatisfy(content -> assertThat(content.id()).isEqualTo(issued.id()))
                .extracting(LicenceContent::form)
                .containsOnly(LicenceForm.PAPER);
        assertThat(report.checks()).extracting(Check::where).contains("code 1 of 2", "code 2 of 2");
    }

    @Test
    void a_sheet_is_undecided_without_one_of_its_codes_and_fails_with_one_of_another() {
        List<String> sheet = FORMS.sheet();
        Report<?> gap = verifier().verifyPicture(A4.of(sheet.subList(0, 1), 4));
        Report<?> mixed = verifier()
                .verifyPicture(A4.of(List.of(sheet.get(0), FORMS.sheet().get(1)), 4));

        assertThat(gap).hasToString("INDETERMINATE [INDETERMINATE PAPER_SHEET_COMPLETE]");
        assertThat(mixed).hasToString("FAILED [FAILED PAPER_SHEET_ONE]");
    }

    @Test
    void each_code_of_a_sheet_must_be_of_the_holder_asked_about() {
        byte[] sheet = A4.of(FORMS.sheet(), 4);

        Report<?> his = verifier().forHolder(HOLDER).verifyPicture(sheet);
        Report<?> not = verifier().forHolder(SOMEBODY_ELSE).verifyPicture(sheet);

        assertThat(his.problems())
                .extracting(Check::code, Check::where, Check::verdict)
                .containsExactly(tuple("FORM_HOLDER", "licence 1", Verdict.INDETERMINATE));
        assertThat(not.problems())
                .extracting(Check::code, Check::where, Check::verdict)
                .containsExactly(
                        tuple("FORM_HOLDER", "licence 1", Verdict.FAILED),
                        tuple("FORM_HOLDER", "licence 2", Verdict.FAILED));
    }

    @Test
    void a_picture_without_a_licence_on_paper_is_no_sheet() {
        byte[] other = QrCode.of("hello", ErrorCorrection.M).png(4, 300);

        for (byte[] png : List.of(other, new byte[0], licenceIn(LicenceForm.PAPER), Arrays.copyOf(other, 40))) {
            assertThat(codes(verifier().verifyPicture(png))).containsExactly("FORM_KNOWN");
        }
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> verifier().verifyPicture(null));
    }

    @ParameterizedTest
    @EnumSource(
            value = LicenceForm.class,
            names = {"PRESENTATION", "ANNOTATED_COPY"})
    void what_is_bound_fails_where_nothing_was_asked_for(LicenceForm form) {
        assertThat(verifier().verify(licenceIn(form)).problems())
                .extracting(Check::code)
                .singleElement()
                .asString()
                .endsWith("_BOUND");
    }

    @ParameterizedTest
    @EnumSource(
            value = LicenceForm.class,
            names = {"TOKEN", "DOCUMENT", "PAPER"})
    void what_is_not_bound_fails_where_it_was_asked_for(LicenceForm form) {
        assertThat(verifier().verifyPresentation(licenceIn(form), OCCASION).problems())
                .extracting(Check::code)
                .singleElement()
                .asString()
                .endsWith("_BOUND");
    }

    @Test
    void one_occasion_is_not_another() {
        Occasion other = new Occasion(OCCASION.audience(), "n-fedcba9876543210", OCCASION.purpose());

        for (LicenceForm form : List.of(LicenceForm.PRESENTATION, LicenceForm.ANNOTATED_COPY)) {
            assertThat(verifier().verifyPresentation(licenceIn(form), other).problems())
                    .extracting(Check::code)
                    .anyMatch(code -> code.endsWith("_NONCE"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "PK",
                "PK\u0003\u0004",
                "zz1:",
                "ZZ2:ABC",
                "https://pay.example.cn/x",
                "ey",
                "eyJ",
                "eyJ.x",
                "{}",
                "~",
                "\u00891NG",
                "0\u0082",
                "%PDF-1.7",
                "\u0000"
            })
    void refuses_what_is_no_licence(String text) {
        byte[] octets = text.getBytes(ISO_8859_1);

        assertThat(LicenceForm.of(octets)).isEmpty();
        assertThat(codes(verifier().verify(octets))).containsExactly("FORM_KNOWN");
        assertThat(codes(verifier().verifyPresentation(octets, OCCASION))).containsExactly("FORM_KNOWN");
    }

    @Test
    void refuses_a_picture_that_cannot_be_read_or_says_something_else() {
        byte[] png = QrCode.of("hello", ErrorCorrection.M).png(4, 300);

        assertThat(codes(verifier().verify(png))).containsExactly("FORM_KNOWN");
        assertThat(codes(verifier().verify(Arrays.copyOf(png, png.length / 2)))).containsExactly("FORM_KNOWN");
        assertThat(LicenceForm.of(Arrays.copyOf(png, 8))).isEmpty();
    }

    @Test
    void a_document_that_gives_itself_out_as_a_licence_is_judged_as_one() {
        byte[] plain = OfdWriter.write(draft(Map.of(), List.of())).toArray();
        byte[] named = OfdWriter.write(draft(Map.of("ZZBS", "x"), List.of())).toArray();
        byte[] attached = OfdWriter.write(draft(
                        Map.of(), List.of(new OfdAttachment("licence.sd-jwt", "text/plain", Bytes.of(new byte[] {1})))))
                .toArray();

        assertThat(LicenceForm.of(plain)).isEmpty();
        for (byte[] octets : List.of(named, attached)) {
            assertThat(LicenceForm.of(octets)).contains(LicenceForm.DOCUMENT);
            assertThat(verifier().verify(octets).verdict()).isNotEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void a_line_feed_at_the_end_of_a_file_is_no_part_of_the_text() {
        byte[] withLine = (issued.token() + "\r\n").getBytes(US_ASCII);
        byte[] withMark = ("\uFEFF" + issued.token()).getBytes(UTF_8);

        assertThat(verifier().verify(withLine).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(codes(verifier().verify(withMark))).containsExactly("FORM_KNOWN");
    }

    @Test
    void null_is_refused_as_an_argument() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> verifier().verify(null));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> verifier().verifyPresentation(licenceIn(LicenceForm.PRESENTATION), null));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> verifier().forHolder(null));
    }

    @Test
    void every_form_has_a_name_in_both_languages() {
        assertThat(Arrays.stream(LicenceForm.values()).map(LicenceForm::nameZh)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(LicenceForm.values()).map(LicenceForm::nameEn)).doesNotHaveDuplicates();
    }

    private static byte[] licenceIn(LicenceForm form) {
        return FORMS.of(form);
    }

    private static byte[] paper(PaperLicence paper) {
        return FORMS.paper(paper);
    }

    private static AnyFormVerifier verifier() {
        return FORMS.verifier();
    }

    /** One licence in all its forms. */
    private static final class Forms {
        private final Bureau bureau = new Bureau(SignatureAlgorithm.SM2);
        private final IssuedLicence issued =
                bureau.issue(Bureau.draft().boundTo(WALLET.verificationKey()), Bureau.CASE);
        private final Licence licence = bureau.verifier().verify(issued.token()).orThrow();

        byte[] of(LicenceForm form) {
            LicenceToken token = LicenceToken.parse(issued.token());
            return switch (form) {
                case TOKEN -> issued.token().getBytes(US_ASCII);
                case PRESENTATION -> token.bind(WALLET, OCCASION, Bureau.CLOCK).getBytes(US_ASCII);
                case ANNOTATED_COPY ->
                    new Annotator(PLATFORM, CreditCode.parse(Bureau.CODE), "x", bureau.verifier(), Bureau.CLOCK)
                            .annotate(token, OCCASION, "x", Bureau.NOW.plus(Duration.ofDays(1)))
                            .getBytes(US_ASCII);
                case DOCUMENT ->
                    new LicenceDocumentWriter(
                                    bureau.verifier(),
                                    LicenceType.shipped(),
                                    new OfdSigner(OFFICE.verifier()),
                                    SEAL,
                                    OFFICE.signer())
                            .write(issued.token())
                            .toArray();
                case PAPER -> paper(PaperLicence.of(licence, List.of("KZ_MJ"), HolderCodes.MASKED));
            };
        }

        byte[] paper(PaperLicence paper) {
            return Bureau.paperWriter(bureau.key).write(paper).getBytes(US_ASCII);
        }

        Licence licence(LicenceDraft draft) {
            return bureau.verifier()
                    .verify(bureau.issue(draft, new CaseNumber("330100-2026-000007"))
                            .token())
                    .orThrow();
        }

        /** One whose holder's code is masked, and one whose is not; another sheet each time. */
        List<String> sheet() {
            return sheet(licence, licence);
        }

        List<String> sheet(Licence masked, Licence full) {
            return Bureau.paperWriter(bureau.key)
                    .writeSheet(List.of(
                            PaperLicence.of(masked, List.of("KZ_MJ"), HolderCodes.MASKED),
                            PaperLicence.of(full, List.of("KZ_MJ"), HolderCodes.FULL)));
        }

        AnyFormVerifier verifier() {
            LicenceVerifier tokens = bureau.verifier()
                    .believing(
                            List.of(new TrustedAnnotator(Bureau.CODE, Map.of("platform", PLATFORM.verificationKey()))));
            PaperLicenceVerifier papers =
                    new PaperLicenceVerifier(bureau.trusted(), bureau.published(), Bureau.CLOCK, Limits.DEFAULT);
            LicenceDocumentVerifier documents = new LicenceDocumentVerifier(
                    new OfdVerifier(OFFICE.verifier()),
                    tokens,
                    papers,
                    LicenceType.shipped(),
                    Map.of(Bureau.CODE, Set.of(SEAL_ID)));
            return new AnyFormVerifier(tokens, documents, papers);
        }
    }

    private static Report<LicenceContent> judge(AnyFormVerifier verifier, byte[] octets) {
        Optional<LicenceForm> form = LicenceForm.of(octets);
        boolean bound = form.isPresent()
                && (form.get() == LicenceForm.PRESENTATION || form.get() == LicenceForm.ANNOTATED_COPY);
        return bound ? verifier.verifyPresentation(octets, OCCASION) : verifier.verify(octets);
    }

    private static OfdDraft draft(Map<String, String> metadata, List<OfdAttachment> attachments) {
        return new OfdDraft(
                "t", "t", LocalDate.of(2026, 11, 20), metadata, List.of(OfdPage.a4(List.of())), attachments);
    }

    private static List<String> codes(Report<?> report) {
        return report.problems().stream().map(Check::code).toList();
    }
}
