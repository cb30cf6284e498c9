package io.onevisit.seal.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Check;
import io.onevisit.core.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F3: every body, every version; GB/T 33190-2016, 7.4 and clause 19. */
class OfdStructureTest {
    private static final String OPEN = " xmlns:ofd=\"http://www.ofdspec.org/2016\">";
    private static final String SECOND_PAGE = "Doc_1/Pages/Page_0/Content.xml";
    private static final String SECOND_LIST = "Doc_1/Signs/Signatures.xml";

    @Test
    void f3_every_body_is_shown_with_its_own_signatures() {
        OfdDocument document = twoSigned().passes();

        assertThat(document.bodies()).hasSize(2);
        assertThat(document.bodies().get(0).title()).isEqualTo("食品经营许可证");
        assertThat(document.bodies().get(1).title()).isEqualTo("第二份");
        assertThat(document.bodies().get(1).pageCount()).isEqualTo(1);
        assertThat(document.bodies())
                .allSatisfy(body -> assertThat(body.signatures()).hasSize(1));
        assertThat(document.signatures()).hasSize(2);
        assertThat(document.title()).isEqualTo("食品经营许可证");
    }

    @Test
    void f3_the_checks_of_each_body_say_where_they_were_made() {
        Report<OfdDocument> report = twoSigned().strictly();

        assertThat(report.checks().stream().map(Check::where)).contains("body 1", "body 2 / signature 1");
    }

    @Test
    void f3_refuses_a_second_body_that_is_not_signed() {
        Sealed two = twoBodies();
        two.signLeaving(0, SECOND_LIST);

        two.fails("OFD_SIGNED");
    }

    @Test
    void f3_refuses_a_page_of_the_second_body_changed() {
        Sealed two = twoSigned().edit(SECOND_PAGE, xml -> xml + " ");

        two.fails("OFD_DIGESTS", "OFD_DIGESTS", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void f3_a_signature_need_not_protect_what_only_another_body_shows() {
        Sealed two = twoBodies();
        two.signLeaving(0, SECOND_LIST, SECOND_PAGE, "Doc_1/Document.xml");
        signSecond(two);

        assertThat(two.passes().coverage().unprotected()).isEmpty();
    }

    @Test
    void f3_refuses_a_page_of_the_second_body_that_only_the_first_one_protects() {
        Sealed two = twoBodies();
        two.signLeaving(0, SECOND_LIST);
        signSecond(two, SECOND_PAGE);

        two.fails("OFD_SIGNATURE_COVERAGE");
    }

    @Test
    void f3_refuses_two_bodies_with_one_root_or_one_list() {
        Sealed.plain()
                .edit(
                        "OFD.xml",
                        xml -> xml.replace("</ofd:OFD>", body("Doc_0/Document.xml", "/other.xml") + "</ofd:OFD>"))
                .sign(0)
                .fails("OFD_STRUCTURE");
        twoBodies("/" + Sealed.LIST).signLeaving(0, SECOND_LIST).fails("OFD_STRUCTURE");
    }

    @Test
    void f3_refuses_a_document_without_a_body_or_with_too_many() {
        Sealed.plain().put("OFD.xml", "<ofd:OFD" + OPEN + "</ofd:OFD>").fails("OFD_STRUCTURE");
        Sealed.plain()
                .edit(
                        "OFD.xml",
                        xml -> xml.replace("</ofd:OFD>", body("x.xml", "/y.xml").repeat(16) + "</ofd:OFD>"))
                .fails("OFD_STRUCTURE");
    }

    @Test
    void f3_a_document_with_versions_passes_when_the_current_one_is_what_its_root_shows() {
        assertThat(versions("Doc_0/Document.xml", "true").passes().coverage().reached())
                .contains("Doc_0/Versions/v1.xml", "Doc_0/old.txt");
    }

    @Test
    void f3_refuses_versions_of_which_the_current_one_is_not_what_the_root_shows() {
        versions("Doc_0/Other.xml", "true").fails("OFD_STRUCTURE");
        versions("Doc_0/Other.xml", "1").fails("OFD_STRUCTURE");
    }

    @Test
    void f3_an_earlier_version_is_reached_and_protected_too() {
        Sealed earlier = versions("Doc_0/Other.xml", "false");

        assertThat(earlier.passes().coverage().reached()).contains("Doc_0/Other.xml");
        earlier.edit("Doc_0/Other.xml", xml -> xml + " ")
                .fails("OFD_DIGESTS", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Doc_0/Versions/v1.xml", "Doc_0/old.txt", "Doc_0/Other.xml"})
    void f3_refuses_a_version_that_lacks_a_file(String file) {
        versions("Doc_0/Other.xml", "false").remove(file).fails("OFD_STRUCTURE");
    }

    @Test
    void f3_refuses_a_version_listed_twice() {
        versions("Doc_0/Document.xml", "false")
                .edit("OFD.xml", xml -> xml.replaceFirst("(<ofd:Version .*?</ofd:Version>)", "$1$1"))
                .fails("OFD_STRUCTURE");
    }

    @Test
    void f3_refuses_a_version_that_lists_itself_out_of_the_container() {
        versions("Doc_0/Document.xml", "false")
                .edit("Doc_0/Versions/v1.xml", xml -> xml.replace("/Doc_0/old.txt", "../../etc/passwd"))
                .fails("OFD_STRUCTURE");
    }

    @Test
    void gm_t_0099_refuses_an_encrypted_document() {
        Sealed.plain()
                .put("Encryptions.xml", "<ofd:Encryptions" + OPEN + "</ofd:Encryptions>")
                .sign(0)
                .fails("OFD_STRUCTURE");
    }

    @ParameterizedTest
    @CsvSource({"xmlns:ofd, ofd:", "xmlns:x, x:", "xmlns, ''"})
    void reads_every_prefix_that_writers_use(String declaration, String prefix) {
        Sealed document = Sealed.plain();
        for (String file : List.of("OFD.xml", Sealed.DOCUMENT, Sealed.PAGE)) {
            document.put(
                    file,
                    document.text(file)
                            .replace("<ofd:", "<" + prefix)
                            .replace("</ofd:", "</" + prefix)
                            .replace("xmlns:ofd", declaration));
        }

        assertThat(document.sign(0).passes().pageCount()).isEqualTo(1);
    }

    @Test
    void refuses_one_file_as_two_pages() {
        Sealed.plain()
                .edit(Sealed.DOCUMENT, xml -> xml.replaceFirst("(<ofd:Page ID=\")1(.*?</ofd:Page>)", "$11$2$19$2"))
                .sign(0)
                .fails("OFD_STRUCTURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<ofd:TemplatePage ID=\"90\" BaseLoc=\"Tpls/T.xml\"/>", "<ofd:PublicRes>a\\b</ofd:PublicRes>"})
    void refuses_a_template_that_is_not_there_and_a_resource_that_is_no_path(String element) {
        Sealed.plain()
                .edit(Sealed.DOCUMENT, xml -> xml.replace("</ofd:CommonData>", element + "</ofd:CommonData>"))
                .sign(0)
                .fails("OFD_STRUCTURE");
    }

    private static Sealed versions(String root, String current) {
        Sealed document = Sealed.plain();
        return document.put("Doc_0/old.txt", "old")
                .put("Doc_0/Other.xml", document.text(Sealed.DOCUMENT) + "\n")
                .put(
                        "Doc_0/Versions/v1.xml",
                        "<ofd:DocVersion ID=\"v1\"" + OPEN
                                + "<ofd:FileList><ofd:File ID=\"f1\">/Doc_0/old.txt</ofd:File></ofd:FileList><ofd:DocRoot>/"
                                + root + "</ofd:DocRoot></ofd:DocVersion>")
                .edit(
                        "OFD.xml",
                        xml -> xml.replace(
                                "</ofd:DocRoot>",
                                "</ofd:DocRoot><ofd:Versions><ofd:Version ID=\"v\" Index=\"1\" Current=\"" + current
                                        + "\" BaseLoc=\"Doc_0/Versions/v1.xml\"></ofd:Version></ofd:Versions>"))
                .sign(0);
    }

    private static Sealed twoSigned() {
        Sealed two = twoBodies();
        two.signLeaving(0, SECOND_LIST);
        return signSecond(two);
    }

    private static Sealed twoBodies() {
        return twoBodies("/" + SECOND_LIST);
    }

    private static Sealed twoBodies(String list) {
        Sealed two = Sealed.plain();
        return two.put(SECOND_PAGE, two.text(Sealed.PAGE))
                .put(
                        "Doc_1/Document.xml",
                        two.text(Sealed.DOCUMENT)
                                .replaceFirst("<ofd:PublicRes>.*</ofd:CommonData>", "</ofd:CommonData>")
                                .replaceFirst("<ofd:Attachments>.*</ofd:Attachments>", ""))
                .edit("OFD.xml", xml -> xml.replace("</ofd:OFD>", body("Doc_1/Document.xml", list) + "</ofd:OFD>"))
                .put(SECOND_LIST, "<ofd:Signatures" + OPEN + "</ofd:Signatures>");
    }

    private static String body(String root, String list) {
        return "<ofd:DocBody><ofd:DocInfo><ofd:DocID>2</ofd:DocID><ofd:Title>第二份</ofd:Title></ofd:DocInfo><ofd:DocRoot>"
                + root + "</ofd:DocRoot>" + Sealed.signatures(list) + "</ofd:DocBody>";
    }

    /** Signs the second body as number 1, leaving what is named. */
    private static Sealed signSecond(Sealed two, String... left) {
        String first = two.text(Sealed.LIST);
        String[] all = new String[left.length + 1];
        System.arraycopy(left, 0, all, 0, left.length);
        all[left.length] = SECOND_LIST;
        two.signLeaving(1, all);
        return two.put(Sealed.LIST, first)
                .put(
                        SECOND_LIST,
                        "<ofd:Signatures" + OPEN + "<ofd:Signature ID=\"s1\" BaseLoc=\"/" + Sealed.description(1)
                                + "\"/></ofd:Signatures>");
    }
}
