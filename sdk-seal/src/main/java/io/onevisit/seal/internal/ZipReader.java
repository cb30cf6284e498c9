package io.onevisit.seal.internal;

import io.onevisit.core.Bytes;
import io.onevisit.core.MalformedMessageException;
import io.onevisit.core.internal.StrictText;
import io.onevisit.core.internal.crypto.Hash;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP container (PKWARE APPNOTE 6.3) in memory, opened in such a way that every other reader must see the same files:
 * the central directory and the local headers say the same, the entries lie side by side with nothing before, between or
 * after them, each name occurs once and is a plain file or folder. Encryption, ZIP64, several disks and comments are
 * refused. Times, versions and other attributes of entries are not looked at: nothing in a document depends on them.
 *
 * <p>Opening expands every file once, piece by piece. Small files are kept, in 256 KiB together at most; of the others the
 * digest is remembered, and when one is asked for it is expanded again and held against that. So octets that their owner
 * changes after opening never come out, but for {@link #start}. Thread-safe.
 */
public final class ZipReader {
    public static final String FORMAT = "OFD container";

    private static final int MAX_NAME = 256;
    private static final int PIECE = 32 * 1024;
    private static final int MAX_KEPT = 64 * 1024;
    private static final int MAX_KEPT_TOGETHER = 256 * 1024;
    /** Below this size a file may shrink as well as it can; above it no honest one shrinks more than by the ratio. */
    private static final int RATIO_MATTERS_FROM = 1024 * 1024;

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int CENTRAL_LENGTH = 46;
    private static final int END_LENGTH = 22;

    private static final int HAS_DESCRIPTOR = 1 << 3;
    private static final int UTF_8_NAME = 1 << 11;
    private static final int ALLOWED_FLAGS = 0b110 | HAS_DESCRIPTOR | UTF_8_NAME;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int DOS_FOLDER = 0x10;
    private static final int DOS_LABEL = 0x08;
    private static final int UNIX_FILE = 0x8;
    private static final int UNIX_FOLDER = 0x4;
    /** Extra fields that change what an entry is: ZIP64, a second name or comment, strong and AES encryption, links. */
    private static final Set<Integer> REFUSED_EXTRAS = Set.of(0x0001, 0x7075, 0x6375, 0x0017, 0x9901, 0x000d, 0x756e);

    private final byte[] octets;
    private final ByteBuffer zip;
    private final Limits limits;
    private final Map<String, StoredFile> files;

    private ZipReader(byte[] octets, Limits limits) {
        this.octets = octets;
        this.zip = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
        this.files = open();
    }

    /**
     * How much a container may hold.
     *
     * @param octets of the container itself
     * @param expanded octets of all files together
     * @param entries files and folders
     * @param ratio how many times smaller a large file may be than what it expands to
     */
    public record Limits(int octets, long expanded, int entries, int ratio) {}

    /** One line of the central directory. */
    private record Entry(
            Bytes rawName, String name, int flags, int method, int crc, int compressed, long size, int offset) {
        boolean isFolder() {
            return name.endsWith("/");
        }

        String path() {
            return isFolder() ? name.substring(0, name.length() - 1) : name;
        }
    }

    /** An entry with the place of its packed octets and what they expanded to at opening. */
    private record StoredFile(Entry entry, int content, Expanded expanded) {}

    /** What an entry expanded to: its octets where they are kept, else their digest. */
    private static final class Expanded {
        private final @Nullable Bytes kept;
        private volatile @Nullable Bytes digest;

        private Expanded(@Nullable Bytes kept, @Nullable Bytes digest) {
            this.kept = kept;
            this.digest = digest;
        }

        static Expanded kept(byte[] octets) {
            return new Expanded(Bytes.of(octets), null);
        }

        static Expanded digested(byte[] digest) {
            return new Expanded(null, Bytes.of(digest));
        }

        /** Of what is kept it is computed when it is first asked for: no signature refers to its own files. */
        Bytes digest() {
            Bytes known = digest;
            if (known == null) {
                known = Bytes.of(Hash.SM3.digest(Objects.requireNonNull(kept).toArray()));
                digest = known;
            }
            return known;
        }
    }

    /** Takes what a file expands to, piece by piece. */
    private interface Sink {
        void take(byte[] octets, int offset, int length);
    }

    /**
     * Opens a container. Its octets are used where they are, not copied.
     *
     * @throws MalformedMessageException when two readers could disagree about it, or it is beyond {@code limits}
     */
    public static ZipReader open(byte[] octets, Limits limits) {
        require(octets.length <= limits.octets, "has more than " + limits.octets + " octets");
        return new ZipReader(octets, limits);
    }

    /** The names of the files, without a leading slash, in the order they lie. */
    public Set<String> names() {
        return Collections.unmodifiableSet(files.keySet());
    }

    /** The SM3 digest of a file. */
    public Bytes digest(String name) {
        return file(name).expanded.digest();
    }

    /**
     * A file whole.
     *
     * @throws MalformedMessageException when it has more than {@code max} octets, or changed after opening
     */
    public Bytes content(String name, int max) {
        StoredFile file = file(name);
        require(file.entry.size <= max, "has a file of more than " + max + " octets");
        if (file.expanded.kept != null) {
            return file.expanded.kept;
        }
        byte[] whole = whole(file.entry, file.content);
        require(Bytes.of(Hash.SM3.digest(whole)).equals(file.expanded.digest()), "was changed after it was opened");
        return Bytes.of(whole);
    }

    /**
     * Writes a file out, piece by piece.
     *
     * @throws MalformedMessageException when it changed after opening; part of it may have been written by then
     */
    public void write(String name, OutputStream out) throws IOException {
        StoredFile file = file(name);
        if (file.expanded.kept != null) {
            out.write(file.expanded.kept.toArray());
            return;
        }
        Hash.Running digest = Hash.SM3.start();
        try {
            expand(file.entry, file.content, (piece, offset, length) -> {
                digest.update(piece, offset, length);
                writePiece(out, piece, offset, length);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        require(Bytes.of(digest.finish()).equals(file.expanded.digest()), "was changed after it was opened");
    }

    private static void writePiece(OutputStream out, byte[] piece, int offset, int length) {
        try {
            out.write(piece, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first octets of a file, at most {@code max} of them, not held against the digest: only to tell what a file is. */
    public Bytes start(String name, int max) {
        StoredFile file = file(name);
        int length = (int) Math.min(max, file.entry.size);
        if (file.expanded.kept != null && length == file.entry.size) {
            return file.expanded.kept;
        }
        if (file.entry.method == STORED) {
            return Bytes.of(octets(file.content, length));
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(octets, file.content, file.entry.compressed);
            byte[] start = new byte[length];
            return Bytes.of(Arrays.copyOf(start, inflater.inflate(start)));
        } catch (DataFormatException e) {
            throw new MalformedMessageException(FORMAT, "has an entry that cannot be unpacked");
        } finally {
            inflater.end();
        }
    }

    private StoredFile file(String name) {
        return Optional.ofNullable(files.get(name))
                .orElseThrow(() -> new MalformedMessageException(FORMAT, "lacks a file"));
    }

    private Map<String, StoredFile> open() {
        int end = octets.length - END_LENGTH;
        require(end >= 0 && zip.getInt(end) == END_SIGNATURE, "does not end with its directory");
        require(zip.getInt(end + 4) == 0 && u16(end + 20) == 0, "is split or has a comment");
        int count = u16(end + 10);
        require(count == u16(end + 8) && count <= limits.entries, "has a wrong number of entries or too many");
        int directory = offset(end + 16);
        require((long) directory + u32(end + 12) == end, "has octets beside its directory");
        List<Entry> entries = entries(directory, end, count);
        requireUniqueNames(entries);
        requireSumWithinBounds(entries);
        return expanded(locate(entries, directory));
    }

    private List<Entry> entries(int directory, int end, int count) {
        List<Entry> entries = new ArrayList<>(count);
        int position = directory;
        for (int i = 0; i < count; i++) {
            require(position + CENTRAL_LENGTH <= end, "has a directory that is cut off");
            require(zip.getInt(position) == CENTRAL_SIGNATURE, "has a directory that is broken");
            int nameLength = u16(position + 28);
            int extraLength = u16(position + 30);
            require(u16(position + 32) == 0, "has an entry with a comment");
            require(u16(position + 34) == 0, "has an entry on another disk");
            int next = position + CENTRAL_LENGTH + nameLength + extraLength;
            require(next <= end, "has a directory that is cut off");
            entries.add(entry(position, nameLength));
            requireHarmlessExtras(next - extraLength, next);
            position = next;
        }
        require(position == end, "has octets beside its directory");
        return entries;
    }

    private Entry entry(int position, int nameLength) {
        byte[] rawName = octets(position + CENTRAL_LENGTH, nameLength);
        int flags = u16(position + 8);
        int method = u16(position + 10);
        require((flags & ~ALLOWED_FLAGS) == 0, "has an entry that is encrypted or patched");
        require(method == STORED || method == DEFLATED, "has an entry that is packed in an unknown way");
        require(method == DEFLATED || (flags & HAS_DESCRIPTOR) == 0, "has a stored entry without its size");
        requirePlain(zip.getInt(position + 38), rawName);
        Entry entry = new Entry(
                Bytes.of(rawName),
                name(rawName, (flags & UTF_8_NAME) != 0),
                flags,
                method,
                zip.getInt(position + 16),
                offset(position + 20),
                u32(position + 24),
                offset(position + 42));
        require(method == DEFLATED || entry.compressed == entry.size, "has a stored entry of two sizes");
        require(!entry.isFolder() || entry.size == 0, "has a folder with content");
        return entry;
    }

    /** No link, device or label, and a folder only where the name says so: those who unpack would see something else. */
    private static void requirePlain(int attributes, byte[] rawName) {
        boolean folder = rawName.length > 0 && rawName[rawName.length - 1] == '/';
        int type = attributes >>> 28;
        require(type == 0 || type == (folder ? UNIX_FOLDER : UNIX_FILE), "has an entry that is no plain file");
        require((attributes & DOS_LABEL) == 0, "has an entry that is no plain file");
        require(folder || (attributes & DOS_FOLDER) == 0, "has an entry that is no plain file");
    }

    private static String name(byte[] raw, boolean utf8) {
        require(raw.length >= 1 && raw.length <= MAX_NAME, "has a name that is empty or too long");
        String name = StrictText.of(raw, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII)
                .orElseThrow(() -> new MalformedMessageException(FORMAT, "has a name in the wrong character set"));
        require(name.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c)), "has an unsafe name");
        require(Normalizer.isNormalized(name, Normalizer.Form.NFC), "has a name that is not normalised");
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        for (String step : path.split("/", -1)) {
            require(!step.isBlank() && !step.equals(".") && !step.equals(".."), "has a name that is no plain path");
        }
        return name;
    }

    private static void requireUniqueNames(List<Entry> entries) {
        Set<String> seen = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (Entry entry : entries) {
            String plain = entry.path().toLowerCase(Locale.ROOT);
            require(seen.add(plain), "has a name twice");
            if (!entry.isFolder()) {
                files.add(plain);
            }
        }
        for (String path : seen) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                require(!files.contains(path.substring(0, slash)), "has a file with files inside");
            }
        }
    }

    private void requireSumWithinBounds(List<Entry> entries) {
        long size = 0;
        long compressed = 0;
        for (Entry entry : entries) {
            requireReasonable(entry.size, entry.compressed);
            size += entry.size;
            compressed += entry.compressed;
        }
        requireReasonable(size, compressed);
        require(size <= limits.expanded, "expands to more than " + limits.expanded + " octets");
    }

    private void requireReasonable(long size, long compressed) {
        require(size <= RATIO_MATTERS_FROM || size / limits.ratio <= compressed, "expands beyond reason");
    }

    /** Where the packed octets of each entry lie. */
    private Map<Entry, Integer> locate(List<Entry> entries, int directory) {
        Map<Entry, Integer> contents = new LinkedHashMap<>();
        int position = 0;
        for (Entry entry :
                entries.stream().sorted(Comparator.comparingInt(Entry::offset)).toList()) {
            require(entry.offset == position, "has entries that overlap or leave gaps");
            int content = requireSameLocalHeader(entry, directory);
            require((long) content + entry.compressed <= directory, "has an entry outside its bounds");
            contents.put(entry, content);
            position = endOf(entry, content + entry.compressed, directory);
        }
        require(position == directory, "has octets between its entries and its directory");
        return contents;
    }

    private Map<String, StoredFile> expanded(Map<Entry, Integer> contents) {
        Map<String, StoredFile> found = new LinkedHashMap<>();
        long room = MAX_KEPT_TOGETHER;
        for (Map.Entry<Entry, Integer> located : contents.entrySet()) {
            Entry entry = located.getKey();
            int content = located.getValue();
            boolean keep = entry.size <= Math.min(MAX_KEPT, room);
            Expanded expanded =
                    keep ? Expanded.kept(whole(entry, content)) : Expanded.digested(digestOf(entry, content));
            room -= keep ? entry.size : 0;
            if (!entry.isFolder()) {
                found.put(entry.name, new StoredFile(entry, content, expanded));
            }
        }
        return found;
    }

    private byte[] digestOf(Entry entry, int content) {
        Hash.Running digest = Hash.SM3.start();
        expand(entry, content, digest::update);
        return digest.finish();
    }

    private byte[] whole(Entry entry, int content) {
        ByteBuffer whole = ByteBuffer.allocate((int) entry.size);
        expand(entry, content, whole::put);
        return whole.array();
    }

    private int requireSameLocalHeader(Entry entry, int directory) {
        int at = entry.offset;
        require((long) at + LOCAL_LENGTH <= directory, "has an entry outside its bounds");
        require(zip.getInt(at) == LOCAL_SIGNATURE, "has an entry without a header");
        int nameEnd = at + LOCAL_LENGTH + u16(at + 26);
        int content = nameEnd + u16(at + 28);
        require(content <= directory, "has an entry outside its bounds");
        require(
                u16(at + 6) == entry.flags
                        && u16(at + 8) == entry.method
                        && Bytes.of(octets(at + LOCAL_LENGTH, u16(at + 26))).equals(entry.rawName),
                "has a header that differs from its directory");
        boolean later = (entry.flags & HAS_DESCRIPTOR) != 0;
        require(
                zip.getInt(at + 14) == (later ? 0 : entry.crc)
                        && zip.getInt(at + 18) == (later ? 0 : entry.compressed)
                        && u32(at + 22) == (later ? 0 : entry.size),
                "has a header that differs from its directory");
        requireHarmlessExtras(nameEnd, content);
        return content;
    }

    /** Hands on what an entry expands to, and holds it against the size and the check value that the directory gives. */
    private void expand(Entry entry, int content, Sink sink) {
        CRC32 crc = new CRC32();
        Sink checked = (piece, offset, length) -> {
            crc.update(piece, offset, length);
            sink.take(piece, offset, length);
        };
        if (entry.method == STORED) {
            checked.take(octets, content, entry.compressed);
        } else {
            inflate(entry, content, checked);
        }
        require((int) crc.getValue() == entry.crc, "has an entry with a wrong check value");
    }

    private void inflate(Entry entry, int content, Sink sink) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(octets, content, entry.compressed);
            byte[] piece = new byte[(int) Math.max(1, Math.min(PIECE, entry.size))];
            long expanded = 0;
            while (!inflater.finished()) {
                int length = inflater.inflate(piece);
                expanded += length;
                require(length > 0 || inflater.finished(), "has an entry that is cut off");
                require(expanded <= entry.size, "has an entry of another size than it says");
                sink.take(piece, 0, length);
            }
            require(
                    expanded == entry.size && inflater.getRemaining() == 0,
                    "has an entry of another size than it says");
        } catch (DataFormatException e) {
            throw new MalformedMessageException(FORMAT, "has an entry that cannot be unpacked");
        } finally {
            inflater.end();
        }
    }

    /** Steps over the data descriptor, which may or may not begin with a signature of its own. */
    private int endOf(Entry entry, int contentEnd, int directory) {
        if ((entry.flags & HAS_DESCRIPTOR) == 0) {
            return contentEnd;
        }
        require(contentEnd + 12 <= directory, "has an entry that is cut off");
        int start = zip.getInt(contentEnd) == DESCRIPTOR_SIGNATURE ? contentEnd + 4 : contentEnd;
        require(start + 12 <= directory, "has an entry that is cut off");
        require(
                zip.getInt(start) == entry.crc
                        && zip.getInt(start + 4) == entry.compressed
                        && u32(start + 8) == entry.size,
                "has a descriptor that differs from its directory");
        return start + 12;
    }

    private void requireHarmlessExtras(int start, int end) {
        int position = start;
        while (position < end) {
            require(position + 4 <= end, "has an extra field that is cut off");
            require(!REFUSED_EXTRAS.contains(u16(position)), "has an entry that is ZIP64, encrypted or named twice");
            position += 4 + u16(position + 2);
        }
        require(position == end, "has an extra field that is cut off");
    }

    private byte[] octets(int position, int length) {
        byte[] part = new byte[length];
        zip.get(position, part);
        return part;
    }

    private int u16(int position) {
        return zip.getShort(position) & 0xffff;
    }

    private long u32(int position) {
        return zip.getInt(position) & 0xffffffffL;
    }

    /** A size or place; ZIP64's marker is out of bounds like anything else that is too large. */
    private int offset(int position) {
        long value = u32(position);
        require(value <= octets.length, "has an entry outside its bounds");
        return (int) value;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new MalformedMessageException(FORMAT, problem);
        }
    }
}
