package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.internal.XmlElement;
import io.onevisit.seal.internal.XmlReader;
import io.onevisit.seal.internal.ZipReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The files of a document (GB/T 33190-2016, clause 6), opened within limits. Thread-safe. */
final class OfdContainer {
    private static final int START = 64 * 1024;

    private final ZipReader zip;
    private final OfdLimits limits;

    private OfdContainer(ZipReader zip, OfdLimits limits) {
        this.zip = zip;
        this.limits = limits;
    }

    /**
     * Opens {@code ofd}, which is used where it is.
     *
     * @throws MalformedMessageException when it is no container, or beyond the limits
     */
    static OfdContainer open(byte[] ofd, OfdLimits limits) {
        return new OfdContainer(ZipReader.open(ofd, limits.container()), limits);
    }

    /** The paths of the files, in the order they lie. */
    Set<String> names() {
        return zip.names();
    }

    boolean has(String path) {
        return zip.names().contains(path);
    }

    /**
     * The file that {@code location} names in the file {@code base}. Where the standard's reading leads nowhere, a path
     * that lacks its leading slash is taken from the root, and that is noted in {@code met}.
     *
     * @throws MalformedMessageException when both readings lead to a file, since readers would disagree
     */
    String find(String base, String location, Set<Deviation> met) {
        String path = OfdPath.resolve(base, location);
        String fromRoot = OfdPath.resolve("", location);
        if (path.equals(fromRoot) || !has(fromRoot)) {
            return path;
        }
        if (has(path)) {
            throw new MalformedMessageException("OFD location", "names one file from its folder and one from the root");
        }
        met.add(Deviation.PATH_WITHOUT_SLASH);
        return fromRoot;
    }

    /** The SM3 digest of a file. */
    Bytes digest(String path) {
        return zip.digest(present(path));
    }

    /** A file that is small by nature, whole. */
    Bytes file(String path) {
        return zip.content(present(path), limits.file());
    }

    /** A file of whatever size, whole. */
    Bytes largeFile(String path) {
        return zip.content(present(path), (int) Math.min(limits.expanded(), Integer.MAX_VALUE - 8));
    }

    /** The XML of a file, without what is inside the elements called as in {@code skipped}. */
    XmlElement xml(String path, String root, String... skipped) {
        return XmlReader.read(file(path), root, Set.of(skipped));
    }

    /** True when a file begins as XML with this root. */
    boolean hasRoot(String path, String root) {
        return XmlReader.hasRoot(zip.start(present(path), START), root);
    }

    /** All files expanded, to be packed anew. */
    Map<String, Bytes> files() {
        Map<String, Bytes> files = new LinkedHashMap<>();
        names().forEach(path -> files.put(path, largeFile(path)));
        return files;
    }

    private String present(String path) {
        if (!has(path)) {
            throw new MalformedMessageException("OFD document", "lacks a file that it names");
        }
        return path;
    }
}
