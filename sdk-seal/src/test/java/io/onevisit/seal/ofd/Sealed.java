package io.onevisit.seal.ofd;

import static io.onevisit.seal.SealOffice.problems;
import static io.onevisit.seal.SealOffice.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onevisit.core.Bytes;
import io.onevisit.core.Check;
import io.onevisit.core.Report;
import io.onevisit.core.Verdict;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.seal.Seal;
import io.onevisit.seal.SealOffice;
import io.onevisit.seal.SealProfile;
import io.onevisit.seal.SealSigner;
import io.onevisit.seal.SealVerifier;
import io.onevisit.seal.internal.Containers;
import io.onevisit.seal.internal.ZipWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A document whose files can be changed one by one and signed as another writer would sign them: by the right signer,
 * over whatever description is given.
 */
final class Sealed {
    static final SealOffice OFFICE = new SealOffice();
    static final Seal SEAL = OFFICE.seal();
    static final String DOCUMENT = "Doc_0/Document.xml";
    static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";
    static final String TOKEN = "Doc_0/Attachs/Attachment_0.dat";
    static final String LIST = "Doc_0/Signs/Signatures.xml";

    private static final OfdVerifier STRICT = new OfdVerifier(OFFICE.verifier());
    private static final OfdVerifier FIELD = new OfdVerifier(fieldVerifier());
    private static final Bytes PLAIN = OfdWriter.write(Drafts.licence());

    private final Map<String, Bytes> files;
    private final List<String> listed = new ArrayList<>();

    private Sealed(Map<String, Bytes> files) {
        this.files = files;
    }

    private static SealVerifier fieldVerifier() {
        return OFFICE.verifier(SealProfile.field());
    }

    /** The usual licence, unsigned, its entrance already naming a list. */
    static Sealed plain() {
        Sealed plain = new Sealed(new LinkedHashMap<>(Containers.read(PLAIN.toArray())));
        plain.edit("OFD.xml", xml -> xml.replace("</ofd:DocBody>", signatures("/" + LIST) + "</ofd:DocBody>"));
        return plain;
    }

    /** A document of these files. */
    static Sealed of(Map<String, Bytes> files) {
        return new Sealed(new LinkedHashMap<>(files));
    }

    static String signatures(String location) {
        return "<ofd:Signatures>" + location + "</ofd:Signatures>";
    }

    /** The usual licence under one signature over everything. */
    static Sealed once() {
        return plain().sign(0);
    }

    Sealed put(String path, String content) {
        files.put(path, utf8(content));
        return this;
    }

    Sealed put(String path, Bytes content) {
        files.put(path, content);
        return this;
    }

    Sealed remove(String path) {
        assertThat(files.remove(path)).as(path).isNotNull();
        return this;
    }

    Sealed edit(String path, UnaryOperator<String> change) {
        String before = text(path);
        String after = change.apply(before);
        assertThat(after).as("the edit of " + path).isNotEqualTo(before);
        return put(path, after);
    }

    String text(String path) {
        return new String(file(path).toArray(), StandardCharsets.UTF_8);
    }

    Bytes file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    static String folder(int number) {
        return "Doc_0/Signs/Sign_" + number + "/";
    }

    static String description(int number) {
        return folder(number) + "Signature.xml";
    }

    /** Signs everything but the list, as our own writer does. */
    Sealed sign(int number) {
        return sign(number, xml -> xml);
    }

    /** Signs everything but the list and {@code left}. */
    Sealed signLeaving(int number, String... left) {
        return sign(number, content(left), xml -> xml);
    }

    /** Signs everything but the list, with a changed description. */
    Sealed sign(int number, UnaryOperator<String> change) {
        return sign(number, content(), change);
    }

    Sealed sign(int number, Collection<String> references, UnaryOperator<String> change) {
        return sign(number, references, change, "/" + description(number));
    }

    /** Signs with the given property info. */
    Sealed sign(int number, Collection<String> references, UnaryOperator<String> change, String propertyInfo) {
        byte[] xml = utf8(change.apply(description(number, references))).toArray();
        put(description(number), Bytes.of(xml));
        put(
                folder(number) + "SignedValue.dat",
                new SealSigner(OFFICE.verifier())
                        .sign(SEAL, OFFICE.signer(), xml, propertyInfo)
                        .encoded());
        put(folder(number) + "Seal.esl", SEAL.encoded());
        return list("<ofd:Signature ID=\"s" + number + "\" Type=\"Seal\" BaseLoc=\"/" + description(number) + "\"/>");
    }

    /** Adds an entry to the list. */
    Sealed list(String entry) {
        listed.add(entry);
        return put(
                LIST,
                "<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\">" + String.join("", listed)
                        + "</ofd:Signatures>");
    }

    /** Everything but the list and {@code left}. */
    Collection<String> content(String... left) {
        Collection<String> content = new TreeSet<>(files.keySet());
        content.remove(LIST);
        List.of(left).forEach(path -> assertThat(content.remove(path)).as(path).isTrue());
        return content;
    }

    private String description(int number, Collection<String> references) {
        StringBuilder xml =
                new StringBuilder("<ofd:Signature xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:SignedInfo>"
                        + "<ofd:Provider ProviderName=\"other\"/>"
                        + "<ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>"
                        + "<ofd:SignatureDateTime>20261120080000Z</ofd:SignatureDateTime>"
                        + "<ofd:References CheckMethod=\"1.2.156.10197.1.401\">");
        references.forEach(path -> xml.append(reference("/" + path, file(path))));
        return xml + "</ofd:References><ofd:StampAnnot ID=\"a" + number + "\" PageRef=\"1\" Boundary=\""
                + (20 + 50 * number) + " 222 40 40\"/><ofd:Seal><ofd:BaseLoc>/" + folder(number)
                + "Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo><ofd:SignedValue>/" + folder(number)
                + "SignedValue.dat</ofd:SignedValue></ofd:Signature>";
    }

    /** What a signature says of a file. */
    static String reference(String spelling, Bytes content) {
        String digest = Base64.getEncoder().encodeToString(Hash.SM3.digest(content.toArray()));
        return "<ofd:Reference FileRef=\"" + spelling + "\"><ofd:CheckValue>" + digest
                + "</ofd:CheckValue></ofd:Reference>";
    }

    Collection<String> paths() {
        return List.copyOf(files.keySet());
    }

    byte[] octets() {
        return ZipWriter.write(files).toArray();
    }

    Report<OfdDocument> strictly() {
        return STRICT.verify(octets());
    }

    Report<OfdDocument> inTheField() {
        return FIELD.verify(octets());
    }

    OfdDocument passes() {
        Report<OfdDocument> report = strictly();
        assertThat(report.toString()).isEqualTo("PASSED []");
        return report.orThrow();
    }

    /** Asserts that every profile refuses it, and by which checks the strict one does. */
    void fails(String... codes) {
        Report<OfdDocument> report = strictly();
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(problems(report)).containsExactly(codes);
        assertThat(report.subject()).isEmpty();
        assertThat(inTheField().verdict()).isEqualTo(Verdict.FAILED);
    }

    /** Asserts that the strict profile refuses it by {@code codes}, and the field profile notes just these. */
    OfdDocument isNotedInTheField(String... codes) {
        assertThat(problems(strictly())).containsExactly(codes);
        Report<OfdDocument> report = inTheField();
        assertThat(report.toString()).isEqualTo("PASSED []");
        assertThat(notes(report)).containsExactly(codes);
        return report.orThrow();
    }

    /** What a report remarks about the document, without weighing it. */
    static List<String> notes(Report<?> report) {
        return report.checks().stream()
                .filter(Check::note)
                .map(Check::code)
                .filter(code -> code.startsWith("OFD_"))
                .toList();
    }
}
