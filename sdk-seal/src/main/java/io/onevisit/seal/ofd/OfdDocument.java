package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.internal.Require;
import io.onevisit.seal.SealSignature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An OFD document (版式文件), GB/T 33190-2016, opened for reading. One from outside comes from
 * {@link OfdVerifier#verify(byte[])}; only then does it carry signatures. It uses the octets it was opened from where
 * they are; when their owner changes them, a file comes out as it was or is refused. Thread-safe.
 */
public final class OfdDocument {
    private final OfdContainer container;
    private final List<OfdBody> bodies;

    OfdDocument(OfdContainer container, List<OfdBody> bodies) {
        this.container = container;
        this.bodies = List.copyOf(bodies);
    }

    /**
     * Opens a document and believes it: no seal on it is looked at.
     *
     * @throws io.onevisit.core.MalformedMessageException when it is no OFD document within the standard limits
     */
    public static OfdDocument readWithoutVerification(byte[] ofd) {
        return readWithoutVerification(ofd, OfdLimits.standard());
    }

    /**
     * Opens a document and believes it: no seal on it is looked at.
     *
     * @throws io.onevisit.core.MalformedMessageException when it is no OFD document within {@code limits}
     */
    public static OfdDocument readWithoutVerification(byte[] ofd, OfdLimits limits) {
        OfdContainer container = OfdContainer.open(Require.present(ofd, "document"), Require.present(limits, "limits"));
        return new OfdDocument(
                container,
                OfdStructure.readAll(container).stream()
                        .map(OfdBody::unverified)
                        .toList());
    }

    /** The documents inside, at least one, in the order of the file. */
    public List<OfdBody> bodies() {
        return bodies;
    }

    /** The title of the first body; empty when there is none. */
    public String title() {
        return first().title();
    }

    /** Custom data of the first body by name. */
    public Map<String, String> metadata() {
        return first().metadata();
    }

    /** How many pages the first body has. */
    public int pageCount() {
        return first().pageCount();
    }

    /** The files that travel inside the first body: what each is, by its name. */
    public Map<String, String> attachments() {
        return first().attachments();
    }

    /** The content of the attachment called {@code name} of the first body. */
    public Optional<Bytes> attachment(String name) {
        return first().attachment(name);
    }

    /** The verified signatures with a seal of all bodies, in their order; empty when nothing was verified. */
    public List<SealSignature> signatures() {
        return bodies.stream().flatMap(body -> body.signatures().stream()).toList();
    }

    /**
     * Which file is protected by which signature. Of a document that was not verified this says what its signatures
     * claim to protect, not that they do.
     *
     * @throws io.onevisit.core.MalformedMessageException when a list of signatures is none, which is never so for a
     *     document that was verified
     */
    public OfdCoverage coverage() {
        return OfdCoverage.of(container, bodies.stream().map(OfdBody::structure).toList());
    }

    /** True when this document, its signatures apart, is octet for octet what {@link OfdWriter} makes of {@code draft}. */
    public boolean isWrittenFrom(OfdDraft draft) {
        OfdStructure made =
                OfdStructure.read(OfdContainer.open(OfdWriter.write(draft).toArray(), OfdLimits.standard()));
        Map<String, Bytes> expected = digests(made.container());
        Map<String, Bytes> found = digests(container);
        first().structure().signatureList().ifPresent(list -> {
            expected.put(OfdStructure.ENTRANCE, SignatureFile.digest(made.entranceNaming(list)));
            found.keySet().removeIf(path -> path.startsWith(OfdPath.folder(list)));
        });
        return found.equals(expected);
    }

    private static Map<String, Bytes> digests(OfdContainer container) {
        Map<String, Bytes> digests = new TreeMap<>();
        container.names().forEach(path -> digests.put(path, container.digest(path)));
        return digests;
    }

    private OfdBody first() {
        return bodies.get(0);
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "OFD document of " + bodies.size() + " bodies, the first of " + first();
    }
}
