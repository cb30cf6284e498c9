package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to show one document under the seal of another, each by its name; every profile refuses them all. */
class OfdAttackTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/OFD.xml",
                "OFD.xml",
                " /OFD.xml ",
                "/./OFD.xml",
                "//OFD.xml",
                "/Doc_0/../OFD.xml",
                "\\OFD.xml",
                "/OFD%2Exml",
                "file:/OFD.xml",
                "/OFD.xml/",
                "../../../OFD.xml",
                "&#9;/OFD.xml",
            })
    void two_references_to_one_file_however_they_are_spelled(String spelling) {
        twice(spelling).fails("OFD_SIGNATURE_FILE", "OFD_COVERAGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ofd.xml", "/OFD.XML", "/\uff2fFD.xml", "/OFD.xml\u200b", "/OFD\u2024xml", "/\u041eFD.xml"})
    void references_in_other_letters_are_to_files_that_are_not_there(String spelling) {
        twice(spelling).fails("OFD_DIGESTS");
    }

    @Test
    void a_name_in_another_unicode_form_is_another_file() {
        Sealed composed = Sealed.plain().put("Doc_0/caf\u00e9.dat", "x");

        composed.sign(0, xml -> xml.replace("caf\u00e9", "cafe\u0301"))
                .fails("OFD_DIGESTS", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Signature.xml", "SignedValue.dat"})
    void a_reference_to_the_signature_itself(String file) {
        Sealed.plain()
                .sign(
                        0,
                        xml -> xml.replace(
                                "</ofd:References>",
                                Sealed.reference("/" + Sealed.folder(0) + file, Bytes.empty()) + "</ofd:References>"))
                .fails("OFD_REFERENCES", "OFD_DIGESTS");
    }

    @Test
    void a_reference_to_the_list_keeps_others_from_signing_but_does_no_harm() {
        Sealed closed = Sealed.plain().list("<ofd:Signature ID=\"s0\" BaseLoc=\"/" + Sealed.description(0) + "\"/>");
        String list = closed.text(Sealed.LIST);
        closed.sign(
                        0,
                        xml -> xml.replace(
                                "</ofd:References>",
                                Sealed.reference("/" + Sealed.LIST, closed.file(Sealed.LIST)) + "</ofd:References>"))
                .put(Sealed.LIST, list)
                .passes();
    }

    @Test
    void two_lists_of_signatures() {
        Sealed.once()
                .put("Doc_0/Signs/Signatures_2.xml", Sealed.once().text(Sealed.LIST))
                .isNotedInTheField("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
        Sealed.once()
                .edit("OFD.xml", xml -> xml.replace("</ofd:DocBody>", Sealed.signatures("/x.xml") + "</ofd:DocBody>"))
                .fails("OFD_STRUCTURE");
    }

    @Test
    void a_signature_dropped_from_the_list() {
        Sealed.plain()
                .sign(0)
                .sign(1)
                .edit(Sealed.LIST, xml -> xml.replaceFirst("<ofd:Signature ID=\"s0\".*?/>", ""))
                .fails("OFD_UNLISTED_SIGNATURE");
    }

    @Test
    void a_signature_dropped_from_the_list_and_hidden_behind_a_comment() {
        Sealed hidden = Sealed.plain()
                .sign(0)
                .sign(1)
                .edit(Sealed.LIST, xml -> xml.replaceFirst("<ofd:Signature ID=\"s0\".*?/>", ""))
                .edit(Sealed.description(0), xml -> "<!--" + "x".repeat(70_000) + "-->" + xml);

        hidden.fails("OFD_DIGESTS", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void an_entrance_that_names_another_list() {
        Sealed.once()
                .put("evil.xml", "<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\"/>")
                .edit("OFD.xml", xml -> xml.replace("/" + Sealed.LIST, "/evil.xml"))
                .fails("OFD_SIGNED", "OFD_UNLISTED_SIGNATURE", "OFD_COVERAGE");
    }

    @Test
    void an_entrance_that_names_another_root() {
        Sealed evil = Sealed.once();
        evil.put("Doc_0/Evil.xml", evil.text(Sealed.DOCUMENT))
                .edit("OFD.xml", xml -> xml.replace("Doc_0/Document.xml", "Doc_0/Evil.xml"))
                .fails("OFD_DIGESTS", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void octets_before_after_and_instead_of_a_part() {
        byte[] sealed = Sealed.once().octets();
        byte[] before = new byte[sealed.length + 1];
        System.arraycopy(sealed, 0, before, 1, sealed.length);

        isNoContainer(before);
        isNoContainer(Arrays.copyOf(sealed, sealed.length + 1));
        isNoContainer(Arrays.copyOf(sealed, sealed.length - 1));
        isNoContainer(Arrays.copyOf(sealed, sealed.length / 2));
    }

    @Test
    void another_document_behind_the_first_one() {
        byte[] one = Sealed.once().octets();
        byte[] other = Sealed.plain().octets();
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);

        isNoContainer(joined);
    }

    @ParameterizedTest
    @CsvSource({"180 222 40 40", "20 270 40 40", "-21 222 40 40", "20 -1 40 40", "20 222 0 40", "20 222 -40 40"})
    void a_stamp_moved_off_the_page(String box) {
        Sealed.plain().sign(0, xml -> xml.replace("20 222 40 40", box)).fails("OFD_STAMP");
    }

    @Test
    void a_stamp_moved_after_signing() {
        Sealed.once()
                .edit(Sealed.description(0), xml -> xml.replace("20 222 40 40", "100 222 40 40"))
                .fails("SEAL_DATA_HASH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE ofd:OFD>",
                "<!DOCTYPE ofd:OFD [<!ENTITY e 'x'>]>",
                "<!DOCTYPE ofd:OFD SYSTEM 'http://127.0.0.1:1/x.dtd'>",
                "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
                "<?xml-stylesheet href='http://127.0.0.1:1/'?>",
            })
    void document_types_entities_and_instructions(String prolog) {
        for (String file : new String[] {"OFD.xml", Sealed.DOCUMENT, Sealed.PAGE, "Doc_0/Attachs/Attachments.xml"}) {
            Sealed.plain()
                    .edit(file, xml -> xml.replaceFirst("<ofd:", prolog + "<ofd:"))
                    .sign(0)
                    .fails("OFD_STRUCTURE");
        }
        Sealed.once().edit(Sealed.LIST, xml -> prolog + xml).fails("OFD_SIGNATURE_LIST");
        Sealed.plain().sign(0, xml -> prolog + xml).fails("OFD_SIGNATURE_FILE", "OFD_COVERAGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "GBK"})
    void encodings_that_readers_may_guess(String encoding) {
        Sealed plain = Sealed.plain();
        Bytes encoded = Bytes.of(plain.text("OFD.xml").getBytes(Charset.forName(encoding)));

        plain.put("OFD.xml", encoded).sign(0).fails("OFD_STRUCTURE");
    }

    @Test
    void a_deep_page_and_a_wide_one() {
        Sealed.plain()
                .edit(
                        Sealed.PAGE,
                        xml -> xml.replace(
                                "<ofd:Content>",
                                "<ofd:Content>" + "<ofd:x>".repeat(10_000) + "</ofd:x>".repeat(10_000)))
                .sign(0)
                .fails("OFD_STRUCTURE");
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            wide.append("<ofd:x y='").append(Integer.toString(i * 7919, 36)).append("'/>");
        }
        Sealed.plain()
                .edit(Sealed.PAGE, xml -> xml.replace("<ofd:Content>", wide + "<ofd:Content>"))
                .sign(0)
                .fails("OFD_STRUCTURE");
    }

    @Test
    void duplicate_attributes_and_foreign_names() {
        Sealed.plain()
                .edit(Sealed.DOCUMENT, xml -> xml.replace("<ofd:Page ID=", "<ofd:Page ID=\"1\" ID="))
                .sign(0)
                .fails("OFD_STRUCTURE");
        Sealed.plain()
                .edit(
                        Sealed.DOCUMENT,
                        xml -> xml.replace(
                                "</ofd:Pages>", "<x:Page xmlns:x=\"evil\" ID=\"9\" BaseLoc=\"x\"/></ofd:Pages>"))
                .sign(0)
                .fails("OFD_STRUCTURE");
    }

    @Test
    void one_document_inside_another_is_an_attachment_and_no_more() {
        Sealed inner = Sealed.once();
        Sealed outer = Sealed.plain().put(Sealed.TOKEN, Bytes.of(inner.octets()));

        outer.fails("OFD_SIGNATURE_LIST");
        OfdDocument document = outer.sign(0).passes();
        assertThat(document.signatures()).hasSize(1);
        assertThat(document.attachment("licence.jwt")).contains(Bytes.of(inner.octets()));
    }

    @Test
    void octets_changed_by_their_owner_after_verification() {
        Bytes large = Bytes.of(new byte[1024 * 1024]);
        byte[] ofd = Sealed.plain().put(Sealed.TOKEN, large).sign(0).octets();
        byte[] small = Sealed.once().octets();
        OfdVerifier verifier = new OfdVerifier(Sealed.OFFICE.verifier());
        OfdDocument document = verifier.verify(ofd).orThrow();
        OfdDocument other = verifier.verify(small).orThrow();
        Optional<Bytes> token = other.attachment("licence.jwt");
        assertThat(document.attachment("licence.jwt")).contains(large);
        Arrays.fill(ofd, (byte) 0);
        Arrays.fill(small, (byte) 0);

        assertThatThrownBy(() -> document.attachment("licence.jwt")).isInstanceOf(MalformedMessageException.class);
        assertThat(document.title()).isEqualTo("食品经营许可证");
        assertThat(other.attachment("licence.jwt")).isPresent().isEqualTo(token);
    }

    @Test
    void three_thousand_small_files_and_a_thousand_stamps_are_borne() {
        Sealed many = Sealed.plain();
        for (int i = 0; i < 3000; i++) {
            many.put("Doc_0/Many/" + i, "");
        }
        String stamp = "<ofd:StampAnnot ID=\"x\" PageRef=\"1\" Boundary=\"1 1 1 1\"/>";

        many.sign(0, xml -> xml.replace("<ofd:Seal>", stamp.repeat(1000) + "<ofd:Seal>"))
                .passes();
        Sealed.plain()
                .sign(0, xml -> xml.replace("<ofd:Seal>", stamp.repeat(1024) + "<ofd:Seal>"))
                .fails("OFD_SIGNATURE_FILE", "OFD_COVERAGE");
    }

    @Test
    void more_signatures_than_are_borne() {
        Sealed many = Sealed.once();
        for (int i = 1; i <= 64; i++) {
            many.list("<ofd:Signature ID=\"x" + i + "\" BaseLoc=\"/x" + i + ".xml\"/>");
        }

        many.fails("OFD_SIGNATURE_LIST");
    }

    private static Sealed twice(String spelling) {
        Sealed plain = Sealed.plain();
        return plain.sign(
                0,
                xml -> xml.replace(
                        "</ofd:References>", Sealed.reference(spelling, plain.file("OFD.xml")) + "</ofd:References>"));
    }

    private static void isNoContainer(byte[] octets) {
        OfdVerifier verifier = new OfdVerifier(Sealed.OFFICE.verifier());

        assertThat(verifier.verify(octets).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(verifier.verify(octets))).containsExactly("OFD_CONTAINER");
    }

    @Test
    void another_document_in_the_place_of_one_signed_by_paths_without_their_slash() {
        Sealed document = Sealed.plain().sign(0, xml -> xml.replace("FileRef=\"/", "FileRef=\""));
        assertThat(document.inTheField().verdict()).isEqualTo(Verdict.PASSED);
        document.content().stream()
                .filter(path -> !path.startsWith("Doc_0/Signs/"))
                .forEach(path -> document.put(Sealed.folder(0) + path, document.file(path)));

        document.edit(Sealed.PAGE, xml -> xml.replace("食品经营许可证", "烟花爆竹经营许可证"))
                .sign(1)
                .fails("OFD_SIGNATURE_FILE");
    }

    @Test
    void another_document_beside_one_whose_signature_left_the_entrance_out() {
        Sealed document = Sealed.plain();
        document.signLeaving(0, "OFD.xml");
        document.paths().stream()
                .filter(path -> path.startsWith("Doc_0/") && !path.startsWith("Doc_0/Signs/"))
                .forEach(path -> document.put("Evil/" + path.substring("Doc_0/".length()), document.file(path)));

        document.edit("Evil/Attachs/Attachments.xml", xml -> xml.replace("/Doc_0/", "/Evil/"))
                .edit("Evil/Pages/Page_0/Content.xml", xml -> xml.replace("食品经营许可证", "烟花爆竹经营许可证"))
                .edit("OFD.xml", xml -> xml.replace("Doc_0/Document.xml", "Evil/Document.xml"))
                .sign(1)
                .fails("OFD_SIGNATURE_COVERAGE");
    }
}
