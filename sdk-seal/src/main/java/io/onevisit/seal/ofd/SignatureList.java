package io.onevisit.seal.ofd;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code Signatures.xml} of GB/T 33190-2016, 18.1: the signatures of a document in their order. No signature can protect
 * it, since the next one changes it; so it may hold nothing but the list.
 */
record SignatureList(List<Entry> entries) {
    static final String SEAL = "Seal";

    private static final String FORMAT = "OFD Signatures";
    private static final Set<String> ATTRIBUTES = Set.of("ID", "Type", "BaseLoc");

    private static final int MAX_SIGNATURES = 64;

    /**
     * One signature.
     *
     * @param type {@code Seal} for a signature with a seal, {@code Sign} for one without
     * @param path of its {@code Signature.xml}
     */
    record Entry(String id, String type, String path) {
        boolean isSeal() {
            return type.equals(SEAL);
        }
    }

    static SignatureList read(OfdStructure document) {
        if (document.signatureList().isEmpty()) {
            return new SignatureList(List.of());
        }
        String path = document.signatureList().get();
        List<Entry> entries = new ArrayList<>();
        for (XmlElement child : document.xml(path, "Signatures").children()) {
            if (child.name().equals("Signature")) {
                entries.add(entry(path, child));
            } else if (!child.name().equals("MaxSignId")) {
                throw new MalformedMessageException(FORMAT, "holds more than signatures");
            }
        }
        requireDistinct(entries);
        return new SignatureList(List.copyOf(entries));
    }

    private static Entry entry(String list, XmlElement signature) {
        if (!ATTRIBUTES.containsAll(signature.attributes().keySet())
                || !signature.children().isEmpty()) {
            throw new MalformedMessageException(FORMAT, "has a signature of a newer kind");
        }
        return new Entry(
                signature.requiredAttribute("ID"),
                signature.attribute("Type").orElse(SEAL),
                OfdPath.resolve(list, signature.requiredAttribute("BaseLoc")));
    }

    private static void requireDistinct(List<Entry> entries) {
        Set<String> ids = new HashSet<>();
        Set<String> paths = new HashSet<>();
        boolean distinct = entries.stream().allMatch(entry -> ids.add(entry.id) && paths.add(entry.path));
        if (!distinct || entries.size() > MAX_SIGNATURES) {
            throw new MalformedMessageException(FORMAT, "has a signature twice or too many");
        }
    }
}
