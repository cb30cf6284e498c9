package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.internal.XmlElement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code OFDEntries.xml} of GM/T 0099-2020, annex D, with the element names of ofdrw ({@code DocEntries}): the list of
 * all files of a document under a signature of its own, so that none can be smuggled in.
 *
 * @param files that it lists
 * @param valuePath of the signature over it
 * @param value that signature, GB/T 35275
 */
record OfdEntries(Set<String> files, String valuePath, Bytes value) {
    static final String PATH = "OFDEntries.xml";

    /** The list that a document has; none when it is not as it should be. */
    static Optional<OfdEntries> in(OfdContainer container) {
        try {
            return container.has(PATH) ? Optional.of(read(container)) : Optional.empty();
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    static OfdEntries read(OfdContainer container) {
        XmlElement root = container.xml(PATH, "DocEntries");
        Set<String> files = new HashSet<>();
        for (XmlElement file : root.only("FileList").all("File")) {
            String path = OfdPath.resolve(PATH, file.text());
            if (!container.has(path)) {
                throw new MalformedMessageException("OFD DocEntries", "lists a file that is not there");
            }
            files.add(path);
        }
        String value = OfdPath.resolve(PATH, root.only("SignedValueLoc").text());
        if (!container.has(value)) {
            throw new MalformedMessageException("OFD DocEntries", "names a signature that is not there");
        }
        return new OfdEntries(files, value, container.file(value));
    }

    /** The list and its signature, which cannot list themselves. */
    List<String> ownFiles() {
        return List.of(PATH, valuePath);
    }
}
