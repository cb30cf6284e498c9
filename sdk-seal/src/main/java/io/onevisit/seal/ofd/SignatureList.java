package io.onevisit.seal.ofd;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.internal.XmlElement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code Signatures.xml} of GB/T 33190-2016, 18.1: the signatures of a document in their order. No signature can protect
 * it, since the next one changes it; so it may hold nothing but the list.
 */
record SignatureList(List<Entry> entries) {
    static final String SEAL = "Seal";
    static final String SIGN = "Sign";

    private static final String FORMAT = "OFD Signatures";
    private static final Set<String> ATTRIBUTES = Set.of("ID", "Type", "BaseLoc", "Relative");

    private static final int MAX_SIGNATURES = 64;

    /**
     * One signature.
     *
     * @param type {@code Seal} for a signature with a seal, {@code Sign} for one without
     * @param path of its {@code Signature.xml}
     * @param relative the ID of the signature that this one builds on (OFD 2.0, {@code Relative}); null for none
     */
    record Entry(
            String id, String type, String path, @Nullable String relative) {
        boolean isSeal() {
            return type.equals(SEAL);
        }
    }

    static SignatureList read(OfdStructure document) {
        return read(document, EnumSet.noneOf(Deviation.class));
    }

    /** Reads the list of a body; spellings that the standard does not know are added to {@code met}. */
    static SignatureList read(OfdStructure document, Set<Deviation> met) {
        if (document.signatureList().isEmpty()) {
            return new SignatureList(List.of());
        }
        String path = document.signatureList().get();
        List<Entry> entries = new ArrayList<>();
        for (XmlElement child : document.container().xml(path, "Signatures").children()) {
            if (child.name().equals("Signature")) {
                entries.add(entry(document.container(), path, child, met));
            } else if (!child.name().equals("MaxSignId")) {
                throw new MalformedMessageException(FORMAT, "holds more than signatures");
            }
        }
        requireDistinct(entries);
        requireNoLoops(entries);
        return new SignatureList(List.copyOf(entries));
    }

    private static Entry entry(OfdContainer container, String list, XmlElement signature, Set<Deviation> met) {
        if (!ATTRIBUTES.containsAll(signature.attributes().keySet())
                || !signature.children().isEmpty()) {
            throw new MalformedMessageException(FORMAT, "has a signature of a newer kind");
        }
        return new Entry(
                signature.requiredAttribute("ID"),
                signature.attribute("Type").orElse(SEAL),
                container.find(list, signature.requiredAttribute("BaseLoc"), met),
                signature.attribute("Relative").orElse(null));
    }

    private static void requireDistinct(List<Entry> entries) {
        Set<String> ids = new HashSet<>();
        Set<String> paths = new HashSet<>();
        boolean distinct = entries.stream().allMatch(entry -> ids.add(entry.id) && paths.add(entry.path));
        if (!distinct || entries.size() > MAX_SIGNATURES) {
            throw new MalformedMessageException(FORMAT, "has a signature twice or too many");
        }
    }

    /** F9: what a signature builds on stands before it in the list, so nothing can build on itself. */
    private static void requireNoLoops(List<Entry> entries) {
        Set<String> before = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.relative != null && !before.contains(entry.relative)) {
                throw new MalformedMessageException(FORMAT, "has a signature that builds on none before it");
            }
            before.add(entry.id);
        }
    }
}
