package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real documents do against the text: refused by the strict profile, noted by the field profile, no further. */
class OfdProfileTest {
    private static final String STRAY = "Doc_0/stray.dat";

    @ParameterizedTest
    @ValueSource(strings = {"SM3", "1.2.156.10197.1.401.2"})
    void names_of_the_digest_are_noted(String name) {
        Sealed.plain().sign(0, xml -> xml.replace("1.2.156.10197.1.401", name)).isNotedInTheField("OFD_CHECK_METHOD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA1", "SHA256", "sm3 ", "1.2.156.10197.1.401.1", "1.2.156.10197.1.401.3", ""})
    void other_digests_are_refused_by_every_profile(String name) {
        Sealed.plain().sign(0, xml -> xml.replace("1.2.156.10197.1.401", name)).fails("OFD_CHECK_METHOD");
    }

    @Test
    void a_digest_that_is_not_named_is_md5_and_refused_by_every_profile() {
        Sealed.plain()
                .sign(0, xml -> xml.replace(" CheckMethod=\"1.2.156.10197.1.401\"", ""))
                .fails("OFD_CHECK_METHOD");
    }

    @Test
    void an_algorithm_without_its_arc_is_noted() {
        Sealed.plain()
                .sign(0, xml -> xml.replace("1.2.156.10197.1.501", "1.2.156.10197.501"))
                .isNotedInTheField("OFD_SIGNATURE_METHOD");
    }

    @Test
    void an_algorithm_need_not_be_named() {
        Sealed.plain()
                .sign(0, xml -> xml.replaceFirst("<ofd:SignatureMethod>.*</ofd:SignatureMethod>", ""))
                .passes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.840.113549.1.1.11", "SM3WITHSM2", "1.2.156.10197.1.502"})
    void other_algorithms_are_refused_by_every_profile(String algorithm) {
        Sealed.plain()
                .sign(0, xml -> xml.replace("1.2.156.10197.1.501", algorithm))
                .fails("OFD_SIGNATURE_METHOD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20261120080000Z",
                "20261120080000",
                "2026-11-20 08:00:00",
                "2026-11-20T08:00:00",
                "yesterday",
                "19700101000000Z",
                "99991231235959Z"
            })
    void the_time_beside_the_signature_is_nobody_s_proof(String time) {
        Sealed.plain().sign(0, xml -> xml.replace("20261120080000Z", time)).passes();
    }

    @Test
    void a_file_named_from_the_root_without_a_slash_is_noted() {
        Sealed.plain().sign(0, xml -> xml.replace("FileRef=\"/", "FileRef=\"")).isNotedInTheField("OFD_PATHS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Seal.esl", "SignedValue.dat"})
    void a_file_of_the_signature_named_without_a_slash_is_noted(String file) {
        Sealed.plain()
                .sign(0, xml -> xml.replace("/Doc_0/Signs/Sign_0/" + file, "Doc_0/Signs/Sign_0/" + file))
                .isNotedInTheField("OFD_PATHS");
    }

    @Test
    void a_description_named_without_a_slash_is_noted() {
        Sealed.once()
                .edit(Sealed.LIST, xml -> xml.replace("BaseLoc=\"/", "BaseLoc=\""))
                .isNotedInTheField("OFD_PATHS");
    }

    @Test
    void a_path_from_where_the_file_lies_is_as_the_text_has_it() {
        Sealed.plain()
                .sign(0, xml -> xml.replace("/Doc_0/Signs/Sign_0/Seal.esl", "Seal.esl"))
                .passes();
    }

    @Test
    void a_path_that_can_be_read_in_two_ways_is_refused() {
        Sealed both = Sealed.plain().put(Sealed.folder(0) + "OFD.xml", "another");
        both.sign(
                        0,
                        both.content("OFD.xml"),
                        xml -> xml.replace(
                                "</ofd:References>",
                                Sealed.reference("OFD.xml", both.file("OFD.xml")) + "</ofd:References>"))
                .fails("OFD_SIGNATURE_FILE", "OFD_COVERAGE");
    }

    @Test
    void a_file_named_with_and_without_a_slash_is_named_twice() {
        Sealed twice = Sealed.plain();
        twice.sign(
                        0,
                        xml -> xml.replace(
                                "</ofd:References>",
                                Sealed.reference("OFD.xml", twice.file("OFD.xml")) + "</ofd:References>"))
                .fails("OFD_SIGNATURE_FILE", "OFD_COVERAGE");
    }

    @Test
    void property_info_without_a_slash_is_noted() {
        Sealed document = Sealed.plain();
        document.sign(0, document.content(), xml -> xml, Sealed.description(0)).isNotedInTheField("OFD_PATHS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Signature.xml", "//Doc_0/Signs/Sign_0/Signature.xml", "/Doc_0/Signs/Sign_1/Signature.xml", "x"})
    void other_property_info_is_refused_by_every_profile(String info) {
        Sealed document = Sealed.plain();
        document.sign(0, document.content(), xml -> xml, info).fails("OFD_SIGNED_PATH");
    }

    @Test
    void files_left_out_that_no_page_shows_are_noted() {
        OfdDocument document = Sealed.plain()
                .put(STRAY, "x")
                .signLeaving(0, STRAY)
                .isNotedInTheField("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");

        assertThat(document.coverage().unprotected()).containsExactly(STRAY);
        assertThat(document.coverage().exposed()).isEmpty();
    }

    @Test
    void a_file_put_beside_the_signed_ones_is_noted() {
        Sealed.once().put(STRAY, "x").isNotedInTheField("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void what_is_shown_is_refused_when_it_was_added_after_a_signature_though_a_later_one_protects_it() {
        Sealed document = annotatable();
        document.signLeaving(0).put("Doc_0/Annots/Page_0.xml", "<x/>");

        document.sign(1).fails("OFD_SIGNATURE_COVERAGE");
    }

    @Test
    void what_no_page_shows_is_noted_when_it_was_added_after_a_signature_and_a_later_one_protects_it() {
        Sealed.once().put(STRAY, "x").sign(1).isNotedInTheField("OFD_SIGNATURE_COVERAGE");
    }

    @Test
    void what_was_added_after_the_last_signature_is_refused_when_it_is_shown() {
        annotatable()
                .signLeaving(0)
                .put("Doc_0/Annots/Page_0.xml", "<x/>")
                .fails("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void what_the_second_signature_leaves_is_refused_though_the_first_protects_it() {
        Sealed document = Sealed.plain().sign(0);

        document.signLeaving(1, Sealed.PAGE).fails("OFD_SIGNATURE_COVERAGE");
        assertThat(document.strictly().problems().get(0).where()).isEqualTo("signature 2");
    }

    @Test
    void a_later_signature_need_not_protect_the_files_of_an_earlier_one() {
        Sealed document = Sealed.plain().sign(0);

        document.signLeaving(
                        1, Sealed.description(0), Sealed.folder(0) + "Seal.esl", Sealed.folder(0) + "SignedValue.dat")
                .passes();
    }

    @ParameterizedTest
    @CsvSource({
        "Boundary=\"190 222 40 40\" Clip=\"0 0 20 40\", PASSED", // the left half, at the right edge
        "Boundary=\"-20 222 40 40\" Clip=\"20 0 20 40\", PASSED", // the right half, at the left edge
        "Boundary=\"190 222 40 40\" Clip=\"0 0 21 40\", FAILED", // a strip beyond the edge
        "Boundary=\"190 222 40 40\" Clip=\"-5 0 20 40\", FAILED", // beside the picture
        "Boundary=\"20 222 40 40\" Clip=\"0 0 41 40\", FAILED",
        "Boundary=\"20 222 40 40\" Clip=\"0 0 0 40\", FAILED",
        "Boundary=\"20 222 40 40\" Clip=\"\", FAILED",
        "Boundary=\"300 222 40 40\" Clip=\"0 0 20 40\", FAILED",
    })
    void f8_a_riding_seal_shows_a_part_on_each_page(String stamp, Verdict verdict) {
        Sealed document = Sealed.plain().sign(0, xml -> xml.replace("Boundary=\"20 222 40 40\"", stamp));

        assertThat(document.strictly().verdict()).isEqualTo(verdict);
        assertThat(document.inTheField().verdict()).isEqualTo(verdict);
    }

    @Test
    void f8_a_stamp_over_another_is_noted() {
        Sealed beside = Sealed.plain().sign(0).sign(1);
        Sealed over = Sealed.plain().sign(0).sign(1, xml -> xml.replace("70 222 40 40", "50 222 40 40"));

        assertThat(over.passes().signatures()).hasSize(2);
        assertThat(Sealed.notes(over.strictly())).containsExactly("OFD_STAMP_OVER_ANOTHER");
        assertThat(Sealed.notes(beside.strictly())).isEmpty();
        assertThat(problems(beside.strictly())).isEmpty();
    }

    /** A document that names annotations, of which there are none yet. */
    private static Sealed annotatable() {
        return Sealed.plain()
                .put(
                        "Doc_0/Annots/Annotations.xml",
                        "<ofd:Annotations xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Page PageID=\"1\"><ofd:FileLoc>"
                                + "Page_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>")
                .edit(
                        Sealed.DOCUMENT,
                        xml -> xml.replace(
                                "</ofd:Pages>",
                                "</ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"));
    }
}
