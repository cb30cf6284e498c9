package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.internal.XmlElement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code Signature.xml} of GB/T 33190-2016, 18.2: which files are protected, where the stamp is, and where the seal and
 * the signature value lie.
 *
 * @param path of this file itself
 * @param algorithm the signature algorithm it names; empty when it names none, which the standard allows
 * @param digest the digest algorithm it names
 * @param references the digests it gives, by the path of the file
 * @param stamps where the seal's picture is shown
 * @param sealPath of {@code Seal.esl}, null when there is none
 * @param valuePath of {@code SignedValue.dat}
 */
record SignatureFile(
        String path,
        String algorithm,
        String digest,
        Map<String, Bytes> references,
        List<Stamp> stamps,
        @Nullable String sealPath,
        String valuePath) {
    static final String SM3 = "1.2.156.10197.1.401";

    /** What the standard takes a missing {@code CheckMethod} for. */
    private static final String DEFAULT_DIGEST = "MD5";

    private static final String FORMAT = "OFD Signature";
    private static final String PROVIDER = "OneVisit";

    static final int MAX_STAMPS = 1024;

    /**
     * {@code StampAnnot}: a page by its ID and a place on it.
     *
     * @param box where the whole picture would be, {@code Boundary}
     * @param clip what is shown of it, counted from the corner of {@code box}
     */
    record Stamp(String id, String pageId, OfdBox box, OfdBox clip) {
        /** The clip that shows all of {@code box}. */
        static OfdBox whole(OfdBox box) {
            return new OfdBox(0, 0, box.width(), box.height());
        }

        /** True when something is shown, and nothing beside the picture or the page. */
        boolean isWithin(OfdBox paper) {
            return clip.isWithin(whole(box)) && shown().isWithin(paper);
        }

        /** True when both are shown on one page, and not beside one another. */
        boolean overlaps(Stamp other) {
            return pageId.equals(other.pageId) && shown().overlaps(other.shown());
        }

        private OfdBox shown() {
            return new OfdBox(box.x() + clip.x(), box.y() + clip.y(), clip.width(), clip.height());
        }

        XmlElement toXml() {
            XmlElement stamp = XmlElement.of("StampAnnot")
                    .with("ID", id)
                    .with("PageRef", pageId)
                    .with("Boundary", box);
            return clip.equals(whole(box)) ? stamp : stamp.with("Clip", clip);
        }
    }

    static SignatureFile read(OfdStructure document, String path) {
        return read(document.container(), path, EnumSet.noneOf(Deviation.class));
    }

    /** Reads the description at {@code path}; spellings that the standard does not know are added to {@code met}. */
    static SignatureFile read(OfdContainer container, String path, Set<Deviation> met) {
        XmlElement root = container.xml(path, "Signature");
        XmlElement info = root.only("SignedInfo");
        XmlElement references = info.only("References");
        return new SignatureFile(
                path,
                info.optional("SignatureMethod")
                        .map(XmlElement::text)
                        .orElse("")
                        .strip(),
                references.attribute("CheckMethod").orElse(DEFAULT_DIGEST),
                references(container, path, references, met),
                stamps(info),
                info.optional("Seal")
                        .map(seal -> container.find(path, seal.only("BaseLoc").text(), met))
                        .orElse(null),
                container.find(path, root.only("SignedValue").text(), met));
    }

    private static Map<String, Bytes> references(
            OfdContainer container, String path, XmlElement references, Set<Deviation> met) {
        Map<String, Bytes> digests = new LinkedHashMap<>();
        for (XmlElement reference : references.all("Reference")) {
            String file = container.find(path, reference.requiredAttribute("FileRef"), met);
            if (digests.put(file, checkValue(reference)) != null) {
                throw new MalformedMessageException(FORMAT, "refers to a file twice");
            }
        }
        return digests;
    }

    private static Bytes checkValue(XmlElement reference) {
        try {
            return Bytes.of(Base64.getDecoder()
                    .decode(reference.only("CheckValue").text().strip()));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException(FORMAT, "has a digest that is not in Base64");
        }
    }

    private static List<Stamp> stamps(XmlElement info) {
        List<XmlElement> stamps = info.all("StampAnnot");
        if (stamps.size() > MAX_STAMPS) {
            throw new MalformedMessageException(FORMAT, "has more than " + MAX_STAMPS + " stamps");
        }
        return stamps.stream().map(SignatureFile::stamp).toList();
    }

    private static Stamp stamp(XmlElement stamp) {
        OfdBox box = OfdBox.read(stamp.requiredAttribute("Boundary"));
        OfdBox clip = stamp.attribute("Clip").map(OfdBox::read).orElse(Stamp.whole(box));
        return new Stamp(stamp.requiredAttribute("ID"), stamp.requiredAttribute("PageRef"), box, clip);
    }

    /** The files whose digest it gives, and gives right. */
    Set<String> protectedFiles(OfdContainer container) {
        Set<String> files = new LinkedHashSet<>();
        for (String name : container.names()) {
            Bytes given = references.get(name);
            if (given != null && given.equals(container.digest(name))) {
                files.add(name);
            }
        }
        return files;
    }

    /**
     * The files that make up the signature: they cannot be under its own protection, but are checked in themselves.
     *
     * @param withSeal true for a signature with a seal; nobody checks what another calls its seal, so that is content
     */
    Set<String> ownFiles(boolean withSeal) {
        Set<String> own = new LinkedHashSet<>(List.of(path, valuePath));
        if (withSeal && sealPath != null) {
            own.add(sealPath);
        }
        return own;
    }

    /** The same without its references, which may be many. */
    SignatureFile withoutReferences() {
        return new SignatureFile(path, algorithm, digest, Map.of(), stamps, sealPath, valuePath);
    }

    /** What a reference says of a file with this content. */
    static Bytes digest(Bytes content) {
        return Bytes.of(Hash.SM3.digest(content.toArray()));
    }

    XmlElement toXml(String signedAt) {
        List<XmlElement> files = new ArrayList<>();
        references.forEach((file, digest) -> files.add(XmlElement.of(
                        "Reference",
                        XmlElement.ofText("CheckValue", Base64.getEncoder().encodeToString(digest.toArray())))
                .with("FileRef", OfdPath.absolute(file))));
        List<XmlElement> info = new ArrayList<>();
        info.add(XmlElement.of("Provider").with("ProviderName", PROVIDER));
        info.add(XmlElement.ofText("SignatureMethod", algorithm));
        info.add(XmlElement.ofText("SignatureDateTime", signedAt));
        info.add(XmlElement.of("References", files).with("CheckMethod", digest));
        stamps.forEach(stamp -> info.add(stamp.toXml()));
        if (sealPath != null) {
            info.add(XmlElement.of("Seal", XmlElement.ofText("BaseLoc", OfdPath.absolute(sealPath))));
        }
        return XmlElement.of(
                "Signature",
                XmlElement.of("SignedInfo", info),
                XmlElement.ofText("SignedValue", OfdPath.absolute(valuePath)));
    }
}
