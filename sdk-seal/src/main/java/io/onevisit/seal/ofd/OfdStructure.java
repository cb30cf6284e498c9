package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlElement;
import io.onevisit.seal.internal.XmlWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the files of one body ({@code DocBody}) hang together (GB/T 33190-2016, 7.4 and 7.5): the entrance, its root, its
 * versions, pages and attachments, and the list of its signatures.
 */
final class OfdStructure {
    static final String ENTRANCE = "OFD.xml";
    /** GM/T 0099-2020, annex C: it puts decrypted files in the place of others, so readers see different documents. */
    static final String ENCRYPTIONS = "Encryptions.xml";

    private static final int MAX_BODIES = 16;
    private static final int MAX_ATTACHMENTS = 4096;
    private static final Set<String> TRUE = Set.of("true", "1");

    private final OfdContainer container;
    private final XmlElement entrance;
    private final XmlElement body;
    private final String rootPath;
    private final boolean signable;
    private final OfdBox commonPaper;
    private final Map<String, String> pages;
    private final Map<String, Attached> attachments;
    private final OfdReach reach;

    private OfdStructure(OfdContainer container, XmlElement entrance, XmlElement body) {
        this.container = container;
        this.entrance = entrance;
        this.body = body;
        this.rootPath = OfdPath.resolve(ENTRANCE, body.only("DocRoot").text());
        XmlElement root = xml(rootPath, "Document");
        this.signable = permitsSignatures(root);
        this.commonPaper = OfdBox.ofArea(root.only("CommonData").only("PageArea"));
        this.pages = readPages(root);
        this.attachments = readAttachments(root);
        this.reach = walk(root);
    }

    /** A file that travels inside. */
    private record Attached(String path, String format) {}

    /**
     * The bodies of a document, in their order.
     *
     * @throws MalformedMessageException when the files are no OFD document
     */
    static List<OfdStructure> readAll(OfdContainer container) {
        if (container.has(ENCRYPTIONS)) {
            throw new MalformedMessageException("OFD document", "is encrypted by GM/T 0099, which is not supported");
        }
        XmlElement entrance = container.xml(ENTRANCE, "OFD");
        List<XmlElement> bodies = entrance.all("DocBody");
        if (bodies.isEmpty() || bodies.size() > MAX_BODIES) {
            throw new MalformedMessageException("OFD document", "must have 1 to " + MAX_BODIES + " bodies");
        }
        List<OfdStructure> all = bodies.stream()
                .map(body -> new OfdStructure(container, entrance, body))
                .toList();
        requireDistinct(all);
        return all;
    }

    /** One file in two places would be judged twice and protected once. */
    private static void requireDistinct(List<OfdStructure> bodies) {
        Set<String> seen = new HashSet<>();
        boolean distinct = bodies.stream()
                .allMatch(body -> seen.add(body.rootPath)
                        && body.signatureList().map(seen::add).orElse(true));
        if (!distinct) {
            throw new MalformedMessageException(
                    "OFD document", "has two bodies with one root or one list of signatures");
        }
    }

    /**
     * The body of a document that has one only.
     *
     * @throws MalformedMessageException when the files are no OFD document, or one of several bodies
     */
    static OfdStructure read(OfdContainer container) {
        List<OfdStructure> bodies = readAll(container);
        if (bodies.size() > 1) {
            throw new MalformedMessageException("OFD document", "has several bodies");
        }
        return bodies.get(0);
    }

    private static boolean permitsSignatures(XmlElement root) {
        return root.optional("Permissions")
                .flatMap(permissions -> permissions.optional("Signature"))
                .map(permission -> TRUE.contains(permission.text().strip()))
                .orElse(true);
    }

    private Map<String, String> readPages(XmlElement root) {
        Map<String, String> found = new LinkedHashMap<>();
        for (XmlElement page : root.only("Pages").all("Page")) {
            String path = OfdPath.resolve(rootPath, page.requiredAttribute("BaseLoc"));
            if (found.put(page.requiredAttribute("ID"), path) != null) {
                throw new MalformedMessageException("OFD Document", "has two pages with one ID");
            }
        }
        if (found.isEmpty() || new HashSet<>(found.values()).size() != found.size()) {
            throw new MalformedMessageException("OFD Document", "has no page, or one twice");
        }
        return found;
    }

    /** Clause 20. */
    private Map<String, Attached> readAttachments(XmlElement root) {
        Optional<XmlElement> location = root.optional("Attachments");
        if (location.isEmpty()) {
            return Map.of();
        }
        String list = OfdPath.resolve(rootPath, location.get().text());
        Map<String, Attached> found = new LinkedHashMap<>();
        for (XmlElement attachment : container.xml(list, "Attachments").all("Attachment")) {
            String path = OfdPath.resolve(list, attachment.only("FileLoc").text());
            requireFile(path);
            Attached attached =
                    new Attached(path, attachment.attribute("Format").orElse("application/octet-stream"));
            if (found.put(attachment.requiredAttribute("Name"), attached) != null || found.size() > MAX_ATTACHMENTS) {
                throw new MalformedMessageException("OFD Attachments", "has two of one name or too many");
            }
        }
        return found;
    }

    private OfdReach walk(XmlElement root) {
        OfdReach walk = new OfdReach(container);
        walk.file(ENTRANCE, ENTRANCE);
        info().optional("Cover").ifPresent(cover -> walk.file(ENTRANCE, cover.text()));
        walk.document(rootPath, root);
        body.optional("Versions").ifPresent(versions -> walkVersions(versions, walk));
        return walk;
    }

    /** Clause 19. The version that is the current one must be what the body's own root shows. */
    private void walkVersions(XmlElement versions, OfdReach walk) {
        Set<String> seen = new HashSet<>();
        for (XmlElement listed : versions.all("Version")) {
            String path = OfdPath.resolve(ENTRANCE, listed.requiredAttribute("BaseLoc"));
            if (!seen.add(path)) {
                throw new MalformedMessageException("OFD Versions", "has a version twice");
            }
            XmlElement version = container.xml(path, "DocVersion");
            String versionRoot = OfdPath.resolve(path, version.only("DocRoot").text());
            boolean current = TRUE.contains(listed.attribute("Current").orElse("false"));
            if (current && !versionRoot.equals(rootPath)) {
                throw new MalformedMessageException("OFD Versions", "shows another version than the document's root");
            }
            walk.file(ENTRANCE, OfdPath.absolute(path));
            for (XmlElement file : version.only("FileList").all("File")) {
                requireFile(OfdPath.resolve(path, file.text()));
                walk.file(path, file.text());
            }
            requireFile(versionRoot);
            walk.document(versionRoot);
        }
    }

    private void requireFile(String path) {
        if (!container.has(path)) {
            throw new MalformedMessageException("OFD document", "lacks a file that it names");
        }
    }

    OfdContainer container() {
        return container;
    }

    Bytes file(String path) {
        return container.file(path);
    }

    XmlElement xml(String path, String rootElement) {
        return container.xml(path, rootElement);
    }

    /** False when the document forbids to sign it, {@code CT_Permission} of GB/T 33190-2016, 7.5. */
    boolean permitsSignatures() {
        return signable;
    }

    String rootPath() {
        return rootPath;
    }

    /** The paths of the pages by their ID, in the order they are shown. */
    Map<String, String> pages() {
        return pages;
    }

    /** The files that show or travel with this body: the entrance, its pages and whatever they reach. */
    Set<String> reached() {
        return reach.files();
    }

    /** The paper of a page: its own area, or that of the document. */
    OfdBox paper(String pageId) {
        String page = pages.get(pageId);
        if (page == null) {
            throw new MalformedMessageException("OFD document", "lacks a page that it names");
        }
        return reach.area(page).orElse(commonPaper);
    }

    /** Where the list of signatures is, when the body has one. */
    Optional<String> signatureList() {
        return body.optional("Signatures").map(location -> OfdPath.resolve(ENTRANCE, location.text()));
    }

    /** {@code OFD.xml} as it is when it names a list of signatures, else with {@code list} added. */
    Bytes entranceNaming(String list) {
        if (signatureList().isPresent()) {
            return container.file(ENTRANCE);
        }
        XmlElement named = body.with(XmlElement.ofText("Signatures", OfdPath.absolute(list)));
        return XmlWriter.write(entrance.withOnly(named));
    }

    String title() {
        return info().optional("Title").map(XmlElement::text).orElse("");
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        info().optional("CustomDatas")
                .map(all -> all.all("CustomData"))
                .orElse(List.of())
                .forEach(data -> {
                    if (metadata.put(data.requiredAttribute("Name"), data.text()) != null) {
                        throw new MalformedMessageException("OFD DocInfo", "has custom data twice");
                    }
                });
        return metadata;
    }

    /** What kind of file each attachment is, by its name. */
    Map<String, String> attachments() {
        Map<String, String> formats = new LinkedHashMap<>();
        attachments.forEach((name, attached) -> formats.put(name, attached.format));
        return formats;
    }

    /** The content of an attachment. */
    Optional<Bytes> attachment(String name) {
        return Optional.ofNullable(attachments.get(name)).map(attached -> container.largeFile(attached.path));
    }

    private XmlElement info() {
        return body.only("DocInfo");
    }
}
