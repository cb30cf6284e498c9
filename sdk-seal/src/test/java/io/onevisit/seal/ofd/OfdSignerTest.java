package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.Verdict;
import io.onevisit.core.VerificationFailedException;
import io.onevisit.seal.Pictures;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealOffice;
import io.onevisit.seal.SealPicture;
import io.onevisit.seal.SealRequest;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SignerList;
import io.onevisit.seal.UntouchedKey;
import io.onevisit.seal.internal.XmlReader;
import io.onevisit.seal.internal.ZipWriter;
import io.onevisit.seal.ofd.StampPlace.Edge;
import io.onevisit.seal.ofd.StampPlace.OnPage;
import io.onevisit.seal.ofd.StampPlace.RidingEdge;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where seals go on a document, several of them, and signing in two steps. */
class OfdSignerTest {
    private static final SealOffice OFFICE = new SealOffice();
    private static final Seal SEAL = OFFICE.seal();
    private static final OfdVerifier VERIFIER = new OfdVerifier(OFFICE.verifier());
    private static final OfdSigner SIGNER = new OfdSigner(OFFICE.verifier());
    private static final Bytes PLAIN = Drafts.pages("A4", "A4", "A4");
    private static final List<StampPlace> PLACE = List.of(new OnPage(1, 130, 222));

    private static final String SIGNS = "Doc_0/Signs/";
    private static final String LIST = SIGNS + "Signatures.xml";

    /** What {@code StampAnnot} says: the page's ID and eight exact numbers. */
    private record Shown(String page, List<BigDecimal> boundary, List<BigDecimal> clip) {}

    // Places

    @Test
    void refuses_more_stamps_than_a_verifier_bears_before_the_key_is_asked() {
        String[] sizes = new String[40];
        Arrays.fill(sizes, "A4");
        Bytes document = Drafts.pages(sizes);
        List<StampPlace> places = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            places.add(new RidingEdge(Edge.RIGHT, 5 * i, 1, 40));
        }

        assertThatThrownBy(() -> SIGNER.prepare(document, SEAL, certificate(OFFICE.signer()), places))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("1024");
        assertThat(SIGNER.prepare(document, SEAL, certificate(OFFICE.signer()), places.subList(0, 25)))
                .isNotNull();
    }

    @Test
    void refuses_to_write_over_a_list_of_signatures_that_nothing_names() {
        Map<String, Bytes> files = new LinkedHashMap<>(Drafts.unzip(PLAIN));
        files.put(LIST, SealOffice.utf8("x"));
        Bytes document = ZipWriter.write(files);

        assertThatThrownBy(() -> SIGNER.prepare(document, SEAL, certificate(OFFICE.signer()), PLACE))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("does not name");
    }

    @Test
    void a_document_that_is_signed_without_a_seal_can_be_sealed() {
        Sealed signed = Sealed.plainly();
        OfdSigner signer = new OfdSigner(Sealed.OFFICE.verifier());

        Bytes sealed = signer.sign(Bytes.of(signed.octets()), Sealed.SEAL, Sealed.OFFICE.signer(), PLACE);
        assertThat(new OfdVerifier(Sealed.OFFICE.verifier())
                        .verify(sealed.toArray())
                        .orThrow()
                        .signatures())
                .hasSize(1);
        byte[] altered = signed.edit(Sealed.PAGE, xml -> xml + " ").octets();
        assertThatThrownBy(() -> signer.sign(Bytes.of(altered), Sealed.SEAL, Sealed.OFFICE.signer(), PLACE))
                .isInstanceOf(VerificationFailedException.class);
    }

    @Test
    void one_signature_shows_its_seal_on_several_pages() {
        Bytes sealed = sign(PLAIN, SEAL, new OnPage(1, 10, 20), new OnPage(3, 170, 257), new OnPage(3, 10, 20));

        assertThat(VERIFIER.verify(sealed.toArray()).orThrow().signatures()).hasSize(1);
        assertThat(shown(sealed, 0))
                .extracting(Shown::page, Shown::boundary)
                .containsExactly(
                        tuple("1", numbers("10 20 40 40")),
                        tuple("8", numbers("170 257 40 40")),
                        tuple("8", numbers("10 20 40 40")));
    }

    @Test
    void a_whole_picture_is_shown_without_a_clip() {
        assertThat(text(sign(PLAIN, SEAL, new OnPage(1, 10, 20)), SIGNS + "Sign_0/Signature.xml"))
                .contains("<ofd:StampAnnot ID=\"s002\" PageRef=\"1\" Boundary=\"10 20 40 40\"></ofd:StampAnnot>");
    }

    @ParameterizedTest
    @CsvSource({
        "RIGHT, '0 0 13.333 40', '196.667 100 40 40'",
        "LEFT, '26.666 0 13.334 40', '-26.666 100 40 40'",
        "BOTTOM, '0 0 40 13.333', '100 283.667 40 40'",
        "TOP, '0 26.666 40 13.334', '100 -26.666 40 40'",
    })
    void the_first_page_of_three_has_the_slice_that_lies_outermost(Edge edge, String clip, String boundary) {
        Shown first =
                shown(sign(PLAIN, SEAL, RidingEdge.overAllPages(edge, 100)), 0).get(0);

        assertThat(first).isEqualTo(new Shown("1", numbers(boundary), numbers(clip)));
    }

    @ParameterizedTest
    @CsvSource({"40, 40, 2", "40, 40, 3", "40, 40, 7", "40, 40, 39", "37, 31, 13", "45, 30, 29", "3, 3, 3", "7, 3, 2"})
    void the_slices_of_a_riding_seal_make_up_its_picture(int width, int height, int pages) {
        Seal seal = seal(width, height);
        Bytes document = Drafts.pages(new String[pages]);
        for (Edge edge : Edge.values()) {
            Bytes sealed = sign(document, seal, RidingEdge.overAllPages(edge, 33.3));

            List<Shown> slices = shown(sealed, 0);
            assertThat(VERIFIER.verify(sealed.toArray()).orThrow().signatures()).hasSize(1);
            assertThat(slices).hasSize(pages).extracting(Shown::page).doesNotHaveDuplicates();
            assertTogetherWhole(slices, edge, width, height);
            slices.forEach(slice -> assertAtEdge(slice, edge));
        }
    }

    /** With the pages in their order at the right and below, else in the reverse: each slice begins where one ended. */
    private static void assertTogetherWhole(List<Shown> slices, Edge edge, int width, int height) {
        List<Shown> inOrder = new ArrayList<>(slices);
        if (edge == Edge.LEFT || edge == Edge.TOP) {
            Collections.reverse(inOrder);
        }
        boolean upright = edge == Edge.LEFT || edge == Edge.RIGHT;
        int along = upright ? 0 : 1;
        BigDecimal end = BigDecimal.ZERO;
        for (Shown slice : inOrder) {
            assertThat(slice.clip().get(along)).isEqualByComparingTo(end);
            assertThat(slice.clip().get(1 - along)).isEqualByComparingTo("0");
            assertThat(slice.clip().get(3 - along)).isEqualByComparingTo(BigDecimal.valueOf(upright ? height : width));
            end = end.add(slice.clip().get(2 + along));
        }
        assertThat(end).isEqualByComparingTo(BigDecimal.valueOf(upright ? width : height));
    }

    /** On A4, 33.3 mm along the edge. */
    private static void assertAtEdge(Shown slice, Edge edge) {
        boolean upright = edge == Edge.LEFT || edge == Edge.RIGHT;
        int across = upright ? 0 : 1;
        BigDecimal start = slice.boundary().get(across).add(slice.clip().get(across));
        BigDecimal end = start.add(slice.clip().get(2 + across));
        switch (edge) {
            case LEFT, TOP -> assertThat(start).isEqualByComparingTo("0");
            case RIGHT -> assertThat(end).isEqualByComparingTo("210");
            case BOTTOM -> assertThat(end).isEqualByComparingTo("297");
        }
        assertThat(slice.boundary().get(1 - across)).isEqualByComparingTo("33.3");
    }

    @Test
    void a_riding_seal_goes_over_a_range_of_pages_and_pages_of_any_size() {
        Bytes document = Drafts.pages("A4", "100 80.5", "A4", "297 210");

        List<Shown> slices = shown(sign(document, SEAL, new RidingEdge(Edge.RIGHT, 40.5, 2, 4)), 0);

        assertThat(slices)
                .containsExactly(
                        new Shown("5", numbers("86.667 40.5 40 40"), numbers("0 0 13.333 40")),
                        new Shown("8", numbers("183.334 40.5 40 40"), numbers("13.333 0 13.333 40")),
                        new Shown("11", numbers("257 40.5 40 40"), numbers("26.666 0 13.334 40")));
    }

    @Test
    void a_riding_seal_keeps_to_paper_that_does_not_begin_at_the_origin() {
        Map<String, Bytes> files = Drafts.unzip(PLAIN);
        Bytes shifted =
                altered(files, "Doc_0/Pages/Page_0/Content.xml", xml -> xml.replace("0 0 210 297", "5 7 210 297"));

        List<Shown> right = shown(sign(shifted, SEAL, RidingEdge.overAllPages(Edge.RIGHT, 0)), 0);
        List<Shown> top = shown(sign(shifted, SEAL, RidingEdge.overAllPages(Edge.TOP, 0)), 0);

        assertThat(right.get(0).boundary()).isEqualTo(numbers("201.667 7 40 40"));
        assertThat(top.get(0).boundary()).isEqualTo(numbers("5 -19.666 40 40"));
    }

    @ParameterizedTest
    @EnumSource(Edge.class)
    void refuses_a_riding_seal_that_leaves_a_page(Edge edge) {
        Bytes document = Drafts.pages("A4", "60 60");

        assertThatThrownBy(() -> sign(document, SEAL, RidingEdge.overAllPages(edge, 20.1)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("within its page");
        assertThat(shown(sign(document, SEAL, RidingEdge.overAllPages(edge, 20)), 0))
                .hasSize(2);
    }

    @Test
    void refuses_a_riding_seal_over_one_page_or_slices_thinner_than_a_millimetre() {
        assertInvalid(Drafts.pages("A4"), RidingEdge.overAllPages(Edge.RIGHT, 0), "two pages or more");
        assertInvalid(PLAIN, new RidingEdge(Edge.RIGHT, 0, 3, RidingEdge.LAST), "two pages or more");
        assertInvalid(PLAIN, new RidingEdge(Edge.RIGHT, 0, 2, 4), "page that exists");
        assertInvalid(PLAIN, new RidingEdge(Edge.RIGHT, 0, 4, 5), "page that exists");
        Bytes thick = Drafts.pages(new String[41]);
        assertInvalid(thick, RidingEdge.overAllPages(Edge.RIGHT, 0), "a millimetre or more");
        assertThat(shown(
                        sign(thick, SEAL, new RidingEdge(Edge.RIGHT, 0, 1, 20), new RidingEdge(Edge.RIGHT, 0, 21, 41)),
                        0))
                .hasSize(41);
    }

    @Test
    void refuses_places_that_are_none() {
        assertThatThrownBy(() -> new RidingEdge(Edge.RIGHT, -0.1, 1, 2)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RidingEdge(Edge.RIGHT, Double.NaN, 1, 2))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RidingEdge(Edge.RIGHT, 0, 0, 2)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RidingEdge(Edge.RIGHT, 0, 2, 2)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new RidingEdge(null, 0, 1, 2)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SIGNER.sign(PLAIN, SEAL, OFFICE.signer(), List.of()))
                .isInstanceOf(InvalidValueException.class);
        StampPlace[] many = new StampPlace[201];
        Arrays.fill(many, PLACE.get(0));
        assertThatThrownBy(() -> sign(PLAIN, SEAL, many)).isInstanceOf(InvalidValueException.class);
    }

    // Appending

    @Test
    void a_further_signature_changes_no_octet_but_the_list() {
        Bytes once = sign(PLAIN, SEAL, PLACE.get(0));
        Bytes twice = sign(once, SEAL, RidingEdge.overAllPages(Edge.RIGHT, 100));

        Map<String, Bytes> before = new LinkedHashMap<>(Drafts.unzip(once));
        before.remove(LIST);
        assertThat(Drafts.unzip(twice)).containsAllEntriesOf(before);
        assertThat(VERIFIER.verify(twice.toArray()).orThrow().signatures()).hasSize(2);
    }

    @Test
    void numbers_grow_over_signatures_and_stamps_and_the_list_says_the_highest() {
        Bytes once = sign(PLAIN, SEAL, new OnPage(1, 10, 20), new OnPage(2, 10, 20));
        Bytes twice = sign(once, SEAL, PLACE.get(0));

        assertThat(text(once, LIST)).contains("<ofd:MaxSignId>s003</ofd:MaxSignId><ofd:Signature ID=\"s001\"");
        assertThat(text(twice, LIST))
                .contains("<ofd:MaxSignId>s005</ofd:MaxSignId><ofd:Signature ID=\"s001\"", "<ofd:Signature ID=\"s004\"")
                .containsOnlyOnce("MaxSignId>s");
        assertThat(text(twice, SIGNS + "Sign_1/Signature.xml")).contains("ID=\"s005\"");
    }

    @Test
    void numbers_go_on_from_those_of_another_writer() {
        Bytes once = sign(PLAIN, SEAL, PLACE.get(0));
        Map<String, Bytes> files = Drafts.unzip(once);
        Bytes other = altered(
                files,
                LIST,
                xml -> xml.replaceFirst("<ofd:MaxSignId>.*</ofd:MaxSignId>", "").replace("s001", "signature-41"));

        assertThat(text(sign(other, SEAL, PLACE.get(0)), LIST))
                .contains("ID=\"signature-41\"", "ID=\"s042\"", "<ofd:MaxSignId>s043</ofd:MaxSignId>");
    }

    @Test
    void refuses_a_document_whose_list_is_under_a_seal_already() {
        Bytes closed = closed();
        assertThat(VERIFIER.verify(closed.toArray()).orThrow().signatures()).hasSize(1);

        assertThatThrownBy(() -> SIGNER.sign(closed, SEAL, new UntouchedKey(OFFICE.signer()), PLACE))
                .isInstanceOf(VerificationFailedException.class)
                .hasMessageContaining("OFD_OPEN");
    }

    /** Signed by one who protects the list as well. */
    private static Bytes closed() {
        Map<String, Bytes> files = new LinkedHashMap<>(Drafts.unzip(sign(PLAIN, SEAL, PLACE.get(0))));
        String path = SIGNS + "Sign_0/Signature.xml";
        String digest = Base64.getEncoder()
                .encodeToString(SignatureFile.digest(files.get(LIST)).toArray());
        String reference = "<ofd:Reference FileRef=\"/" + LIST + "\"><ofd:CheckValue>" + digest
                + "</ofd:CheckValue></ofd:Reference></ofd:References>";
        Bytes description = SealOffice.utf8(utf8(files.get(path)).replace("</ofd:References>", reference));
        files.put(path, description);
        files.put(
                SIGNS + "Sign_0/SignedValue.dat",
                new SealSigner(OFFICE.verifier())
                        .sign(SEAL, OFFICE.signer(), description.toArray(), "/" + path)
                        .encoded());
        return ZipWriter.write(files);
    }

    @ParameterizedTest
    @CsvSource({"false, true", "0, true", "true, false", "1, false"})
    void keeps_to_what_the_document_permits(String permission, boolean refused) {
        String permissions =
                "</ofd:Pages><ofd:Permissions><ofd:Signature>" + permission + "</ofd:Signature></ofd:Permissions>";
        Bytes document =
                altered(Drafts.unzip(PLAIN), "Doc_0/Document.xml", xml -> xml.replace("</ofd:Pages>", permissions));

        if (refused) {
            assertThatThrownBy(() -> SIGNER.sign(document, SEAL, new UntouchedKey(OFFICE.signer()), PLACE))
                    .hasMessageContaining("OFD_SIGNATURE_PERMITTED");
        } else {
            assertThat(VERIFIER.verify(sign(document, SEAL, PLACE.get(0)).toArray())
                            .verdict())
                    .isEqualTo(Verdict.PASSED);
        }
    }

    // Two steps

    @Test
    void signs_in_two_steps_with_a_key_that_is_elsewhere() {
        PreparedDocument prepared = SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);
        Bytes kept = prepared.encoded();
        Bytes digest = prepared.digest();

        PreparedDocument resumed = SIGNER.resume(kept.toArray(), digest);
        Bytes sealed = resumed.embed(value(resumed));

        assertThat(resumed.signer()).isEqualTo(certificate(OFFICE.signer()));
        assertThat(resumed.digest()).isEqualTo(digest);
        assertThat(resumed.encoded()).isEqualTo(kept);
        assertThat(VERIFIER.verify(sealed.toArray()).orThrow().signatures()).hasSize(1);
        assertThat(Drafts.unzip(sealed).keySet())
                .containsExactlyElementsOf(
                        Drafts.unzip(sign(PLAIN, SEAL, PLACE.get(0))).keySet());
    }

    @Test
    void a_second_seal_can_be_prepared_as_well() {
        Bytes once = sign(PLAIN, SEAL, PLACE.get(0));
        PreparedDocument prepared = SIGNER.prepare(once, SEAL, certificate(OFFICE.signer()), PLACE);

        PreparedDocument resumed = SIGNER.resume(prepared.encoded().toArray(), prepared.digest());

        assertThat(VERIFIER.verify(resumed.embed(value(resumed)).toArray())
                        .orThrow()
                        .signatures())
                .hasSize(2);
    }

    @Test
    void a_prepared_document_passes_for_no_signed_one() {
        PreparedDocument prepared = SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);

        assertThat(VERIFIER.verify(prepared.encoded().toArray()).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void refuses_another_prepared_document_for_a_digest() {
        PreparedDocument one = SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);
        PreparedDocument place =
                SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), List.of(new OnPage(1, 130, 221)));
        PreparedDocument document = SIGNER.prepare(Drafts.pages("A4", "A4"), SEAL, certificate(OFFICE.signer()), PLACE);
        PreparedDocument seal = SIGNER.prepare(PLAIN, seal(40, 40), certificate(OFFICE.signer()), PLACE);

        for (PreparedDocument other : List.of(place, document, seal)) {
            assertThatThrownBy(() -> SIGNER.resume(other.encoded().toArray(), one.digest()))
                    .isInstanceOf(VerificationFailedException.class)
                    .hasMessageContaining("OFD_PREPARED");
        }
    }

    @Test
    void refuses_to_embed_when_a_file_was_changed_between_the_steps() {
        PreparedDocument prepared = SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);
        Map<String, Bytes> files = Drafts.unzip(prepared.encoded());

        for (String path : List.of("Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml", "OFD.xml")) {
            Bytes changed = altered(files, path, xml -> xml + "\n");
            PreparedDocument resumed = SIGNER.resume(changed.toArray(), prepared.digest());
            assertThatThrownBy(() -> resumed.embed(value(prepared))).hasMessageContaining("OFD_DIGESTS");
        }
    }

    @Test
    void refuses_to_embed_when_seal_or_list_was_changed_between_the_steps() {
        PreparedDocument prepared = SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);
        Map<String, Bytes> files = new LinkedHashMap<>(Drafts.unzip(prepared.encoded()));
        files.put(SIGNS + "Sign_0/Seal.esl", seal(40, 40).encoded());
        files.put("more.txt", SealOffice.utf8("slipped in"));

        PreparedDocument resumed = SIGNER.resume(ZipWriter.write(files).toArray(), prepared.digest());

        assertThatThrownBy(() -> resumed.embed(value(prepared)))
                .hasMessageContaining("OFD_SEAL_FILE")
                .hasMessageContaining("OFD_COVERAGE");
    }

    @Test
    void refuses_to_resume_when_the_description_was_changed_between_the_steps() {
        PreparedDocument prepared = SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);
        Map<String, Bytes> files = Drafts.unzip(prepared.encoded());
        Bytes changed = altered(files, SIGNS + "Sign_0/Signature.xml", xml -> xml.replace("130 222", "10 222"));

        assertThatThrownBy(() -> SIGNER.resume(changed.toArray(), prepared.digest()))
                .hasMessageContaining("SEAL_DATA_HASH");
    }

    @Test
    void refuses_to_resume_what_is_not_prepared() {
        Bytes signed = sign(PLAIN, SEAL, PLACE.get(0));
        Bytes digest =
                SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE).digest();

        for (Bytes octets : List.of(signed, PLAIN, SealOffice.utf8("nothing"), Bytes.empty())) {
            assertThatThrownBy(() -> SIGNER.resume(octets.toArray(), digest))
                    .isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void refuses_a_value_that_is_not_the_signers() {
        PreparedDocument prepared = SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.signer()), PLACE);
        byte[] strangers = OFFICE.issue("Somebody").sign(prepared.toBeSigned().toArray());

        assertThatThrownBy(() -> prepared.embed(strangers)).isInstanceOf(VerificationFailedException.class);
        assertThatThrownBy(() -> prepared.embed(new byte[64])).isInstanceOf(VerificationFailedException.class);
        assertThatThrownBy(() -> prepared.embed(new byte[10])).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> prepared.embed(null)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_to_prepare_for_one_who_may_not_sign() {
        assertThatThrownBy(() -> SIGNER.prepare(PLAIN, SEAL, certificate(OFFICE.issue("Somebody")), PLACE))
                .hasMessageContaining("SEAL_SIGNER_LISTED");
    }

    private static byte[] value(PreparedDocument prepared) {
        return OFFICE.signer().sign(prepared.toBeSigned().toArray());
    }

    private static void assertInvalid(Bytes document, StampPlace place, String problem) {
        assertThatThrownBy(() -> sign(document, SEAL, place))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(problem);
    }

    private static Bytes sign(Bytes ofd, Seal seal, StampPlace... places) {
        return SIGNER.sign(ofd, seal, OFFICE.signer(), List.of(places));
    }

    private static Seal seal(int width, int height) {
        SealRequest usual = OFFICE.request();
        return OFFICE.sealFor(new SealRequest(
                usual.id(),
                usual.type(),
                usual.name(),
                SealPicture.png(Pictures.png(10 * width, 10 * height), width, height),
                usual.validFrom(),
                usual.validUntil(),
                SignerList.ofCertificates(List.of(certificate(OFFICE.signer())))));
    }

    private static Bytes altered(Map<String, Bytes> files, String path, UnaryOperator<String> change) {
        Map<String, Bytes> changed = new LinkedHashMap<>(files);
        String before = utf8(files.get(path));
        assertThat(change.apply(before)).isNotEqualTo(before);
        changed.put(path, SealOffice.utf8(change.apply(before)));
        return ZipWriter.write(changed);
    }

    private static List<Shown> shown(Bytes ofd, int signature) {
        Bytes description = Drafts.unzip(ofd).get(SIGNS + "Sign_" + signature + "/Signature.xml");
        return XmlReader.read(description, "Signature", Set.of()).only("SignedInfo").all("StampAnnot").stream()
                .map(stamp -> new Shown(
                        stamp.requiredAttribute("PageRef"),
                        numbers(stamp.requiredAttribute("Boundary")),
                        stamp.attribute("Clip").map(OfdSignerTest::numbers).orElse(List.of())))
                .toList();
    }

    private static List<BigDecimal> numbers(String box) {
        return Arrays.stream(box.split(" ")).map(BigDecimal::new).toList();
    }

    private static String text(Bytes ofd, String path) {
        return utf8(Drafts.unzip(ofd).get(path));
    }

    private static String utf8(Bytes octets) {
        return new String(octets.toArray(), StandardCharsets.UTF_8);
    }
}
