package io.onevisit.seal.ofd;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.Deviation;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files of a document its signatures protect (签名覆盖范围). It compares digests and follows references only: whether
 * the signatures themselves are good, the report of {@link OfdVerifier#verify(byte[])} says. Paths have no leading slash.
 * Immutable.
 *
 * @param protectedFiles the files whose digest a signature gives right, by the path of its {@code Signature.xml}
 * @param unprotected the files that no signature protects, apart from {@code signatureFiles}
 * @param reached the files that the pages of any body show or carry
 * @param signatureFiles lists, descriptions, seals and values of signatures: those of the last one cannot be protected by
 *     another, so each is checked in itself
 */
public record OfdCoverage(
        SortedMap<String, SortedSet<String>> protectedFiles,
        SortedSet<String> unprotected,
        SortedSet<String> reached,
        SortedSet<String> signatureFiles) {
    public OfdCoverage {
        SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
        protectedFiles.forEach((signature, files) -> copy.put(signature, sorted(files)));
        protectedFiles = Collections.unmodifiableSortedMap(copy);
        unprotected = sorted(unprotected);
        reached = sorted(reached);
        signatureFiles = sorted(signatureFiles);
    }

    /** The files that are shown or carried and that no signature protects: whoever alters them is not found out. */
    public SortedSet<String> exposed() {
        SortedSet<String> exposed = new TreeSet<>(unprotected);
        exposed.retainAll(reached);
        return Collections.unmodifiableSortedSet(exposed);
    }

    /**
     * The coverage of a document.
     *
     * @throws MalformedMessageException when a list of signatures is none; a signature that is none protects nothing
     */
    static OfdCoverage of(OfdContainer container, List<OfdStructure> bodies) {
        SortedMap<String, SortedSet<String>> protectedFiles = new TreeMap<>();
        SortedSet<String> signatureFiles = new TreeSet<>();
        SortedSet<String> reached = new TreeSet<>();
        for (OfdStructure body : bodies) {
            reached.addAll(body.reached());
            body.signatureList().ifPresent(signatureFiles::add);
            for (SignatureList.Entry entry : SignatureList.read(body).entries()) {
                protectedFiles.put(entry.path(), new TreeSet<>());
                addSignature(container, entry.path(), protectedFiles, signatureFiles);
            }
        }
        signatureFiles.removeAll(reached);
        SortedSet<String> unprotected = new TreeSet<>(container.names());
        unprotected.removeAll(signatureFiles);
        protectedFiles.values().forEach(unprotected::removeAll);
        return new OfdCoverage(protectedFiles, unprotected, reached, signatureFiles);
    }

    private static void addSignature(
            OfdContainer container,
            String path,
            SortedMap<String, SortedSet<String>> protectedFiles,
            SortedSet<String> signatureFiles) {
        try {
            SignatureFile file = SignatureFile.read(container, path, EnumSet.noneOf(Deviation.class));
            protectedFiles.put(path, new TreeSet<>(file.protectedFiles(container)));
            signatureFiles.addAll(file.ownFiles());
        } catch (MalformedMessageException e) {
            signatureFiles.add(path);
        }
    }

    private static SortedSet<String> sorted(Collection<String> files) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(files));
    }
}
