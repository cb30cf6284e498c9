package io.onevisit.seal.ofd;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.seal.Deviation;
import io.onevisit.seal.internal.XmlElement;
import io.onevisit.seal.internal.XmlReader;
import io.onevisit.seal.internal.ZipReader;
import io.onevisit.seal.internal.ZipWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a document (GB/T 33190-2016, clause 6), opened within limits. Thread-safe. */
final class OfdContainer {
    private static final int START = 64 * 1024;

    private final ZipReader zip;
    private final OfdLimits limits;
    private final Map<String, String> byPlainName;

    private OfdContainer(ZipReader zip, OfdLimits limits) {
        this.zip = zip;
        this.limits = limits;
        this.byPlainName = new HashMap<>();
        zip.names().forEach(path -> byPlainName.put(plain(path), path));
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
        List<String> found = readings(base, location).filter(this::has).toList();
        if (found.size() > 1) {
            throw new MalformedMessageException("OFD location", "names one file from its folder and one from the root");
        }
        if (found.isEmpty() || found.get(0).equals(path)) {
            return path;
        }
        met.add(Deviation.PATH_WITHOUT_SLASH);
        return found.get(0);
    }

    /**
     * Every file that some reader may take {@code location} in the file {@code base} for: by the standard's reading, by
     * that from the root, and in another case, as on a disk that does not tell cases apart.
     */
    List<String> findAll(String base, String location) {
        return readings(base, location)
                .flatMap(path -> Optional.ofNullable(byPlainName.get(plain(path))).stream())
                .toList();
    }

    private static Stream<String> readings(String base, String location) {
        return Stream.of(OfdPath.resolve(base, location), OfdPath.resolve("", location))
                .distinct();
    }

    private static String plain(String path) {
        return path.toLowerCase(Locale.ROOT);
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

    /** All files as they are, to be packed anew with others. */
    Map<String, ZipWriter.Content> contents() {
        Map<String, ZipWriter.Content> contents = new LinkedHashMap<>();
        names().forEach(path -> contents.put(path, out -> zip.write(path, out)));
        return contents;
    }

    private String present(String path) {
        if (!has(path)) {
            throw new MalformedMessageException("OFD document", "lacks a file that it names");
        }
        return path;
    }
}
