package io.onevisit.seal.ofd;

import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.Deviation;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param signatureFiles lists, descriptions, seals and values of signatures, and a list of entries with its value: those of
 *     the last one cannot be protected by another, so each is checked in itself
 */
public record OfdCoverage(
        Map<String, Set<String>> protectedFiles,
        Set<String> unprotected,
        Set<String> reached,
        Set<String> signatureFiles) {
    public OfdCoverage {
        Map<String, Set<String>> copy = new TreeMap<>();
        protectedFiles.forEach((signature, files) -> copy.put(signature, sorted(files)));
        protectedFiles = Collections.unmodifiableMap(copy);
        unprotected = sorted(unprotected);
        reached = sorted(reached);
        signatureFiles = sorted(signatureFiles);
    }

    /** The files that are shown or carried and that no signature protects: whoever alters them is not found out. */
    public Set<String> exposed() {
        Set<String> exposed = new TreeSet<>(unprotected);
        exposed.retainAll(reached);
        return Collections.unmodifiableSet(exposed);
    }

    /**
     * The coverage of a document, as its signatures claim it.
     *
     * @throws MalformedMessageException when a list of signatures is none; a signature that is none protects nothing
     */
    static OfdCoverage of(OfdContainer container, List<OfdStructure> bodies) {
        Map<String, Set<String>> protectedFiles = new TreeMap<>();
        Set<String> ownFiles = new TreeSet<>();
        for (OfdStructure body : bodies) {
            for (SignatureList.Entry entry : SignatureList.read(body).entries()) {
                Optional<SignatureFile> file = description(container, entry.path());
                protectedFiles.put(
                        entry.path(),
                        file.map(found -> found.protectedFiles(container)).orElse(Set.of()));
                ownFiles.addAll(
                        file.map(found -> found.ownFiles(entry.isSeal())).orElse(Set.of(entry.path())));
            }
        }
        OfdEntries.in(container).ifPresent(entries -> ownFiles.addAll(entries.ownFiles()));
        return of(container, bodies, protectedFiles, ownFiles);
    }

    /**
     * The coverage of a document whose signatures have been read; nothing that is shown is taken for a file of a signature.
     *
     * @param ownFiles the files that make up the signatures and the list of entries
     */
    static OfdCoverage of(
            OfdContainer container,
            List<OfdStructure> bodies,
            Map<String, Set<String>> protectedFiles,
            Set<String> ownFiles) {
        Set<String> reached = new TreeSet<>();
        Set<String> signatureFiles = new TreeSet<>(ownFiles);
        for (OfdStructure body : bodies) {
            reached.addAll(body.reached());
            body.signatureList().ifPresent(signatureFiles::add);
        }
        signatureFiles.removeAll(reached);
        Set<String> unprotected = new TreeSet<>(container.names());
        unprotected.removeAll(signatureFiles);
        protectedFiles.values().forEach(unprotected::removeAll);
        return new OfdCoverage(protectedFiles, unprotected, reached, signatureFiles);
    }

    private static Optional<SignatureFile> description(OfdContainer container, String path) {
        try {
            return Optional.of(SignatureFile.read(container, path, EnumSet.noneOf(Deviation.class)));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static Set<String> sorted(Collection<String> files) {
        return Collections.unmodifiableSet(new TreeSet<>(files));
    }
}
