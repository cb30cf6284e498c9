package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.InvalidValueException;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.SealSignature;
import io.onevisit.seal.internal.XmlElement;
import io.onevisit.seal.internal.XmlReader;
import io.onevisit.seal.internal.XmlWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the files of a document hang together (GB/T 33190-2016, 7.4 and 7.5): the entrance, the document's root, pages,
 * attachments and the list of signatures. Documents with several bodies or versions are refused, since readers differ
 * on which one they show.
 */
final class OfdStructure {
    static final String ENTRANCE = "OFD.xml";

    private static final Set<String> SIGNATURES_PERMITTED = Set.of("true", "1");

    private final Map<String, Bytes> files;
    private final XmlElement entrance;
    private final XmlElement body;
    private final String rootPath;
    private final XmlElement root;
    private final Map<String, String> pages;

    private OfdStructure(Map<String, Bytes> files) {
        this.files = files;
        this.entrance = xml(ENTRANCE, "OFD");
        this.body = entrance.only("DocBody");
        if (body.optional("Versions").isPresent()) {
            throw new MalformedMessageException("OFD document", "has versions, which are not supported");
        }
        this.rootPath = OfdPath.resolve(ENTRANCE, body.only("DocRoot").text());
        this.root = xml(rootPath, "Document");
        this.pages = readPages();
    }

    /**
     * The structure of these files.
     *
     * @throws MalformedMessageException when they are no OFD document
     */
    static OfdStructure read(Map<String, Bytes> files) {
        return new OfdStructure(files);
    }

    private Map<String, String> readPages() {
        Map<String, String> found = new LinkedHashMap<>();
        for (XmlElement page : root.only("Pages").all("Page")) {
            String path = OfdPath.resolve(rootPath, page.requiredAttribute("BaseLoc"));
            file(path);
            if (found.put(page.requiredAttribute("ID"), path) != null) {
                throw new MalformedMessageException("OFD Document", "has two pages with one ID");
            }
        }
        if (found.isEmpty()) {
            throw new MalformedMessageException("OFD Document", "has no page");
        }
        return found;
    }

    Map<String, Bytes> files() {
        return files;
    }

    String rootPath() {
        return rootPath;
    }

    /** The paths of the pages by their ID, in the order they are shown. */
    Map<String, String> pages() {
        return pages;
    }

    /** The paper of a page: its own area, or that of the document. */
    OfdBox paper(String pageId) {
        XmlElement page = xml(pages.getOrDefault(pageId, ""), "Page");
        XmlElement area =
                page.optional("Area").orElseGet(() -> root.only("CommonData").only("PageArea"));
        return OfdBox.read(area.only("PhysicalBox").text());
    }

    /** Where the list of signatures is, when the document has one. */
    Optional<String> signatureList() {
        return body.optional("Signatures").map(location -> OfdPath.resolve(ENTRANCE, location.text()));
    }

    /** False when the document forbids to sign it, {@code CT_Permission} of GB/T 33190-2016, 7.5. */
    boolean permitsSignatures() {
        return root.optional("Permissions")
                .flatMap(permissions -> permissions.optional("Signature"))
                .map(permission ->
                        SIGNATURES_PERMITTED.contains(permission.text().strip()))
                .orElse(true);
    }

    /** {@code OFD.xml} as it is when it names a list of signatures, else with {@code list} added. */
    Bytes entranceNaming(String list) {
        if (signatureList().isPresent()) {
            return file(ENTRANCE);
        }
        XmlElement named = body.with(XmlElement.ofText("Signatures", OfdPath.absolute(list)));
        return XmlWriter.write(entrance.withOnly(named));
    }

    Bytes file(String path) {
        Bytes file = files.get(path);
        if (file == null) {
            throw new MalformedMessageException("OFD document", "lacks a file that it names");
        }
        return file;
    }

    XmlElement xml(String path, String rootElement) {
        return XmlReader.read(file(path), rootElement);
    }

    /**
     * The document as its readers see it.
     *
     * @throws MalformedMessageException when the metadata or attachments are not as they should be
     */
    OfdDocument document(List<SealSignature> signatures) {
        XmlElement info = body.only("DocInfo");
        String title = info.optional("Title").map(XmlElement::text).orElse("");
        return new OfdDocument(this, title, metadata(info), attachments(), signatures);
    }

    private static Map<String, String> metadata(XmlElement info) {
        Map<String, String> metadata = new LinkedHashMap<>();
        info.optional("CustomDatas")
                .map(all -> all.all("CustomData"))
                .orElse(List.of())
                .forEach(data -> {
                    if (metadata.put(data.requiredAttribute("Name"), data.text()) != null) {
                        throw new MalformedMessageException("OFD DocInfo", "has custom data twice");
                    }
                });
        return metadata;
    }

    private List<OfdAttachment> attachments() {
        Optional<XmlElement> location = root.optional("Attachments");
        if (location.isEmpty()) {
            return List.of();
        }
        String path = OfdPath.resolve(rootPath, location.get().text());
        List<OfdAttachment> attachments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (XmlElement attachment : xml(path, "Attachments").all("Attachment")) {
            attachments.add(attachment(path, attachment));
            if (!names.add(attachment.requiredAttribute("Name"))) {
                throw new MalformedMessageException("OFD Attachments", "has two attachments of one name");
            }
        }
        return attachments;
    }

    private OfdAttachment attachment(String list, XmlElement attachment) {
        String path = OfdPath.resolve(list, attachment.only("FileLoc").text());
        try {
            return new OfdAttachment(
                    attachment.requiredAttribute("Name"),
                    attachment.attribute("Format").orElse("application/octet-stream"),
                    file(path));
        } catch (InvalidValueException e) {
            throw new MalformedMessageException("OFD Attachments", "has an attachment out of bounds");
        }
    }
}
