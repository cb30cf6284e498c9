package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.internal.ZipReader;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An OFD document (版式文件), GB/T 33190-2016, opened for reading. One from outside comes from
 * {@link OfdVerifier#verify(byte[])}; only then does it carry signatures. Immutable and thread-safe.
 */
public final class OfdDocument {
    private final OfdStructure structure;
    private final String title;
    private final Map<String, String> metadata;
    private final List<OfdAttachment> attachments;
    private final List<SealSignature> signatures;

    OfdDocument(
            OfdStructure structure,
            String title,
            Map<String, String> metadata,
            List<OfdAttachment> attachments,
            List<SealSignature> signatures) {
        this.structure = structure;
        this.title = title;
        this.metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        this.attachments = List.copyOf(attachments);
        this.signatures = List.copyOf(signatures);
    }

    /**
     * Opens a document and believes it: no seal on it is looked at.
     *
     * @throws MalformedMessageException when it is no OFD document within the limits
     */
    public static OfdDocument readWithoutVerification(byte[] ofd) {
        return OfdStructure.read(ZipReader.read(Require.present(ofd, "document")))
                .document(List.of());
    }

    /** The title; empty when there is none. */
    public String title() {
        return title;
    }

    /** Custom data by name, {@code CustomDatas}. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** How many pages it has. */
    public int pageCount() {
        return structure.pages().size();
    }

    /** The files that travel inside. */
    public List<OfdAttachment> attachments() {
        return attachments;
    }

    /** The content of the attachment called {@code name}. */
    public Optional<Bytes> attachment(String name) {
        return attachments.stream()
                .filter(attachment -> attachment.name().equals(name))
                .map(OfdAttachment::content)
                .findFirst();
    }

    /** True when this document, its signatures apart, is octet for octet what {@link OfdWriter} makes of {@code draft}. */
    public boolean isWrittenFrom(OfdDraft draft) {
        OfdStructure made =
                OfdStructure.read(ZipReader.read(OfdWriter.write(draft).toArray()));
        Map<String, Bytes> expected = new TreeMap<>(made.files());
        Map<String, Bytes> found = new TreeMap<>(structure.files());
        structure.signatureList().ifPresent(list -> {
            expected.put(OfdStructure.ENTRANCE, made.entranceNaming(list));
            found.keySet().removeIf(path -> path.startsWith(OfdPath.folder(list)));
        });
        return found.equals(expected);
    }

    /** The verified signatures in their order, each over every file of the document; empty when nothing was verified. */
    public List<SealSignature> signatures() {
        return signatures;
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "OFD document of " + pageCount() + " pages, " + attachments.size() + " attachments, " + signatures.size()
                + " signatures";
    }
}
