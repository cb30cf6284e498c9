package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.crypto.SigningKey;
import io.onevisit.examples.authority.Usage;
import io.onevisit.seal.PlainDraft;
import io.onevisit.seal.SealOffice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures with and without a seal, on one another (F9), and the list of entries (F10). */
class OfdSignaturesTest {
    private static final OfdVerifier VERIFIER = new OfdVerifier(Sealed.OFFICE.verifier());
    private static final String VALUE = Sealed.folder(1) + "SignedValue.dat";

    // Signatures without a seal: GB/T 35275

    @Test
    void a_document_signed_without_a_seal_passes_where_that_is_enough() {
        Sealed signed = plainly(Sealed.plain(), Sealed.OFFICE.signer());
        OfdDocument document = VERIFIER.verifySigned(signed.octets()).orThrow();

        assertThat(document.signatures()).isEmpty();
        assertThat(document.bodies().get(0).plainSignatures())
                .singleElement()
                .satisfies(signature ->
                        assertThat(signature.signer()).isEqualTo(SealOffice.certificate(Sealed.OFFICE.signer())));
        signed.fails("OFD_SIGNED");
    }

    @Test
    void a_document_may_be_sealed_and_signed() {
        OfdDocument document =
                plainly(Sealed.plain().sign(0), Sealed.OFFICE.signer()).passes();

        assertThat(document.signatures()).hasSize(1);
        assertThat(document.bodies().get(0).plainSignatures()).hasSize(1);
    }

    @Test
    void refuses_a_signature_without_a_seal_by_a_stranger() {
        SigningKey stranger = new SealOffice().signer();
        Report<OfdDocument> report =
                VERIFIER.verifySigned(plainly(Sealed.plain(), stranger).octets());

        assertThat(report.verdict()).isNotEqualTo(Verdict.PASSED);
        assertThat(report.subject()).isEmpty();
    }

    @Test
    void refuses_a_signature_without_a_seal_over_another_description() {
        Sealed signed = plainly(Sealed.plain().sign(0), Sealed.OFFICE.signer());

        signed.edit(Sealed.description(1), xml -> xml.replace("other", "others"))
                .fails("PLAIN_SIGNATURE_VALUE");
    }

    @Test
    void refuses_a_signature_without_a_seal_over_changed_files() {
        plainly(Sealed.plain().sign(0), Sealed.OFFICE.signer())
                .edit(Sealed.PAGE, xml -> xml + " ")
                .fails(
                        "OFD_DIGESTS",
                        "OFD_SIGNATURE_COVERAGE",
                        "OFD_DIGESTS",
                        "OFD_SIGNATURE_COVERAGE",
                        "OFD_COVERAGE");
    }

    @Test
    void refuses_each_kind_of_signature_under_the_name_of_the_other() {
        plainly(Sealed.plain().sign(0), Sealed.OFFICE.signer())
                .edit(Sealed.LIST, xml -> xml.replace("Type=\"Sign\"", "Type=\"Seal\""))
                .fails("SEAL_SIGNATURE_FORMAT", "OFD_STAMP");
        Sealed.plain()
                .sign(0)
                .sign(1)
                .edit(Sealed.LIST, xml -> xml.replaceFirst("Type=\"Seal\"", "Type=\"Sign\""))
                .fails("PLAIN_SIGNATURE_FORMAT", "OFD_SIGNATURE_COVERAGE");
    }

    @Test
    void what_a_signature_without_a_seal_calls_its_seal_is_no_file_of_the_signature() {
        Sealed document = plainly(
                Sealed.once().put("hidden.xml", "<anything/>"), Sealed.OFFICE.signer(), OfdSignaturesTest::hiding);

        document.isNotedInTheField("OFD_SIGNATURE_COVERAGE", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
        assertThat(OfdDocument.readWithoutVerification(document.octets())
                        .coverage()
                        .unprotected())
                .containsExactly("hidden.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seal", "SIGN", "", "Stamp"})
    void refuses_signatures_of_other_types(String type) {
        Sealed.plain()
                .sign(0)
                .sign(1)
                .edit(Sealed.LIST, xml -> xml.replaceFirst("Type=\"Seal\"", "Type=\"" + type + "\""))
                .fails("OFD_SIGNATURE_TYPE", "PLAIN_SIGNATURE_FORMAT", "OFD_SIGNATURE_COVERAGE");
    }

    @ParameterizedTest
    @CsvSource({"20261101000000Z, PASSED", "2026-11-01 08:00:00, PASSED", "20261120080000Z, FAILED", "long ago, FAILED"
    })
    void a_signature_without_a_time_is_judged_by_the_one_beside_it(String time, Verdict verdict) {
        Instant start = SealOffice.NOW.minus(Duration.ofDays(60));
        SigningKey expired =
                Sealed.OFFICE.issue("Gone", start, SealOffice.NOW.minus(Duration.ofDays(10)), Usage.DIGITAL_SIGNATURE);
        Sealed signed = plainly(Sealed.plain(), expired, time);

        assertThat(VERIFIER.verifySigned(signed.octets()).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "20261120080000Z, 2026-11-20T08:00:00Z",
        "20261120160000, 2026-11-20T08:00:00Z",
        "2026-11-20 16:00:00, 2026-11-20T08:00:00Z",
        "2026-11-20T16:00:00, 2026-11-20T08:00:00Z",
    })
    void times_are_read_in_four_forms(String text, Instant time) {
        assertThat(SignatureTime.read(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Z", "20261320080000Z", "2026-02-30", "2026-11-20T08:00:00Z", "١٢٣", "2026/11/20 08:00:00"})
    void other_times_are_none(String text) {
        assertThat(SignatureTime.read(text)).isEmpty();
    }

    // F9: Relative

    @Test
    void f9_a_signature_may_build_on_one_before_it() {
        Sealed.plain()
                .sign(0)
                .sign(1)
                .edit(Sealed.LIST, xml -> xml.replace("ID=\"s1\"", "ID=\"s1\" Relative=\"s0\""))
                .passes();
    }

    @Test
    void f9_refuses_a_signature_whose_base_is_broken() {
        Sealed.plain()
                .sign(0)
                .signLeaving(1, Sealed.folder(0) + "SignedValue.dat")
                .edit(Sealed.LIST, xml -> xml.replace("ID=\"s1\"", "ID=\"s1\" Relative=\"s0\""))
                .put(Sealed.folder(0) + "SignedValue.dat", "broken")
                .fails("SEAL_SIGNATURE_FORMAT");
    }

    @ParameterizedTest
    @CsvSource({"s0, s1", "s1, s0", "s0, s0", "missing, s0", "'', s0"})
    void f9_refuses_loops_and_bases_that_are_not_there(String ofFirst, String ofSecond) {
        Sealed.plain()
                .sign(0)
                .sign(1)
                .edit(
                        Sealed.LIST,
                        xml -> xml.replace("ID=\"s0\"", "ID=\"s0\" Relative=\"" + ofFirst + "\"")
                                .replace("ID=\"s1\"", "ID=\"s1\" Relative=\"" + ofSecond + "\""))
                .fails("OFD_SIGNATURE_LIST");
    }

    // F10: OFDEntries.xml

    @Test
    void f10_a_document_with_a_sound_list_of_entries_passes() {
        Sealed sound = withEntries(Sealed.once());
        Report<OfdDocument> report = sound.strictly();

        sound.passes();
        assertThat(report.checks().stream().map(Check::code)).contains("OFD_ENTRIES", "OFD_ENTRIES_COMPLETE");
        assertThat(report.checks().stream()
                        .filter(check -> check.where().equals("OFDEntries.xml"))
                        .map(Check::code))
                .contains("PLAIN_SIGNATURE_VALUE");
    }

    @Test
    void f10_refuses_a_smuggled_file() {
        Sealed smuggled = withEntries(Sealed.once()).put("smuggled.js", "x");

        smuggled.fails("OFD_ENTRIES_COMPLETE", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
        assertThat(problems(smuggled.inTheField())).containsExactly("OFD_ENTRIES_COMPLETE");
    }

    @Test
    void f10_refuses_a_list_changed_after_it_was_signed() {
        withEntries(Sealed.once())
                .put("smuggled.js", "x")
                .edit(
                        "OFDEntries.xml",
                        xml -> xml.replace(
                                "</ofd:FileList>", "<ofd:File ID=\"x\">/smuggled.js</ofd:File></ofd:FileList>"))
                .fails("PLAIN_SIGNATURE_VALUE", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void f10_refuses_a_list_that_names_what_is_not_there_or_is_none() {
        withEntries(Sealed.once())
                .edit("OFDEntries.xml", xml -> xml.replace("/OFD.xml", "/missing.xml"))
                .fails("OFD_ENTRIES", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
        withEntries(Sealed.once())
                .edit("OFDEntries.xml", xml -> xml.replace("/entries.dat", "/missing.dat"))
                .fails("OFD_ENTRIES", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
        Sealed.once().put("OFDEntries.xml", "<x/>").fails("OFD_ENTRIES", "OFD_SIGNATURE_COVERAGE", "OFD_COVERAGE");
    }

    @Test
    void f10_refuses_a_signature_over_the_list_that_is_larger_than_is_borne() {
        byte[] large = new byte[17 << 20];
        new Random(1).nextBytes(large);
        Sealed document = withEntries(Sealed.once()).put("entries.dat", Bytes.of(large));

        assertThat(problems(document.strictly())).contains("OFD_ENTRIES");
    }

    /** Signs as number 1 without a seal. */
    private static Sealed plainly(Sealed document, SigningKey key) {
        return plainly(document, key, "20261120080000Z");
    }

    private static Sealed plainly(Sealed document, SigningKey key, String time) {
        return plainly(
                document,
                key,
                xml -> xml.replaceFirst("<ofd:StampAnnot.*</ofd:Seal>", "").replace("20261120080000Z", time));
    }

    /** A description that names a file as its seal, and does not protect it. */
    private static String hiding(String xml) {
        return xml.replaceFirst("<ofd:Reference FileRef=\"/hidden.xml\">.*?</ofd:Reference>", "")
                .replaceFirst("<ofd:StampAnnot[^>]*>", "")
                .replace("/" + Sealed.folder(1) + "Seal.esl", "/hidden.xml");
    }

    private static Sealed plainly(Sealed document, SigningKey key, UnaryOperator<String> change) {
        document.sign(1, change);
        byte[] description = document.file(Sealed.description(1)).toArray();
        return document.put(VALUE, Bytes.of(PlainDraft.honest(key, description)))
                .remove(Sealed.folder(1) + "Seal.esl")
                .edit(Sealed.LIST, xml -> xml.replace("ID=\"s1\" Type=\"Seal\"", "ID=\"s1\" Type=\"Sign\""));
    }

    private static Sealed withEntries(Sealed document) {
        List<String> files = new ArrayList<>(document.content());
        StringBuilder xml = new StringBuilder(
                "<ofd:DocEntries ID=\"1\" xmlns:ofd=\"http://www.ofdspec.org/2016\">" + "<ofd:FileList>");
        files.forEach(file -> xml.append("<ofd:File ID=\"f\">/").append(file).append("</ofd:File>"));
        xml.append("</ofd:FileList><ofd:SignedValueLoc>/entries.dat</ofd:SignedValueLoc></ofd:DocEntries>");
        document.put("OFDEntries.xml", xml.toString());
        byte[] list = document.file("OFDEntries.xml").toArray();
        return document.put("entries.dat", Bytes.of(PlainDraft.honest(Sealed.OFFICE.signer(), list)));
    }
}
