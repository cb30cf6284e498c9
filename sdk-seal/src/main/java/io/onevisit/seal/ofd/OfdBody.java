package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.seal.PlainSignature;
import io.onevisit.seal.SealSignature;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One of the documents in an OFD file (文档体), {@code DocBody} of GB/T 33190-2016, 7.4. Most files have one only.
 * Immutable and thread-safe.
 */
public final class OfdBody {
    private final OfdStructure structure;
    private final String title;
    private final Map<String, String> metadata;
    private final Map<String, String> attachments;
    private final List<SealSignature> signatures;
    private final List<PlainSignature> plainSignatures;

    OfdBody(OfdStructure structure, List<SealSignature> signatures, List<PlainSignature> plainSignatures) {
        this.structure = structure;
        this.title = structure.title();
        this.metadata = Collections.unmodifiableMap(new TreeMap<>(structure.metadata()));
        this.attachments = Collections.unmodifiableMap(structure.attachments());
        this.signatures = List.copyOf(signatures);
        this.plainSignatures = List.copyOf(plainSignatures);
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

    /** The files that travel inside: what each is, mostly a media type, by its name. */
    public Map<String, String> attachments() {
        return attachments;
    }

    /**
     * The content of the attachment called {@code name}, of any size; one that is not small is expanded anew each time.
     *
     * @throws io.onevisit.core.MalformedMessageException when its octets were changed after the document was opened
     */
    public Optional<Bytes> attachment(String name) {
        return structure.attachment(name);
    }

    /** The verified signatures with a seal, in their order; empty when nothing was verified. */
    public List<SealSignature> signatures() {
        return signatures;
    }

    /** The verified signatures without a seal, in their order; empty when nothing was verified. */
    public List<PlainSignature> plainSignatures() {
        return plainSignatures;
    }

    /** The body as it is read, with no signature looked at. */
    static OfdBody unverified(OfdStructure structure) {
        return new OfdBody(structure, List.of(), List.of());
    }

    OfdStructure structure() {
        return structure;
    }

    /** Counts only. */
    @Override
    public String toString() {
        return pageCount() + " pages, " + attachments.size() + " attachments, " + signatures.size() + " signatures";
    }
}
