package io.onevisit.seal.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.seal.Pictures;
import io.onevisit.seal.SealOffice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** GB/T 33190-2016, looked at with the JDK's own ZIP and XML readers. */
class OfdWriterTest {
    private static final String NAMESPACE = "http://www.ofdspec.org/2016";

    @Test
    void the_same_draft_gives_the_same_octets_and_another_gives_another_id() throws Exception {
        OfdDraft licence = Drafts.licence();
        OfdDraft other = new OfdDraft(
                "另一张",
                licence.creator(),
                licence.created(),
                licence.metadata(),
                licence.pages(),
                licence.attachments());

        assertThat(OfdWriter.write(licence)).isEqualTo(OfdWriter.write(Drafts.licence()));
        assertThat(id(OfdWriter.write(licence))).matches("[0-9a-f]{32}").isNotEqualTo(id(OfdWriter.write(other)));
    }

    @ParameterizedTest
    @CsvSource({"Pacific/Kiritimati, ar-EG-u-nu-arab", "America/Los_Angeles, tr-TR", "Asia/Shanghai, de-DE"})
    void the_octets_depend_on_neither_time_zone_nor_locale(String zone, String language) {
        Bytes here = OfdWriter.write(Drafts.licence());
        TimeZone usualZone = TimeZone.getDefault();
        Locale usualLocale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(OfdWriter.write(Drafts.licence())).isEqualTo(here);
        } finally {
            TimeZone.setDefault(usualZone);
            Locale.setDefault(usualLocale);
        }
    }

    @Test
    void every_file_named_is_there() throws Exception {
        Map<String, byte[]> files = unzip(OfdWriter.write(Drafts.licence()));

        assertThat(files)
                .containsOnlyKeys(
                        "OFD.xml",
                        "Doc_0/Document.xml",
                        "Doc_0/PublicRes.xml",
                        "Doc_0/DocumentRes.xml",
                        "Doc_0/Res/Picture_0.png",
                        "Doc_0/Pages/Page_0/Content.xml",
                        "Doc_0/Attachs/Attachments.xml",
                        "Doc_0/Attachs/Attachment_0.dat",
                        "Doc_0/Attachs/Attachment_1.dat");
        assertThat(text(xml(files, "OFD.xml"), "DocRoot")).isEqualTo("Doc_0/Document.xml");
        assertThat(text(xml(files, "Doc_0/Document.xml"), "Attachments")).isEqualTo("Attachs/Attachments.xml");
        assertThat(attribute(xml(files, "Doc_0/Document.xml"), "Page", "BaseLoc"))
                .isEqualTo("Pages/Page_0/Content.xml");
        assertThat(text(xml(files, "Doc_0/DocumentRes.xml"), "MediaFile")).isEqualTo("Picture_0.png");
    }

    @Test
    void ids_are_unique_and_the_largest_is_told() throws Exception {
        Map<String, byte[]> files = unzip(OfdWriter.write(Drafts.licence()));
        Map<String, String> seen = new HashMap<>();
        int largest = 0;
        for (String file : List.of(
                "Doc_0/Document.xml",
                "Doc_0/PublicRes.xml",
                "Doc_0/DocumentRes.xml",
                "Doc_0/Pages/Page_0/Content.xml")) {
            var elements = xml(files, file).getElementsByTagNameNS(NAMESPACE, "*");
            for (int i = 0; i < elements.getLength(); i++) {
                String id = ((Element) elements.item(i)).getAttribute("ID");
                if (!id.isEmpty()) {
                    assertThat(seen.put(id, file)).as(id).isNull();
                    largest = Math.max(largest, Integer.parseInt(id));
                }
            }
        }

        assertThat(text(xml(files, "Doc_0/Document.xml"), "MaxUnitID")).isEqualTo(Integer.toString(largest));
    }

    @Test
    void a_text_says_how_far_its_characters_stand_apart() throws Exception {
        Document page = pageOf(new OfdPage.Text(10, 20, "宋体", 5, "许可A1𠮷"));

        assertThat(attribute(page, "TextCode", "DeltaX")).isEqualTo("5 5 2.5");
        assertThat(attribute(page, "TextObject", "Boundary")).isEqualTo("10 20 20 6");
        assertThat(text(page, "TextCode")).isEqualTo("许可A1");
    }

    @Test
    void a_character_beyond_the_basic_plane_stands_alone() throws Exception {
        var codes = pageOf(new OfdPage.Text(10, 20, "宋体", 5, "A𠮷𠮷祥")).getElementsByTagNameNS(NAMESPACE, "TextCode");

        assertThat(codes.getLength()).isEqualTo(4);
        assertThat(codes.item(2).getTextContent()).isEqualTo("𠮷");
        assertThat(((Element) codes.item(2)).getAttribute("X")).isEqualTo("7.5");
        assertThat(((Element) codes.item(2)).hasAttribute("DeltaX")).isFalse();
        assertThat(((Element) codes.item(3)).getAttribute("X")).isEqualTo("12.5");
    }

    @Test
    void a_line_runs_within_its_box() throws Exception {
        Document page = pageOf(new OfdPage.Line(30, 40, 20, 60, 1));

        assertThat(attribute(page, "PathObject", "Boundary")).isEqualTo("19.5 39.5 11 21");
        assertThat(text(page, "AbbreviatedData")).isEqualTo("M 10.5 0.5 L 0.5 20.5");
    }

    @Test
    void a_picture_is_kept_once_however_often_it_is_shown() throws Exception {
        Bytes png = Pictures.png(10, 10);
        OfdPage page =
                OfdPage.a4(List.of(new OfdPage.Picture(0, 0, 10, 10, png), new OfdPage.Picture(50, 50, 20, 20, png)));

        assertThat(unzip(OfdWriter.write(draft(page))).keySet().stream().filter(name -> name.endsWith(".png")))
                .hasSize(1);
    }

    @Test
    void what_was_written_reads_back() {
        OfdDocument document = OfdDocument.readWithoutVerification(
                OfdWriter.write(Drafts.licence()).toArray());

        assertThat(document.title()).isEqualTo("食品经营许可证");
        assertThat(document.metadata()).isEqualTo(Drafts.licence().metadata());
        assertThat(document.pageCount()).isEqualTo(1);
        assertThat(document.attachments())
                .containsExactly(Map.entry("licence.jwt", "application/dc+sd-jwt"), Map.entry("说明.txt", "text/plain"));
        assertThat(document.attachment("licence.jwt")).contains(SealOffice.utf8(Drafts.TOKEN));
        assertThat(document.attachment("other")).isEmpty();
        assertThat(document.signatures()).isEmpty();
        assertThat(document).hasToString("OFD document of 1 bodies, the first of 1 pages, 2 attachments, 0 signatures");
    }

    @ParameterizedTest
    @CsvSource({"200, 10", "-1, 10", "10, 295", "10, -1"})
    void refuses_what_would_run_off_the_page(double x, double y) {
        OfdPage.Item text = new OfdPage.Text(x, y, "宋体", 5, "跑出页面");

        assertThatThrownBy(() -> OfdPage.a4(List.of(text)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("within the page");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1001})
    void refuses_a_measure_that_is_none(double measure) {
        assertThatThrownBy(() -> new OfdPage(measure, 100, List.of())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> OfdPage.a4(List.of(new OfdPage.Line(10, 10, 20, 20, measure))))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> OfdPage.a4(List.of(new OfdPage.Picture(1, 1, measure, 10, Pictures.png(5, 5)))))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\ud800", "a\uffff"})
    void refuses_text_that_xml_cannot_carry(String text) {
        assertThatThrownBy(() -> new OfdPage.Text(1, 1, "宋体", 5, text)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new OfdAttachment(text, "text/plain", Bytes.empty()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new OfdDraft(
                        "a", "b", LocalDate.EPOCH, Map.of("name", text), List.of(OfdPage.a4(List.of())), List.of()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_two_attachments_of_one_name_and_no_page() {
        OfdAttachment attachment = new OfdAttachment("a", "text/plain", Bytes.empty());
        List<OfdPage> pages = List.of(OfdPage.a4(List.of()));

        assertThatThrownBy(() ->
                        new OfdDraft("a", "b", LocalDate.EPOCH, Map.of(), pages, Collections.nCopies(2, attachment)))
                .hasMessageContaining("name of their own");
        assertThatThrownBy(() -> new OfdDraft("a", "b", LocalDate.EPOCH, Map.of(), List.of(), List.of()))
                .hasMessageContaining("pages");
    }

    @Test
    void refuses_a_picture_that_is_no_plain_png() {
        Bytes bomb = Pictures.claiming(Pictures.png(5, 5), 60_000, 60_000);

        assertThatThrownBy(() -> new OfdPage.Picture(1, 1, 10, 10, bomb)).isInstanceOf(InvalidValueException.class);
    }

    private static OfdDraft draft(OfdPage page) {
        return new OfdDraft("a", "b", LocalDate.EPOCH, Map.of(), List.of(page), List.of());
    }

    private static Document pageOf(OfdPage.Item item) throws Exception {
        Bytes ofd = OfdWriter.write(draft(OfdPage.a4(List.of(item))));
        return xml(unzip(ofd), "Doc_0/Pages/Page_0/Content.xml");
    }

    private static String id(Bytes ofd) throws Exception {
        return text(xml(unzip(ofd), "OFD.xml"), "DocID");
    }

    private static Map<String, byte[]> unzip(Bytes ofd) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(ofd.toArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static Document xml(Map<String, byte[]> files, String name) throws Exception {
        byte[] content = Objects.requireNonNull(files.get(name), name);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(content));
    }

    private static String text(Document document, String element) {
        return document.getElementsByTagNameNS(NAMESPACE, element).item(0).getTextContent();
    }

    private static String attribute(Document document, String element, String attribute) {
        return ((Element) document.getElementsByTagNameNS(NAMESPACE, element).item(0)).getAttribute(attribute);
    }
}
