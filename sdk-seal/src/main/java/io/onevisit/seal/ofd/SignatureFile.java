package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.crypto.Hash;
import io.onevisit.seal.internal.XmlElement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code Signature.xml} of GB/T 33190-2016, 18.2: which files are protected, where the stamp is, and where the seal and
 * the signature value lie.
 *
 * @param path of this file itself
 * @param algorithm the signature algorithm it names; empty when it names none
 * @param digest the digest algorithm it names
 * @param references the digests it gives, by the path of the file
 * @param stamps where the seal's picture is shown
 * @param sealPath of {@code Seal.esl}
 * @param valuePath of {@code SignedValue.dat}
 */
record SignatureFile(
        String path,
        String algorithm,
        String digest,
        Map<String, Bytes> references,
        List<Stamp> stamps,
        String sealPath,
        String valuePath) {
    static final String SM3 = "1.2.156.10197.1.401";
    static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";

    private static final String FORMAT = "OFD Signature";
    private static final String PROVIDER = "OneVisit";

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
            OfdBox shown = new OfdBox(box.x() + clip.x(), box.y() + clip.y(), clip.width(), clip.height());
            return clip.isWithin(whole(box)) && shown.isWithin(paper);
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
        XmlElement root = document.xml(path, "Signature");
        XmlElement info = root.only("SignedInfo");
        XmlElement references = info.only("References");
        return new SignatureFile(
                path,
                info.optional("SignatureMethod").map(XmlElement::text).orElse(""),
                references.attribute("CheckMethod").orElse("MD5"),
                references(path, references),
                stamps(info),
                OfdPath.resolve(path, info.only("Seal").only("BaseLoc").text()),
                OfdPath.resolve(path, root.only("SignedValue").text()));
    }

    private static Map<String, Bytes> references(String path, XmlElement references) {
        Map<String, Bytes> digests = new LinkedHashMap<>();
        for (XmlElement reference : references.all("Reference")) {
            String file = OfdPath.resolve(path, reference.requiredAttribute("FileRef"));
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
        return info.all("StampAnnot").stream().map(SignatureFile::stamp).toList();
    }

    private static Stamp stamp(XmlElement stamp) {
        OfdBox box = OfdBox.read(stamp.requiredAttribute("Boundary"));
        OfdBox clip = stamp.attribute("Clip").map(OfdBox::read).orElse(Stamp.whole(box));
        return new Stamp(stamp.requiredAttribute("ID"), stamp.requiredAttribute("PageRef"), box, clip);
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
        info.add(XmlElement.of("Seal", XmlElement.ofText("BaseLoc", OfdPath.absolute(sealPath))));
        return XmlElement.of(
                "Signature",
                XmlElement.of("SignedInfo", info),
                XmlElement.ofText("SignedValue", OfdPath.absolute(valuePath)));
    }
}
