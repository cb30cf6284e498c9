package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.NOW;
import static io.onevisit.seal.SealOffice.certificate;
import static io.onevisit.seal.SealOffice.problems;
import static io.onevisit.seal.SealOffice.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.core.crypto.TrustAnchors;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealOffice;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SignerList;
import io.onevisit.seal.UntouchedKey;
import io.onevisit.seal.internal.Containers;
import io.onevisit.seal.internal.ZipWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealed documents whole: GB/T 33190-2016, clause 18, and every way found to change one under its seal. */
class OfdVerifierTest {
    private static final SealOffice OFFICE = new SealOffice();
    private static final Seal SEAL = OFFICE.seal();
    private static final OfdVerifier VERIFIER = new OfdVerifier(OFFICE.verifier());
    private static final OfdSigner SIGNER = new OfdSigner(OFFICE.verifier());
    private static final StampPlace PLACE = new StampPlace.OnPage(1, 130, 222);
    private static final Bytes PLAIN = OfdWriter.write(Drafts.licence());
    private static final Bytes SEALED = SIGNER.sign(PLAIN, SEAL, OFFICE.signer(), List.of(PLACE));
    private static final Bytes SEALED_TWICE =
            SIGNER.sign(SEALED, SEAL, OFFICE.signer(), List.of(new StampPlace.OnPage(1, 20, 222)));

    private static final String SIGNS = "Doc_0/Signs/";
    private static final String LIST = SIGNS + "Signatures.xml";
    private static final String DESCRIPTION = SIGNS + "Sign_0/Signature.xml";
    private static final String VALUE = SIGNS + "Sign_0/SignedValue.dat";
    private static final String SEAL_FILE = SIGNS + "Sign_0/Seal.esl";
    private static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";
    private static final String TOKEN_FILE = "Doc_0/Attachs/Attachment_0.dat";

    @Test
    void a_sealed_document_passes_and_gives_its_attachments_and_signatures() {
        OfdDocument document = VERIFIER.verify(SEALED.toArray()).orThrow();

        assertThat(document.attachment("licence.jwt")).contains(utf8(Drafts.TOKEN));
        assertThat(document.metadata()).isEqualTo(Drafts.licence().metadata());
        assertThat(document.signatures()).hasSize(1);
        assertThat(document.signatures().get(0).seal()).isEqualTo(SEAL);
        assertThat(document.signatures().get(0).propertyInfo()).isEqualTo("/" + DESCRIPTION);
    }

    @Test
    void a_second_seal_protects_the_first() {
        Report<OfdDocument> report = VERIFIER.verify(SEALED_TWICE.toArray());

        assertThat(report.orThrow().signatures()).hasSize(2);
        assertThat(unzip(SEALED_TWICE).get(SIGNS + "Sign_1/Signature.xml"))
                .satisfies(xml -> assertThat(text(xml)).contains(DESCRIPTION, VALUE, SEAL_FILE));
    }

    @Test
    void sealing_leaves_every_file_but_the_entrance_as_it_was() {
        Map<String, Bytes> before = unzip(PLAIN);
        Map<String, Bytes> after = unzip(SEALED);
        before.remove("OFD.xml");

        assertThat(after).containsAllEntriesOf(before);
        assertThat(after.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        List.copyOf(union(unzip(PLAIN).keySet(), List.of(LIST, DESCRIPTION, VALUE, SEAL_FILE))));
    }

    @Test
    void the_checks_come_in_order() {
        List<String> codes = VERIFIER.verify(SEALED.toArray()).checks().stream()
                .map(Check::code)
                .filter(code -> code.startsWith("OFD_"))
                .toList();

        assertThat(codes)
                .containsExactly(
                        "OFD_CONTAINER",
                        "OFD_STRUCTURE",
                        "OFD_SIGNATURE_LIST",
                        "OFD_SIGNED",
                        "OFD_UNLISTED_SIGNATURE",
                        "OFD_SIGNATURE_TYPE",
                        "OFD_SIGNATURE_FILE",
                        "OFD_SIGNATURE_METHOD",
                        "OFD_CHECK_METHOD",
                        "OFD_REFERENCES",
                        "OFD_DIGESTS",
                        "OFD_SIGNED_VALUE",
                        "OFD_SEAL_FILE",
                        "OFD_SIGNED_PATH",
                        "OFD_PATHS",
                        "OFD_SIGNATURE_COVERAGE",
                        "OFD_STAMP",
                        "OFD_COVERAGE");
    }

    // No seal, no trust

    @Test
    void refuses_a_document_without_a_seal() {
        Report<OfdDocument> report = VERIFIER.verify(PLAIN.toArray());

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly("OFD_SIGNED", "OFD_COVERAGE");
    }

    @Test
    void nothing_passes_without_trust_anchors() {
        OfdVerifier trustless = new OfdVerifier(SealOffice.verifier(TrustAnchors.none(), NOW));

        assertThat(trustless.verify(SEALED.toArray()).verdict()).isNotEqualTo(Verdict.PASSED);
        assertThat(trustless.verify(SEALED.toArray()).subject()).isEmpty();
    }

    @Test
    void refuses_a_seal_of_a_stranger() {
        SealOffice stranger = new SealOffice();
        Bytes sealed =
                new OfdSigner(stranger.verifier()).sign(PLAIN, stranger.seal(), stranger.signer(), List.of(PLACE));

        assertThat(VERIFIER.verify(sealed.toArray()).verdict()).isEqualTo(Verdict.FAILED);
    }

    // F1: the container

    @Test
    void f1_refuses_what_is_no_container() {
        for (byte[] octets :
                List.of(new byte[0], new byte[100], utf8("%PDF-1.7").toArray())) {
            assertThat(problems(VERIFIER.verify(octets))).containsExactly("OFD_CONTAINER");
        }
    }

    // F2 and F3: the structure

    @Test
    void f2_refuses_a_document_type() {
        fails(
                edited("OFD.xml", xml -> xml.replace("<ofd:OFD", "<!DOCTYPE x [<!ENTITY e 'x'>]><ofd:OFD")),
                "OFD_STRUCTURE");
    }

    @Test
    void f3_refuses_a_second_body() {
        fails(
                edited("OFD.xml", xml -> {
                    String body = xml.substring(xml.indexOf("<ofd:DocBody>"), xml.indexOf("</ofd:OFD>"));
                    return xml.replace("</ofd:OFD>", body + "</ofd:OFD>");
                }),
                "OFD_STRUCTURE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DocInfo", "DocRoot", "Signatures", "Title"})
    void f3_refuses_two_where_one_belongs(String element) {
        fails(
                edited("OFD.xml", xml -> {
                    int start = xml.indexOf("<ofd:" + element + ">");
                    String end = "</ofd:" + element + ">";
                    String whole = xml.substring(start, xml.indexOf(end) + end.length());
                    return xml.replace(whole, whole + whole);
                }),
                "OFD_STRUCTURE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OFD.xml", "Doc_0/Document.xml", PAGE, "Doc_0/Attachs/Attachments.xml", TOKEN_FILE})
    void f3_refuses_a_document_that_lacks_a_file(String file) {
        Map<String, Bytes> files = unzip(SEALED);
        files.remove(file);

        fails(files, "OFD_STRUCTURE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../OFD.xml",
                "/Doc_0/../OFD.xml",
                "Pages//Page_0/Content.xml",
                "Pages\\Page_0\\Content.xml",
                "./Pages/Page_0/Content.xml",
                "Pages/Page_0/Content%2Exml",
                "file:///etc/passwd",
                ""
            })
    void f3_refuses_a_location_that_is_no_plain_path(String location) {
        fails(edited("Doc_0/Document.xml", xml -> xml.replace("Pages/Page_0/Content.xml", location)), "OFD_STRUCTURE");
    }

    @Test
    void f3_refuses_two_attachments_of_one_name() {
        fails(edited("Doc_0/Attachs/Attachments.xml", xml -> xml.replace("说明.txt", "licence.jwt")), "OFD_STRUCTURE");
    }

    // The list of signatures

    @Test
    void refuses_a_list_emptied_of_its_signature() {
        Map<String, Bytes> files = edited(LIST, xml -> xml.replaceFirst("<ofd:Signature .*</ofd:Signature>", ""));

        assertThat(problems(verify(files))).containsExactly("OFD_SIGNED", "OFD_UNLISTED_SIGNATURE", "OFD_COVERAGE");
    }

    @Test
    void refuses_a_signature_dropped_from_the_list_while_its_files_stay() {
        Map<String, Bytes> files = unzip(SEALED_TWICE);
        edit(files, LIST, xml -> xml.replaceFirst("<ofd:Signature ID=\"s001\".*?</ofd:Signature>", ""));

        fails(files, "OFD_UNLISTED_SIGNATURE");
    }

    @Test
    void refuses_the_first_of_two_signatures_dropped_with_its_files() {
        Map<String, Bytes> files = unzip(SEALED_TWICE);
        edit(files, LIST, xml -> xml.replaceFirst("<ofd:Signature ID=\"s001\".*?</ofd:Signature>", ""));
        files.keySet().removeIf(name -> name.startsWith(SIGNS + "Sign_0/"));

        fails(files, "OFD_DIGESTS");
    }

    @Test
    void refuses_the_last_signature_dropped_while_its_files_stay() {
        Map<String, Bytes> files = unzip(SEALED_TWICE);
        edit(files, LIST, xml -> xml.replaceFirst("<ofd:Signature ID=\"s003\".*?</ofd:Signature>", ""));

        fails(files, "OFD_UNLISTED_SIGNATURE", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void refuses_a_second_list() {
        Map<String, Bytes> files = unzip(SEALED);
        files.put(SIGNS + "Signatures2.xml", files.get(LIST));

        fails(files, "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void refuses_one_signature_listed_twice() {
        fails(
                edited(
                        LIST,
                        xml -> xml.replace(
                                "</ofd:Signatures>",
                                "<ofd:Signature ID=\"s9\" BaseLoc=\"/" + DESCRIPTION + "\"/></ofd:Signatures>")),
                "OFD_SIGNATURE_LIST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Relative=\"s001\" ID", "Other=\"x\" ID"})
    void refuses_a_signature_that_is_relative_to_another(String attribute) {
        fails(
                edited(LIST, xml -> xml.replace("<ofd:Signature ID", "<ofd:Signature " + attribute)),
                "OFD_SIGNATURE_LIST");
    }

    @Test
    void refuses_anything_else_in_the_list() {
        fails(
                edited(LIST, xml -> xml.replace("</ofd:Signatures>", "<ofd:Hidden/></ofd:Signatures>")),
                "OFD_SIGNATURE_LIST");
    }

    @Test
    void refuses_a_signature_without_a_seal() {
        fails(
                edited(LIST, xml -> xml.replace("Type=\"Seal\"", "Type=\"Sign\"")),
                "OFD_SIGNED",
                "PLAIN_SIGNATURE_FORMAT",
                "OFD_SIGNATURE_COVERAGE",
                "OFD_COVERAGE");
    }

    // F4 and F5: references

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OFD.xml",
                "Doc_0/Document.xml",
                PAGE,
                TOKEN_FILE,
                "Doc_0/PublicRes.xml",
                "Doc_0/Res/Picture_0.png"
            })
    void f5_refuses_a_changed_file(String file) {
        Map<String, Bytes> files = unzip(SEALED);
        files.put(file, file.endsWith("xml") ? utf8(text(file(files, file)) + " ") : utf8("changed"));

        fails(files, "OFD_DIGESTS", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void f5_refuses_a_changed_description() {
        fails(edited(DESCRIPTION, xml -> xml.replace("130 222 40 40", "20 20 40 40")), "SEAL_DATA_HASH");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.156.10197.1.401, MD5, OFD_CHECK_METHOD",
        "1.2.156.10197.1.401, SHA1, OFD_CHECK_METHOD",
        "1.2.156.10197.1.501, 1.2.840.10045.4.3.2, OFD_SIGNATURE_METHOD"
    })
    void f4_refuses_other_algorithms(String before, String after, String code) {
        fails(resigned(xml -> xml.replace(before, after)), code);
    }

    @Test
    void f4_takes_a_missing_digest_algorithm_for_md5_and_refuses_it() {
        fails(resigned(xml -> xml.replace(" CheckMethod=\"1.2.156.10197.1.401\"", "")), "OFD_CHECK_METHOD");
    }

    @Test
    void f4_refuses_a_signature_over_nothing() {
        Map<String, Bytes> files = resigned(xml -> xml.replaceAll("<ofd:Reference .*</ofd:Reference>", ""));

        fails(files, "OFD_REFERENCES", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void f4_refuses_two_references_to_one_file() {
        Map<String, Bytes> files = resigned(
                xml -> xml.replace("</ofd:References>", reference("/OFD.xml", Bytes.empty()) + "</ofd:References>"));

        assertThat(problems(verify(files))).contains("OFD_SIGNATURE_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/./OFD.xml", "//OFD.xml", "/Doc_0/../OFD.xml", "\\OFD.xml", "/OFD%2Exml"})
    void f4_refuses_another_spelling_of_a_file(String spelling) {
        Map<String, Bytes> files = resigned(
                xml -> xml.replace("</ofd:References>", reference(spelling, Bytes.empty()) + "</ofd:References>"));

        assertThat(problems(verify(files))).contains("OFD_SIGNATURE_FILE");
    }

    @ParameterizedTest
    @CsvSource({"/ofd.xml", "/OFD.XML", "/missing.xml"})
    void f5_refuses_a_reference_to_a_file_that_is_not_there(String path) {
        Map<String, Bytes> files = resigned(xml -> xml.replace(
                "</ofd:References>", reference(path, digest(file(unzip(SEALED), "OFD.xml"))) + "</ofd:References>"));

        fails(files, "OFD_DIGESTS");
    }

    @ParameterizedTest
    @ValueSource(strings = {DESCRIPTION, VALUE})
    void f4_refuses_a_reference_of_a_signature_to_itself(String file) {
        Map<String, Bytes> files = resigned(
                xml -> xml.replace("</ofd:References>", reference("/" + file, Bytes.empty()) + "</ofd:References>"));

        fails(files, "OFD_REFERENCES", "OFD_DIGESTS");
    }

    @Test
    void f4_refuses_a_digest_that_is_no_base64() {
        Map<String, Bytes> files = resigned(xml -> xml.replaceFirst("<ofd:CheckValue>", "<ofd:CheckValue>*"));

        assertThat(problems(verify(files))).contains("OFD_SIGNATURE_FILE");
    }

    // The signature value

    @Test
    void refuses_a_seal_moved_here_from_another_document() {
        OfdDraft licence = Drafts.licence();
        Bytes other = OfdWriter.write(new OfdDraft(
                "另一张", licence.creator(), licence.created(), Map.of(), licence.pages(), licence.attachments()));
        Map<String, Bytes> files = unzip(SIGNER.sign(other, SEAL, OFFICE.signer(), List.of(PLACE)));
        files.put(VALUE, unzip(SEALED).get(VALUE));

        fails(files, "SEAL_DATA_HASH");
    }

    @ParameterizedTest
    @ValueSource(strings = {VALUE, SEAL_FILE})
    void refuses_a_signature_whose_files_are_gone(String file) {
        Map<String, Bytes> files = unzip(SEALED);
        files.remove(file);

        fails(files, file.equals(VALUE) ? "OFD_SIGNED_VALUE" : "OFD_SEAL_FILE");
    }

    @Test
    void refuses_a_value_that_is_none() {
        Map<String, Bytes> files = unzip(SEALED);
        files.put(VALUE, utf8("no signature"));

        fails(files, "SEAL_SIGNATURE_FORMAT");
    }

    @Test
    void f6_refuses_a_seal_file_other_than_the_seal_inside() {
        Map<String, Bytes> files = unzip(SEALED);
        files.put(SEAL_FILE, OFFICE.sealFor(OFFICE.request()).encoded());

        fails(files, "OFD_SEAL_FILE");
    }

    @Test
    void refuses_a_value_that_speaks_of_another_path() {
        Map<String, Bytes> files = unzip(SEALED);
        byte[] xml = file(files, DESCRIPTION).toArray();
        SealSignature elsewhere = new SealSigner(OFFICE.verifier()).sign(SEAL, OFFICE.signer(), xml, "/elsewhere.xml");
        files.put(VALUE, elsewhere.encoded());

        fails(files, "OFD_SIGNED_PATH");
    }

    // F7: coverage

    @Test
    void f7_refuses_a_file_that_no_seal_protects() {
        Map<String, Bytes> files = unzip(SEALED);
        files.put("Doc_0/Annots/Annotations.xml", utf8("<x/>"));
        Report<OfdDocument> report = verify(files);

        assertThat(problems(report)).containsExactly("OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
        assertThat(report.problems().get(1).actual()).isEqualTo("1 files");
    }

    @Test
    void f7_refuses_a_signature_that_leaves_a_file_out() {
        Map<String, Bytes> files = resigned(
                xml -> xml.replaceFirst("<ofd:Reference FileRef=\"/" + TOKEN_FILE + "\">.*?</ofd:Reference>", ""));

        fails(files, "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void f7_a_file_that_another_seal_protects_is_still_named_for_the_one_that_does_not() {
        Map<String, Bytes> files = resigned(
                xml -> xml.replaceFirst("<ofd:Reference FileRef=\"/" + TOKEN_FILE + "\">.*?</ofd:Reference>", ""));
        Map<String, Bytes> both = new LinkedHashMap<>(files);
        String folder = SIGNS + "Sign_1/";
        String second = text(file(unzip(SEALED), DESCRIPTION)).replace("Sign_0", "Sign_1");
        putSigned(both, folder, second);
        edit(
                both,
                LIST,
                xml -> xml.replace(
                        "</ofd:Signatures>",
                        "<ofd:Signature ID=\"s1\" BaseLoc=\"/" + folder + "Signature.xml\"/></ofd:Signatures>"));

        Report<OfdDocument> report = verify(both);

        assertThat(problems(report)).containsExactly("OFD_SIGNATURE_COVERAGE");
        assertThat(report.problems().get(0).where()).isEqualTo("signature 1");
    }

    // F8: the stamp

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 222 40 40", // off the right edge
                "130 270 40 40", // off the lower edge
                "-30 222 40 40", // off the left edge
                "130 222 0 0", // no size
                "130 222 40 -40",
                "130 222 40",
                "NaN 222 40 40",
                "1e3 222 40 40",
            })
    void f8_refuses_a_stamp_that_is_not_within_its_page(String box) {
        Map<String, Bytes> files = resigned(xml -> xml.replace("130 222 40 40", box));

        assertThat(verify(files).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(verify(files))).containsAnyOf("OFD_STAMP", "OFD_SIGNATURE_FILE");
    }

    @Test
    void f8_refuses_a_stamp_on_a_page_that_does_not_exist() {
        fails(resigned(xml -> xml.replace("PageRef=\"1\"", "PageRef=\"99\"")), "OFD_STAMP");
    }

    @Test
    void f8_refuses_a_seal_that_is_shown_nowhere() {
        fails(resigned(xml -> xml.replaceFirst("<ofd:StampAnnot.*</ofd:StampAnnot>", "")), "OFD_STAMP");
    }

    // Sealing

    @Test
    void sealing_refuses_a_place_off_the_page() {
        for (StampPlace off : List.of(
                new StampPlace.OnPage(1, 180, 10),
                new StampPlace.OnPage(1, 10, 260),
                new StampPlace.OnPage(2, 10, 10))) {
            assertThatThrownBy(() -> SIGNER.sign(PLAIN, SEAL, OFFICE.signer(), List.of(off)))
                    .isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> new StampPlace.OnPage(0, 10, 10)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new StampPlace.OnPage(1, Double.NaN, 10)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void sealing_refuses_a_document_whose_seal_is_broken() {
        Bytes broken = zip(edited(DESCRIPTION, xml -> xml.replace("130 222 40 40", "20 20 40 40")));

        assertThatThrownBy(() -> SIGNER.sign(broken, SEAL, new UntouchedKey(OFFICE.signer()), List.of(PLACE)))
                .isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void sealing_refuses_what_is_no_document_and_a_signer_without_the_seal() {
        SigningKey stranger = OFFICE.issue("Stranger");

        assertThatThrownBy(() -> SIGNER.sign(utf8("no OFD"), SEAL, OFFICE.signer(), List.of(PLACE)))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> SIGNER.sign(PLAIN, SEAL, stranger, List.of(PLACE)))
                .hasMessageContaining("SEAL_SIGNER_LISTED");
    }

    @Test
    void sealing_finds_a_free_name_beside_what_is_there() {
        Map<String, Bytes> files = unzip(PLAIN);
        files.put(DESCRIPTION, utf8("something of another maker"));

        Bytes sealed = SIGNER.sign(zip(files), SEAL, OFFICE.signer(), List.of(PLACE));

        assertThat(unzip(sealed))
                .containsKey(SIGNS + "Sign_1/Signature.xml")
                .containsEntry(DESCRIPTION, utf8("something of another maker"));
    }

    @Test
    void sealing_works_with_a_list_of_digests() {
        Seal digests = OFFICE.sealFor(OFFICE.request(SignerList.ofDigests(List.of(certificate(OFFICE.signer())))));

        Bytes sealed = SIGNER.sign(PLAIN, digests, OFFICE.signer(), List.of(PLACE));

        assertThat(VERIFIER.verify(sealed.toArray()).orThrow().signatures()).hasSize(1);
    }

    @Test
    void an_octet_turned_anywhere_changes_nothing_that_is_read_or_fails() {
        Random random = new Random(7);
        for (int i = 0; i < 150; i++) {
            byte[] turned = SEALED.toArray();
            turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
            VERIFIER.verify(turned)
                    .subject()
                    .ifPresent(document -> assertThat(Containers.read(turned)).isEqualTo(unzip(SEALED)));
        }
    }

    private static Report<OfdDocument> verify(Map<String, Bytes> files) {
        return VERIFIER.verify(zip(files).toArray());
    }

    private static void fails(Map<String, Bytes> files, String... codes) {
        Report<OfdDocument> report = verify(files);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly(codes);
        assertThat(report.subject()).isEmpty();
    }

    private static Map<String, Bytes> edited(String file, UnaryOperator<String> change) {
        Map<String, Bytes> files = unzip(SEALED);
        edit(files, file, change);
        return files;
    }

    private static void edit(Map<String, Bytes> files, String file, UnaryOperator<String> change) {
        String before = text(file(files, file));
        String after = change.apply(before);
        assertThat(after).as("the edit").isNotEqualTo(before);
        files.put(file, utf8(after));
    }

    /** The sealed document with another description, signed anew by the right signer. */
    private static Map<String, Bytes> resigned(UnaryOperator<String> change) {
        Map<String, Bytes> files = edited(DESCRIPTION, change);
        putSigned(files, SIGNS + "Sign_0/", text(file(files, DESCRIPTION)));
        return files;
    }

    private static void putSigned(Map<String, Bytes> files, String folder, String description) {
        byte[] xml = utf8(description).toArray();
        SealSignature signature =
                new SealSigner(OFFICE.verifier()).sign(SEAL, OFFICE.signer(), xml, "/" + folder + "Signature.xml");
        files.put(folder + "Signature.xml", Bytes.of(xml));
        files.put(folder + "SignedValue.dat", signature.encoded());
        files.put(folder + "Seal.esl", SEAL.encoded());
    }

    private static String reference(String path, Bytes digest) {
        return "<ofd:Reference FileRef=\"" + path + "\"><ofd:CheckValue>"
                + Base64.getEncoder().encodeToString(digest.toArray()) + "</ofd:CheckValue></ofd:Reference>";
    }

    private static Bytes digest(Bytes content) {
        return Bytes.of(Hash.SM3.digest(content.toArray()));
    }

    private static Map<String, Bytes> unzip(Bytes ofd) {
        return new LinkedHashMap<>(Containers.read(ofd.toArray()));
    }

    private static Bytes zip(Map<String, Bytes> files) {
        return ZipWriter.write(files);
    }

    private static Bytes file(Map<String, Bytes> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static String text(Bytes content) {
        return new String(content.toArray(), StandardCharsets.UTF_8);
    }

    private static List<String> union(Iterable<String> some, List<String> more) {
        List<String> all = new ArrayList<>(more);
        some.forEach(all::add);
        return all;
    }
}
