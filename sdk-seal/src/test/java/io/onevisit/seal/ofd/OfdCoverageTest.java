package io.onevisit.seal.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.MalformedMessageException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F7: which file is protected by which signature, and what the pages reach. */
class OfdCoverageTest {
    private static final String OPEN = " xmlns:ofd=\"http://www.ofdspec.org/2016\">";

    @Test
    void f7_tells_what_a_signature_protects_and_what_the_pages_reach() {
        OfdCoverage coverage = Sealed.once().passes().coverage();

        assertThat(coverage.protectedFiles()).containsOnlyKeys(Sealed.description(0));
        assertThat(coverage.protectedFiles().get(Sealed.description(0)))
                .contains("OFD.xml", Sealed.DOCUMENT, Sealed.PAGE, Sealed.TOKEN, "Doc_0/Res/Picture_0.png");
        assertThat(coverage.reached())
                .containsExactly(
                        "Doc_0/Attachs/Attachment_0.dat",
                        "Doc_0/Attachs/Attachment_1.dat",
                        "Doc_0/Attachs/Attachments.xml",
                        "Doc_0/Document.xml",
                        "Doc_0/DocumentRes.xml",
                        "Doc_0/Pages/Page_0/Content.xml",
                        "Doc_0/PublicRes.xml",
                        "Doc_0/Res/Picture_0.png",
                        "OFD.xml");
        assertThat(coverage.signatureFiles())
                .containsExactly(
                        "Doc_0/Signs/Sign_0/Seal.esl",
                        "Doc_0/Signs/Sign_0/Signature.xml",
                        "Doc_0/Signs/Sign_0/SignedValue.dat",
                        Sealed.LIST);
        assertThat(coverage.unprotected()).isEmpty();
        assertThat(coverage.exposed()).isEmpty();
    }

    @Test
    void f7_is_to_be_had_of_a_document_that_fails() {
        Sealed left = Sealed.plain().put("stray.txt", "x").signLeaving(0, Sealed.TOKEN, "stray.txt");
        left.fails("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");

        OfdCoverage coverage =
                OfdDocument.readWithoutVerification(left.octets()).coverage();

        assertThat(coverage.unprotected()).containsExactly(Sealed.TOKEN, "stray.txt");
        assertThat(coverage.exposed()).containsExactly(Sealed.TOKEN);
    }

    @Test
    void f7_a_file_whose_digest_is_wrong_is_not_protected() {
        Sealed changed = Sealed.once().edit(Sealed.PAGE, xml -> xml + " ");

        assertThat(OfdDocument.readWithoutVerification(changed.octets())
                        .coverage()
                        .exposed())
                .containsExactly(Sealed.PAGE);
    }

    @Test
    void f7_a_signature_that_cannot_be_read_protects_nothing() {
        Sealed broken = Sealed.once().put(Sealed.description(0), "<broken");
        OfdCoverage coverage =
                OfdDocument.readWithoutVerification(broken.octets()).coverage();

        assertThat(coverage.protectedFiles().get(Sealed.description(0))).isEmpty();
        assertThat(coverage.exposed()).contains("OFD.xml", Sealed.PAGE);
    }

    @Test
    void f7_there_is_no_coverage_without_a_list_that_can_be_read() {
        byte[] broken = Sealed.once().put(Sealed.LIST, "<broken").octets();
        OfdDocument document = OfdDocument.readWithoutVerification(broken);

        assertThatThrownBy(document::coverage).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void f7_a_signature_that_names_a_page_as_its_own_file_does_not_take_it_out() {
        Sealed named = Sealed.plain()
                .sign(
                        0,
                        xml -> xml.replace("/Doc_0/Signs/Sign_0/Seal.esl", "/" + Sealed.PAGE)
                                .replaceFirst(
                                        "<ofd:Reference FileRef=\"/" + Sealed.PAGE + "\">.*?</ofd:Reference>", ""));

        assertThat(OfdDocument.readWithoutVerification(named.octets())
                        .coverage()
                        .exposed())
                .containsExactly(Sealed.PAGE);
        named.fails("OFD_SEAL_FILE", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PublicRes | <ofd:Res BaseLoc='Res'%s<ofd:Fonts><ofd:Font ID='80'><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res> | Doc_0/Res/f.ttf",
                "PublicRes | <ofd:Res BaseLoc='./'%s<ofd:Fonts><ofd:Font ID='80'><ofd:FontFile>f.ttf</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res> | Doc_0/f.ttf",
                "DocumentRes | <ofd:Res BaseLoc='Res/'%s<ofd:MultiMedias><ofd:MultiMedia ID='80'><ofd:MediaFile>Res/a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res> | Doc_0/Res/a.png",
                "DocumentRes | <ofd:Res BaseLoc='Res'%s<ofd:MultiMedias><ofd:MultiMedia ID='80'><ofd:MediaFile>/a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res> | a.png",
                "DocumentRes | <ofd:Res BaseLoc='Res'%s<ofd:ColorSpaces><ofd:ColorSpace ID='80' Type='RGB' Profile='c.icc'/></ofd:ColorSpaces></ofd:Res> | Doc_0/Res/c.icc",
            })
    void f7_reaches_fonts_pictures_and_profiles(String kind, String list, String file) {
        reaches("<ofd:" + kind + ">list.xml</ofd:" + kind + "></ofd:CommonData>", "</ofd:CommonData>", list, file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Annotations | <ofd:Annotations%s<ofd:Page PageID='1'><ofd:FileLoc>a/p.xml</ofd:FileLoc></ofd:Page></ofd:Annotations> | Doc_0/a/p.xml",
                "CustomTags | <ofd:CustomTags%s<ofd:CustomTag NameSpace='n'><ofd:FileLoc>t.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags> | Doc_0/t.xml",
                "CustomTags | <ofd:CustomTags%s<ofd:CustomTag NameSpace='n'><ofd:SchemaLoc>t.xsd</ofd:SchemaLoc></ofd:CustomTag></ofd:CustomTags> | Doc_0/t.xsd",
                "Extensions | <ofd:Extensions%s<ofd:Extension AppName='n' RefId='1'><ofd:Data><x xmlns=''/></ofd:Data><ofd:ExtendData>e.dat</ofd:ExtendData></ofd:Extension></ofd:Extensions> | Doc_0/e.dat",
            })
    void f7_reaches_annotations_tags_and_extensions(String kind, String list, String file) {
        reaches("</ofd:Pages><ofd:" + kind + ">list.xml</ofd:" + kind + ">", "</ofd:Pages>", list, file);
    }

    @Test
    void f7_reaches_a_cover_and_the_resources_of_pages_and_templates() {
        Sealed document = Sealed.plain()
                .put("cover.png", "x")
                .put("Doc_0/Tpls/T.xml", "<ofd:Page" + OPEN + "<ofd:PageRes>R.xml</ofd:PageRes></ofd:Page>")
                .put("Doc_0/Tpls/R.xml", media("t.png"))
                .put("Doc_0/Tpls/t.png", "x")
                .put("Doc_0/Pages/Page_0/PageRes.xml", media("p.png"))
                .put("Doc_0/Pages/Page_0/p.png", "x")
                .edit("OFD.xml", xml -> xml.replace("<ofd:DocID>", "<ofd:Cover>/cover.png</ofd:Cover><ofd:DocID>"))
                .edit(
                        Sealed.DOCUMENT,
                        xml -> xml.replace(
                                "</ofd:CommonData>",
                                "<ofd:TemplatePage ID=\"90\" BaseLoc=\"Tpls/T.xml\"/></ofd:CommonData>"))
                .edit(Sealed.PAGE, xml -> xml.replace("<ofd:Area>", "<ofd:PageRes>PageRes.xml</ofd:PageRes><ofd:Area>"))
                .sign(0);

        assertThat(document.passes().coverage().reached())
                .contains(
                        "cover.png",
                        "Doc_0/Tpls/T.xml",
                        "Doc_0/Tpls/R.xml",
                        "Doc_0/Tpls/t.png",
                        "Doc_0/Pages/Page_0/PageRes.xml",
                        "Doc_0/Pages/Page_0/p.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFD.xml", Sealed.DOCUMENT, Sealed.PAGE, Sealed.TOKEN, "Doc_0/Res/Picture_0.png"})
    void f7_every_profile_refuses_a_document_whose_signature_leaves_out_what_is_shown(String file) {
        Sealed.plain().signLeaving(0, file).fails("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Doc_0/DocumentRes.xml | >Picture_0.png< | >Doc_0/Res/Picture_0.png<",
                "Doc_0/DocumentRes.xml | >Picture_0.png< | >PICTURE_0.PNG<",
                "Doc_0/DocumentRes.xml | BaseLoc=\"Res\" | BaseLoc=\"Doc_0/Res\"",
                "Doc_0/Document.xml | >DocumentRes.xml< | >Doc_0/DocumentRes.xml<",
            })
    void f7_reaches_what_lenient_readers_show(String file, String spelling, String other) {
        Sealed.plain()
                .edit(file, xml -> xml.replace(spelling, other))
                .signLeaving(0, "Doc_0/Res/Picture_0.png")
                .fails("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void f7_the_sets_cannot_be_changed() {
        OfdCoverage coverage = Sealed.once().passes().coverage();

        assertThatThrownBy(() -> coverage.reached().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> coverage.protectedFiles().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(
                        () -> Objects.requireNonNull(coverage.protectedFiles().get(Sealed.description(0)))
                                .clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static String media(String file) {
        return "<ofd:Res BaseLoc=\"\"" + OPEN
                + "<ofd:MultiMedias><ofd:MultiMedia ID=\"80\" Type=\"Image\"><ofd:MediaFile>" + file
                + "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>";
    }

    /** A list that the document names reaches {@code file}, so that no profile lets it be left out. */
    private static void reaches(String element, String place, String list, String file) {
        Sealed.plain()
                .put(file, "content")
                .put("Doc_0/list.xml", String.format(list, OPEN))
                .edit(Sealed.DOCUMENT, xml -> xml.replace(place, element))
                .signLeaving(0, file)
                .fails("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }
}
